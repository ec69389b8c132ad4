import { type Automation, setGrant } from '@pipewright/definition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { APP, type Deal, dealsOf, ENTITY, letGo, type PoolWorld, poolWorld, SCHEMA, STALE } from './support/pool-world.ts';

const RECORDS = `/apps/${APP}/records/${ENTITY}`;
const DAY = 86_400_000;
let world: PoolWorld;
let admin: TestClient;
let sales: TestClient;
let deals: Deal[];
let others: Deal[];
let given: Deal;

const within = (ids: readonly Deal[]): Automation['when'] => ({ in: [{ var: 'id' }, ids.map(({ id }) => id)] });
const assign: Automation['nodes'][number] = {
  ...{ key: 'give', kind: 'assign', by: 'load', teams: [{ key: 'all', when: null, role: 'sales' }], next: { done: null } },
};
const button: Automation['on'] = { kind: 'button', label: label('Give it away'), roles: ['admin'] };

beforeAll(async () => {
  world = await poolWorld({});
  const sign = (name: string) => clientFor(world.server, `${name}@demo.local`);
  [sales, admin] = [await sign('sales'), await sign('admin')];
  const open = await dealsOf(world, `status = 'open' and owner is not null and owner <> $1`, [world.user.sales]);
  [deals, others] = [open.slice(0, 8), open.slice(8, 12)];
  given = deals[7] as Deal;
  const automations: Automation[] = [
    { ...STALE, when: within([...deals, ...others]) },
    { ...{ key: 'gives', name: label('Gives'), entity: ENTITY, start: 'give', on: button, nodes: [assign] } },
  ];
  await automate(admin, automations, (app) => setGrant(app, 'sales', ENTITY, { claim: 'all', readonly: ['owner'] }));
  await letGo(world, deals);
  await age(deals);
});
afterAll(() => world?.close());

const query = async <T>(text: string, values: unknown[] = []) => (await world.server.pool.query(text, values)).rows as T[];
const ok = async (answer: Promise<{ status: number; text: string; body: unknown }>) => {
  const found = await answer;
  if (found.status >= 300) throw new Error(found.text);
  return found.body as { version: number };
};
/** What the ladder did with a record, level by level and to whom, that was not overtaken. */
const levels = async ({ id }: Deal) =>
  (
    await query<{ said: string }>(
      `select r.level || ' ' || case when s.people[1] = $2 then 'sales' else coalesce(s.people[1], '-') end as said
       from ${SCHEMA}._run r join ${SCHEMA}._run_step s on s.run = r.id where r.record = $1 and r.automation = 'stale' order by r.begun_at, r.level`,
      [id, world.user.sales],
    )
  ).map(({ said }) => said);
const later = (days: number) => new Date(Date.now() + days * DAY).toISOString();
/** Lets records have stood for forty days in their stage. */
const age = (some: readonly Deal[]) =>
  query(`update ${SCHEMA}.${ENTITY} set stage_since = now() - interval '40 days' where id = any($1)`, [some.map(({ id }) => id)]);

it('tells whoever takes it again of its levels again, the same person too, and a warning of before stands no more', async () => {
  const [deal] = others as [Deal];
  const owner = world.user.sales;
  const give = async (values: object) => {
    const { version } = (await dealsOf(world, 'id = $1', [deal.id]))[0] as Deal;
    await ok(admin.send('PATCH', `${RECORDS}/${deal.id}`, { version, values }));
  };
  await give({ owner });
  await age([deal]);
  await passes(world.server, later(0));
  expect(await levels(deal)).toEqual(['l1 sales']);
  const warned = async () => (await admin.get(`${RECORDS}/${deal.id}/pool`)).body.warned !== null;
  expect(await warned()).toBe(true);
  await give({ owner: null });
  expect(await warned()).toBe(false);
  await new Promise((done) => setTimeout(done, 5));
  await give({ owner });
  expect(await warned()).toBe(false);
  for (const days of [0.1, 5.1, 9.9]) await passes(world.server, later(days));
  expect(await levels(deal)).toEqual(['l1 sales']);
  await passes(world.server, later(10.1));
  expect(await levels(deal)).toEqual(['l1 sales', 'l1 sales']);
  expect((await dealsOf(world, 'id = $1', [deal.id]))[0]?.owner).toBe(owner);
});

it('runs no clock of a record in the pool, and begins anew by whichever way it leaves the pool', async () => {
  await passes(world.server, later(0));
  await passes(world.server, later(1));
  for (const deal of deals) expect(await levels(deal)).toEqual([]);
  const owner = world.user.sales;
  const [claimed, edited, together, moved, setBySelf, nobodys, paused] = deals as [Deal, Deal, Deal, Deal, Deal, Deal, Deal];
  await ok(sales.send('POST', `${RECORDS}/${claimed.id}/claim`));
  await ok(admin.send('PATCH', `${RECORDS}/${edited.id}`, { version: edited.version, values: { owner } }));
  await ok(admin.send('POST', `${RECORDS}/together`, { records: [together.id, moved.id], values: { owner } }));
  await ok(admin.send('PATCH', `${RECORDS}/${setBySelf.id}`, { version: setBySelf.version, values: { owner: world.user.admin } }));
  // From hand to hand is no way out of the pool.
  const { version } = (await dealsOf(world, 'id = $1', [setBySelf.id]))[0] as Deal;
  await ok(admin.send('PATCH', `${RECORDS}/${setBySelf.id}`, { version, values: { owner } }));
  await query(`update ${SCHEMA}.${ENTITY} set status = 'paused' where id = $1`, [paused.id]);
  await ok(admin.send('PATCH', `${RECORDS}/${paused.id}`, { version: paused.version, values: { owner } }));
  await query(`update ${SCHEMA}.${ENTITY} set status = 'open' where id = $1`, [paused.id]);
  await ok(admin.send('POST', `${RECORDS}/${given.id}/press/gives`));
  await passes(world.server, later(0));
  const [{ owner: by } = { owner: null }] = await dealsOf(world, 'id = $1', [given.id]);
  expect(by).toEqual(expect.any(String));
  const taken = [claimed, edited, together, moved, setBySelf, paused];
  for (const days of [0, 1, 9.9]) await passes(world.server, later(days));
  for (const deal of [...taken, given]) expect(await levels(deal)).toEqual([]);
  await passes(world.server, later(10.1));
  for (const deal of taken) expect(await levels(deal)).toEqual(['l1 sales']);
  expect(await levels(given)).toHaveLength(1);
  for (const days of [11, 14, 15]) await passes(world.server, later(days));
  for (const deal of taken) expect(await levels(deal)).toEqual(['l1 sales']);
  for (const days of [15.2, 16, 30, 60]) await passes(world.server, later(days));
  for (const deal of taken) expect(await levels(deal)).toEqual(['l1 sales', 'l2 sales']);
  expect(await levels(nobodys)).toEqual([]);
  expect((await dealsOf(world, 'id = any($1)', [taken.map(({ id }) => id)])).map(({ owner: whose }) => whose)).toEqual(
    taken.map(() => null),
  );
});

it('keeps how a record went through the pool as its ledger tells it, and knows it again when the table is lost', async () => {
  const kept = () =>
    query<Record<string, unknown>>(
      `select record::text, entity, entered_at, person, automation, taken_at, run from ${SCHEMA}._passage order by 1`,
    );
  const before = await kept();
  const one = before.find(({ record }) => record === deals[0]?.id);
  expect(one).toMatchObject({ entity: ENTITY, person: world.user.sales, automation: 'stale', run: null });
  const [{ at }] = (await query<{ at: string }>(`select at from ${SCHEMA}._reclaim where record = $1`, [one?.record])) as [{ at: string }];
  expect(one?.entered_at).toEqual(at);
  // Whom the tests let go without a word is nowhere in the ledger.
  await query(`drop table ${SCHEMA}._passage`);
  await ok(admin.send('POST', `/apps/${APP}/repair`, { empty: [] }));
  const again = await kept();
  expect(again.length).toBeGreaterThan(5);
  const told = (rows: Record<string, unknown>[]) =>
    rows.map(({ record, entered_at, person, automation }) => ({ record, entered_at, person, automation }));
  expect(told(again)).toEqual(told(before));
});
