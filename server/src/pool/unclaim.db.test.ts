import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../../../test/support/client.ts';
import { APP, type Deal, dealsOf, ENTITY, type PoolWorld, poolWorld, SCHEMA, salesAndAdmin } from '../../../test/support/pool-world.ts';

const RECORDS = `/apps/${APP}/records/${ENTITY}`;
let world: PoolWorld;
let sales: TestClient;
let admin: TestClient;
let deals: Deal[];
beforeAll(async () => {
  world = await poolWorld({ grants: { sales: { claim: 'all', update: 'own' } }, process: { coolDown: 7 } });
  [sales, admin] = await salesAndAdmin(world);
  const home = `(select department from pipewright.person where user_id = $1)`;
  const others = await dealsOf(world, `owner is not null and owner <> $1 and status = 'open' and department <> ${home}`, [
    world.user.sales,
  ]);
  deals = [];
  for (const deal of others.slice(0, 6)) {
    await admin.send('PATCH', `${RECORDS}/${deal.id}`, { version: deal.version, values: { owner: null } });
    deals.push(await now(deal));
  }
});
afterAll(() => world?.close());

const query = async <T>(text: string, values: unknown[] = []) => (await world.server.pool.query(text, values)).rows as T[];
const now = async ({ id }: Deal) => (await dealsOf(world, 'id = $1', [id]))[0] as Deal;
const next = () => deals.pop() as Deal;
const claim = async (who: TestClient, { id }: Deal) => (await who.send('POST', `${RECORDS}/${id}/claim`)).body.version as number;
const undo = (who: TestClient, { id }: Deal, version: number) => who.send('POST', `${RECORDS}/${id}/unclaim`, { version });
const code = ({ status, body }: { status: number; body: { issues?: { code: string }[] } }) => body.issues?.[0]?.code ?? status;
const passage = async ({ id }: Deal) =>
  (await query<object>(`select entered_at, person, automation from ${SCHEMA}._passage where record = $1`, [id]))[0];
const told = (where: string) =>
  query<{ record: string }>(`select record::text, entered_at, person, automation, taken_at, run from ${where} order by 1`);

describe('undoing that a record was taken out of the pool', () => {
  it('puts it back as it lay there: its department, since when and from whom, and it may be taken again at once', async () => {
    const one = next();
    const lay = await passage(one);
    const version = await claim(sales, one);
    expect(await now(one)).not.toMatchObject({ department: one.department });
    const back = await undo(sales, one, version);
    expect([back.status, back.body]).toEqual([200, { id: one.id, version: version + 1 }]);
    expect(await now(one)).toEqual({ ...one, version: version + 1 });
    expect(await passage(one)).toEqual(lay);
    const [story] = (await sales.get(`${RECORDS}/together/pool`, { ids: one.id })).body.stories;
    expect(story).toMatchObject({ way: 'by_hand', by: { id: world.user.admin } });
    const [entry] = (await sales.get(`${RECORDS}/${one.id}/history`)).body.entries;
    expect(entry).toMatchObject({ kind: 'update', cause: { by: 'unclaim' }, before: { owner: world.user.sales }, after: { owner: null } });
    expect(await claim(sales, one)).toBe(version + 2);
    expect(await now(one)).toMatchObject({ owner: world.user.sales });
  });

  it('is so in the ledger as well: what is told of it by the ledger is what is kept', async () => {
    const one = next();
    await undo(sales, one, await claim(sales, one));
    const { passagesSql, compileSql } = await import('@pipewright/sql');
    const statement = compileSql(passagesSql(SCHEMA));
    const byLedger = await told(`(${statement.sql}) p`);
    expect(byLedger.find(({ record }) => record === one.id)).toBeDefined();
    expect(byLedger).toEqual(await told(`${SCHEMA}._passage`));
  });

  it('is refused to others, after a minute, where something was changed since, and where somebody else has it by now', async () => {
    const [other, late, changed, gone] = [next(), next(), next(), next()];
    const taken = await claim(sales, other);
    expect(code(await undo(admin, other, taken))).toBe('pool.taken');
    await undo(sales, other, taken);
    expect(code(await undo(sales, other, taken))).toBe('pool.nobody');
    const by = await claim(admin, other);
    expect([code(await undo(sales, other, taken)), code(await undo(admin, other, taken)), by]).toEqual([
      'pool.gone',
      'pool.changed',
      taken + 2,
    ]);
    const slow = await claim(sales, late);
    await query(`update ${SCHEMA}._ledger set valid_at = valid_at - interval '61 seconds' where record = $1 and record_version = $2`, [
      late.id,
      slow,
    ]);
    expect(code(await undo(sales, late, slow))).toBe('pool.late');
    const version = await claim(sales, changed);
    await sales.send('PATCH', `${RECORDS}/${changed.id}`, { version, values: { next_step: 'Call' } });
    expect([code(await undo(sales, changed, version)), code(await undo(sales, changed, version + 1))]).toEqual([
      'pool.changed',
      'pool.changed',
    ]);
    const mine = await claim(sales, gone);
    await admin.send('PATCH', `${RECORDS}/${gone.id}`, { version: mine, values: { owner: world.user.manager } });
    expect(code(await undo(sales, gone, mine))).toBe('pool.gone');
    for (const each of [late, changed]) expect(await now(each)).toMatchObject({ owner: world.user.sales });
  });
});
