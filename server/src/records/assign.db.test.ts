import { randomUUID } from 'node:crypto';
import { MOST_TOGETHER } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let manager: TestClient;
let sales: TestClient;
const user: Record<string, string> = {};
const at = '/apps/opportunity/records/customer';
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const sign = (name: string) => clientFor(server, `${name}@demo.local`);
  [admin, manager, sales] = [await sign('admin'), await sign('manager'), await sign('sales')];
  const { rows } = await server.pool.query<{ id: string; name: string }>(`select id, split_part(email, '@', 1) as name from auth."user"`);
  for (const { id, name } of rows) user[name] = id;
});
afterAll(() => close?.());

const give = (who: TestClient, to: string | undefined, which: object, more: object = {}, entity = 'customer') =>
  who.send('POST', `/apps/opportunity/records/${entity}/together`, { values: { owner: to }, ...which, ...more });
const owned = async (person: string | undefined) =>
  Number(
    (await server.pool.query('select count(*) as n from app_opportunity.customer where owner = $1 and deleted_at is null', [person]))
      .rows[0].n,
  );
const notices = async (client: TestClient) => (await client.get('/apps/opportunity/notices')).body.notices;
const mine = (person: string | undefined) => ({ '==': [{ var: 'owner' }, person] });
const firstOf = async (person: string | undefined, limit: number) =>
  (await admin.get(at, { filter: JSON.stringify(mine(person)), limit: String(limit) })).body.records.map(
    ({ id }: { id: string }) => id,
  ) as string[];

describe('records that are given to somebody', () => {
  it('change hands with their department, told to both sides with the note, and are left alone where they are theirs already', async () => {
    const [id] = await firstOf(user.sales, 1);
    const answer = await give(admin, user.manager, { records: [id] }, { note: 'Please take over' });
    expect([answer.status, answer.body]).toEqual([200, { done: 1, same: 0, refused: [], next: null }]);
    const record = (await admin.get(`${at}/${id}`)).body;
    const { rows } = await server.pool.query('select department::text as d from pipewright.person where user_id = $1', [user.manager]);
    expect([record.owner, record.department]).toEqual([user.manager, rows[0].d]);
    const about = (await notices(manager))[0];
    expect([about.kind, about.by.id, about.about.record, about.about.note]).toEqual(['assigned', user.admin, id, 'Please take over']);
    expect((await notices(sales))[0].kind).toBe('released');
    expect((await give(admin, user.manager, { records: [id] })).body).toEqual({ done: 0, same: 1, refused: [], next: null });
    const { entries } = (await admin.get(`${at}/${id}/history`)).body;
    expect([entries[0].actor.id, entries[0].before.owner, entries[0].after.owner]).toEqual([user.admin, user.sales, user.manager]);
  });

  it('are judged one by one by the rights of who gives them; what is refused is told by reason and stops nothing', async () => {
    const own = await firstOf(user.sales, 2);
    const foreign = await firstOf(user.manager, 1);
    const closed = (await admin.get('/apps/opportunity/records/opportunity', { limit: '1' })).body.records[0].id;
    const answer = await give(sales, user.manager, { records: [...own, ...foreign, closed], run: randomUUID() });
    expect([answer.body.done, answer.body.same]).toEqual([2, 0]);
    expect(answer.body.refused.map((each: { faults: { code: string }[]; count: number }) => [each.faults[0]?.code, each.count])).toEqual([
      ['unknown.record', 2],
    ]);
    expect(answer.body.refused[0].records[0]).toEqual({ id: foreign[0], title: null });
  });

  it('go to nobody who could not see them', async () => {
    const [id] = await firstOf(user.sales, 1);
    const { id: stranger } = (await admin.send('POST', '/people', { name: 'No role here' })).body;
    const code = async (to: string) => (await give(admin, to, { records: [id] })).body.issues[0].code;
    expect([await code(stranger), await code('nobody')]).toEqual(['share.role', 'unknown.person']);
    expect((await give(admin, user.manager, { records: ['x'] })).status).toBe(422);
    expect((await give(admin, user.manager, { records: [id] }, {}, 'nothing')).body.issues[0].code).toBe('unknown.entity');
  });

  it('are all that a filter finds, a stretch at a time, with one notice for all of it', async () => {
    await server.pool.query(
      `insert into app_opportunity.customer (id, name, owner, department)
       select gen_random_uuid(), 'Firm ' || n, $1, p.department from generate_series(1, 700) n, pipewright.person p where p.user_id = $1`,
      [user.sales],
    );
    const before = await owned(user.sales);
    const run = randomUUID();
    const tried: number[] = [];
    let after: string | undefined;
    do {
      const { body } = await give(admin, user.manager, { filter: mine(user.sales), after }, { run });
      tried.push(body.done + body.same + body.refused.length);
      after = body.next ?? undefined;
    } while (after);
    expect([tried.length, tried[0], tried.reduce((a, b) => a + b)]).toEqual([Math.ceil(before / MOST_TOGETHER), MOST_TOGETHER, before]);
    expect(await owned(user.sales)).toBe(0);
    for (const [client, kind] of [
      [manager, 'assignedMany'],
      [sales, 'releasedMany'],
    ] as const) {
      const told = (await notices(client)).filter(
        (each: { kind: string; about: { count: number } }) => each.kind === kind && each.about.count === before,
      );
      expect([kind, told.length]).toEqual([kind, 1]);
    }
    const { rows: odd } = await server.pool.query(
      `select c.id from app_opportunity.customer c where c.name like 'Firm %' and (c.version <> 2 or not exists (select from app_opportunity._ledger l where l.record = c.id and l.record_version = 2))`,
    );
    expect(odd).toEqual([]);
  });
});
