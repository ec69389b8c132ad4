import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import {
  APP,
  type Deal,
  dealsOf,
  ENTITY,
  letGo,
  type PoolWish,
  type PoolWorld,
  poolWorld,
  SCHEMA,
} from '../../../test/support/pool-world.ts';

const RECORDS = `/apps/${APP}/records/${ENTITY}`;
let world: PoolWorld;
let sales: TestClient;
let manager: TestClient;
let admin: TestClient;
let free: Deal[];
beforeAll(async () => {
  const grants: PoolWish['grants'] = { sales: { claim: 'all', readonly: ['owner'] }, manager: { claim: 'below' } };
  world = await poolWorld({ grants, process: { coolDown: 7 } });
  const sign = (name: string) => clientFor(world.server, `${name}@demo.local`);
  [sales, manager, admin] = [await sign('sales'), await sign('manager'), await sign('admin')];
  const others = (await dealsOf(world, `owner is not null and owner <> $1 and status = 'open'`, [world.user.sales])).slice(0, 60);
  await letGo(world, others);
  free = await dealsOf(world, `owner is null and status = 'open'`);
});
afterAll(() => world?.close());
beforeEach(() => world.server.pool.query(`truncate ${SCHEMA}._reclaim, pipewright.notice`));

const query = async <T>(sql: string, values: unknown[] = []) => (await world.server.pool.query(sql, values)).rows as T[];
const next = () => free.pop() as Deal;
const claim = (who: TestClient, { id }: Pick<Deal, 'id'>, key?: string) =>
  who.send('POST', `${RECORDS}/${id}/claim`, undefined, key ? { 'idempotency-key': key } : {});
const state = async (who: TestClient, { id }: Pick<Deal, 'id'>) => (await who.get(`${RECORDS}/${id}/pool`)).body;
const ownerOf = async ({ id }: Deal) => (await dealsOf(world, 'id = $1', [id]))[0]?.owner;
const code = ({ body }: { body: { issues?: { code: string }[]; faults?: { code: string }[] } }) => (body.issues ?? body.faults)?.[0]?.code;

describe('who reads a record of the pool', () => {
  it('is, for each person and record, whoever may take it or reads it anyway; and it is so in every way of asking', async () => {
    const home = await query<{ person: string; department: string; below: string[] }>(
      `select p.user_id as person, p.department::text, array(select d.id::text from pipewright.department d where d.path && (array[p.department] || array(select l.id from pipewright.department l where l.manager = p.user_id))) as below
       from pipewright.person p where p.user_id = any($1)`,
      [[world.user.sales, world.user.manager]],
    );
    const all = await dealsOf(world, 'true');
    for (const [who, name] of [
      [sales, 'sales'],
      [manager, 'manager'],
    ] as const) {
      const { below = [] } = home.find(({ person }) => person === world.user[name]) ?? {};
      const own = ({ owner, department }: Deal) => owner === world.user[name] || (name === 'manager' && below.includes(department ?? ''));
      const pool = ({ owner, status, department }: Deal) =>
        owner === null && status === 'open' && (name === 'sales' || below.includes(department ?? ''));
      const expected = all.filter((each) => own(each) || pool(each)).map(({ id }) => id);
      const found: string[] = [];
      for (let after: string | undefined; ; ) {
        const { body } = await who.get(RECORDS, { limit: 200, fields: 'name', count: 'true', ...(after ? { after } : {}) });
        found.push(...body.records.map(({ id }: { id: string }) => id));
        after = body.next;
        if (!after) break;
      }
      expect([name, found.sort()]).toEqual([name, expected.sort()]);
      expect(expected.length).toBeGreaterThan(all.filter(own).length - 1);
      const some = all.filter((_, i) => i % 17 === 0);
      for (const each of some) {
        const sees = expected.includes(each.id);
        expect((await who.get(`${RECORDS}/${each.id}`)).status).toBe(sees ? 200 : 404);
        expect((await who.get(`${RECORDS}/${each.id}/pool`)).status).toBe(sees ? 200 : 404);
        const { body } = await admin.get(`${RECORDS}/${each.id}/access`, { people: world.user[name] });
        expect(body.people[0].access === 'sees').toBe(sees);
        if (sees) expect(Object.hasOwn((await who.get(`${RECORDS}/${each.id}`)).body, 'floor_price')).toBe(name === 'manager');
        if (pool(each) && name === 'sales')
          expect((await who.send('PATCH', `${RECORDS}/${each.id}`, { version: each.version, values: { name: 'x' } })).status).toBe(403);
      }
    }
  });
});

describe('a record out of sight', () => {
  it('is answered like one that does not exist, byte for byte, whatever is asked of the pool about it', async () => {
    const [hidden] = await dealsOf(world, `owner is not null and owner <> $1 and status = 'open'`, [world.user.sales]);
    const asked = async (id: string) => {
      const at = `${RECORDS}/${id}`;
      const answers = [
        await sales.get(`${at}/pool`),
        await sales.send('POST', `${at}/claim`),
        await sales.send('POST', `${at}/appeal`, { note: 'x' }),
        await sales.send('POST', `${at}/appeal/answer`, { grant: true }),
      ];
      return answers.map(({ status, text }) => [status, text]);
    };
    expect(await asked(hidden?.id ?? '')).toEqual(await asked('01a00000-0000-7000-8000-00000000abcd'));
    expect((await asked(hidden?.id ?? '')).map(([status]) => status)).toEqual([404, 404, 404, 404]);
  });
});

describe('taking a record out of the pool', () => {
  it('makes it one’s own, once, also where the role does not change owners otherwise', async () => {
    const one = next();
    expect(await state(sales, one)).toMatchObject({ inPool: true, mayClaim: true, whyNot: null, warned: null, appeal: null });
    const [first, again] = [await claim(sales, one, 'claimed-once'), await claim(sales, one, 'claimed-once')];
    expect([first.status, first.body, again.body]).toEqual([200, { id: one.id, version: one.version + 1 }, first.body]);
    expect([await ownerOf(one), code(await claim(sales, one))]).toEqual([world.user.sales, 'pool.own']);
    expect(await state(sales, one)).toMatchObject({ inPool: false, mayClaim: false });
    const [home] = await query<{ department: string }>('select department::text from pipewright.person where user_id = $1', [
      world.user.sales,
    ]);
    expect((await dealsOf(world, 'id = $1', [one.id]))[0]).toEqual({
      ...one,
      owner: world.user.sales,
      department: home?.department,
      version: one.version + 1,
    });
  });

  it('is won by one of two, and the other is told who has it where that may be known', async () => {
    const one = next();
    const [a, b] = await Promise.all([claim(sales, one), claim(admin, one)]);
    expect([a.status, b.status].sort()).toEqual([200, 422]);
    expect(code(a.status === 200 ? b : a)).toBe(a.status === 200 ? 'pool.taken' : 'pool.gone');
    const two = next();
    expect((await claim(admin, two)).status).toBe(200);
    expect(code(await claim(sales, two))).toBe('pool.gone');
    const hidden = (await dealsOf(world, `owner = $1`, [world.user.admin])).find(({ id }) => id !== two.id && id !== one.id);
    const never =
      hidden ??
      ((await dealsOf(world, `owner is not null and owner <> $1 and status = 'open'`, [world.user.sales])).find(
        ({ id }) => id !== two.id && id !== one.id,
      ) as Deal);
    expect((await claim(sales, never)).status).toBe(404);
  });

  it('stops at the limit, however many are taken at once', async () => {
    const [mine] = await query<{ n: number }>(
      `select count(*)::int as n from ${SCHEMA}.${ENTITY} where owner = $1 and status = 'open' and deleted_at is null`,
      [world.user.sales],
    );
    const limited = await poolWorld({ grants: { sales: { claim: 'all', mostOpen: (mine?.n ?? 0) + 3 } } });
    try {
      const [count] = (
        await limited.server.pool.query<{ n: number }>(
          `select count(*)::int as n from ${SCHEMA}.${ENTITY} where owner = $1 and status = 'open' and deleted_at is null`,
          [limited.user.sales],
        )
      ).rows;
      const pooled = (await dealsOf(limited, `owner is not null and owner <> $1 and status = 'open'`, [limited.user.sales])).slice(0, 20);
      await letGo(limited, pooled);
      const client = await clientFor(limited.server, 'sales@demo.local');
      const answers = await Promise.all(pooled.map((each) => claim(client, each)));
      const room = (mine?.n ?? 0) + 3 - (count?.n ?? 0);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(room);
      expect(new Set(answers.filter(({ status }) => status !== 200).map(code))).toEqual(new Set(['pool.limit']));
      const left = pooled.find((_, i) => answers[i]?.status !== 200) as Deal;
      expect((await client.get(`${RECORDS}/${left.id}/pool`)).body).toMatchObject({
        inPool: true,
        mayClaim: false,
        whyNot: expect.stringContaining(`${(mine?.n ?? 0) + 3}`),
      });
      // By hand people are given more.
      const boss = await clientFor(limited.server, 'admin@demo.local');
      expect(
        (await boss.send('PATCH', `${RECORDS}/${left.id}`, { version: left.version, values: { owner: limited.user.sales } })).status,
      ).toBe(200);
    } finally {
      await limited.close();
    }
  });

  it('waits after its own reclaim until it has cooled down, which is said with the day; by hand it may be given before', async () => {
    const one = next();
    const cooled = async (days: number) => {
      await query(`truncate ${SCHEMA}._reclaim`);
      await query(
        `insert into ${SCHEMA}._reclaim (record, entity, person, at) values ($1, $2, $3, now() - make_interval(hours => $4::int))`,
        [one.id, ENTITY, world.user.sales, days * 24],
      );
      return state(sales, one);
    };
    expect(await cooled(8)).toMatchObject({ mayClaim: true, reclaims: [{ person: { id: world.user.sales }, at: expect.any(String) }] });
    expect(await cooled(6)).toMatchObject({ mayClaim: false, whyNot: expect.stringMatching(/\d{4}-\d\d-\d\d/) });
    expect(code(await claim(sales, one))).toBe('pool.cool_down');
    expect((await admin.send('PATCH', `${RECORDS}/${one.id}`, { version: one.version, values: { owner: world.user.sales } })).status).toBe(
      200,
    );
  });

  it('is refused of what is not open or out of reach, and where the role may take nothing', async () => {
    const one = next();
    await query(`update ${SCHEMA}.${ENTITY} set status = 'paused' where id = $1`, [one.id]);
    expect(code(await claim(admin, one))).toBe('pool.closed');
    expect((await claim(sales, one)).status).toBe(404);
    const analyst = await clientFor(world.server, 'analyst@demo.local');
    const two = next();
    expect([(await claim(analyst, two)).status, await state(analyst, two)]).toMatchObject([
      403,
      { inPool: true, mayClaim: false, whyNot: expect.any(String) },
    ]);
  });
});
