import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import {
  APP,
  asAutomation,
  type Deal,
  dealsOf,
  ENTITY,
  letGo,
  type PoolWorld,
  poolWorld,
  publishPool,
  SCHEMA,
  STALE,
  salesAndAdmin,
} from '../../../test/support/pool-world.ts';
import { announced } from '../records/announced.ts';
import { reclaim } from './reclaim.ts';

const RECORDS = `/apps/${APP}/records/${ENTITY}`;
let world: PoolWorld;
let sales: TestClient;
let admin: TestClient;
let deals: Deal[];
beforeAll(async () => {
  world = await poolWorld({
    grants: { sales: { claim: 'all', update: 'own' } },
    app: (app) => ({ ...app, automations: [STALE] }),
  });
  [sales, admin] = await salesAndAdmin(world);
  deals = (await dealsOf(world, `owner = $1 and status = 'open'`, [world.user.sales])).slice(0, 6);
});
afterAll(() => world?.close());

const give = (who: TestClient, { id, version }: Deal, owner: string | null) =>
  who.send('PATCH', `${RECORDS}/${id}`, { version, values: { owner } });
const ask = async (who: TestClient, some: readonly { id: string }[]) => {
  const { status, body } = await who.get(`${RECORDS}/together/pool`, { ids: some.map(({ id }) => id).join() });
  expect(status).toBe(200);
  return new Map<string, Record<string, unknown>>(body.stories.map((each: { id: string }) => [each.id, each]));
};

it('tells of each record of the pool since when it is there, whose it was and why, and of no other', async () => {
  const [taken, given, byHand, never, closed, kept] = deals as [Deal, Deal, Deal, Deal, Deal, Deal];
  const terms = await asAutomation(world.server, new Date().toISOString());
  await announced(world.server, (db, announce) => reclaim({ ...terms, db, announce }, ENTITY, taken));
  await give(sales, given, null);
  await give(admin, byHand, null);
  await letGo(world, [never, closed]);
  await world.server.pool.query(`update ${SCHEMA}.${ENTITY} set status = 'paused' where id = $1`, [closed.id]);
  const found = await ask(sales, deals);
  expect([...found.keys()].sort()).toEqual([taken, given, byHand, never].map(({ id }) => id).sort());
  const person = { id: world.user.sales, name: expect.any(String) };
  const rest = { since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), person, by: null, automation: null };
  const name = STALE.name;
  expect(found.get(taken.id)).toEqual({ ...rest, id: taken.id, way: 'automation', automation: { name, gone: false } });
  expect(found.get(given.id)).toEqual({ ...rest, id: given.id, way: 'given_up' });
  expect(found.get(byHand.id)).toEqual({ ...rest, id: byHand.id, way: 'by_hand', by: { id: world.user.admin, name: expect.any(String) } });
  const [row] = (await world.server.pool.query(`select created_at from ${SCHEMA}.${ENTITY} where id = $1`, [never.id])).rows;
  const story = found.get(never.id);
  expect(story).toEqual({ ...rest, id: never.id, person: null, way: 'never' });
  expect(Date.parse(String(story?.since))).toBe(Date.parse(row.created_at));
  for (const each of [taken, never]) expect((await sales.get(`${RECORDS}/${each.id}/pool`)).body.story).toEqual(found.get(each.id));
  expect((await sales.get(`${RECORDS}/${kept.id}/pool`)).body.story).toBeNull();
});

it('names an automation that was deleted as it was called, and tells nothing to who may not know or see', async () => {
  const [taken, given] = deals as [Deal, Deal];
  await publishPool(world.server.pool, {
    grants: { sales: { claim: undefined, hidden: ['created_at'] }, manager: { hidden: ['owner'], claim: undefined } },
    app: (app) => ({ ...app, automations: [] }),
  });
  expect((await ask(admin, [taken])).get(taken.id)).toMatchObject({ way: 'automation', automation: { name: STALE.name, gone: true } });
  const manager = await clientFor(world.server, 'manager@demo.local');
  expect((await ask(sales, [given])).size).toBe(0);
  expect((await ask(manager, deals)).size).toBe(0);
  expect((await ask(admin, [])).size).toBe(0);
});
