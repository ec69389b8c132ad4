import type { App } from '@pipewright/definition';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import {
  APP,
  asAutomation,
  type Deal,
  dealsOf,
  ENTITY,
  ladderDid,
  type PoolWorld,
  poolWorld,
  SCHEMA,
  STALE,
  wordOf,
} from '../../../test/support/pool-world.ts';
import { announced } from '../records/announced.ts';
import { reclaim } from './reclaim.ts';

const RECORDS = `/apps/${APP}/records/${ENTITY}`;
let world: PoolWorld;
let sales: TestClient;
let manager: TestClient;
let admin: TestClient;
let one: Deal;
beforeAll(async () => {
  world = await poolWorld({ grants: { sales: { claim: 'all' } }, app: (app: App) => ({ ...app, automations: [STALE] }) });
  const sign = (name: string) => clientFor(world.server, `${name}@demo.local`);
  [sales, manager, admin] = [await sign('sales'), await sign('manager'), await sign('admin')];
});
afterAll(() => world?.close());
beforeEach(async () => {
  await world.server.pool.query(`truncate ${SCHEMA}._reclaim, ${SCHEMA}._appeal, ${SCHEMA}._run, ${SCHEMA}._run_step, pipewright.notice`);
  one = (await dealsOf(world, `owner = $1 and status = 'open'`, [world.user.sales]))[0] as Deal;
  await query(`update ${SCHEMA}.${ENTITY} set stage_since = now() - interval '12 days' where id = $1`, [one.id]);
});

const query = async <T>(sql: string, values: unknown[] = []) => (await world.server.pool.query(sql, values)).rows as T[];
const did = (level: 'l1' | 'l2', ago: string, people = [world.user.sales]) => ladderDid(world.server.pool, one.id, level, ago, people);
const state = async (who: TestClient) => (await who.get(`${RECORDS}/${one.id}/pool`)).body;
const appeal = (who: TestClient, note = 'The customer decides next week.') => who.send('POST', `${RECORDS}/${one.id}/appeal`, { note });
const answer = (who: TestClient, body: object) => who.send('POST', `${RECORDS}/${one.id}/appeal/answer`, body);
const code = ({ body }: { body: { issues?: { code: string }[]; faults?: { code: string }[] } }) => (body.issues ?? body.faults)?.[0]?.code;
async function tried(now = new Date().toISOString()) {
  const terms = await asAutomation(world.server, now);
  const undone = new Error('undone');
  let word: string | undefined;
  await announced(world.server, async (db, announce) => {
    word = wordOf(await reclaim({ ...terms, db, announce }, ENTITY, one));
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return word;
}
const told = async () => query<{ person: string; kind: string }>('select person, kind from pipewright.notice order by id');

describe('a warning that a record is about to be taken back', () => {
  it('stands from when it was given to the owner until the record moves on, is taken back, or is somebody else’s', async () => {
    const warned = async () => (await state(admin)).warned !== null;
    expect(await warned()).toBe(false);
    await did('l1', '2 days', [world.user.manager]);
    expect(await warned()).toBe(false);
    await did('l1', '1 days');
    expect(await warned()).toBe(true);
    await did('l2', '1 hours');
    expect(await warned()).toBe(false);
    await query(`delete from ${SCHEMA}._run where level = 'l2'`);
    await query(`update ${SCHEMA}.${ENTITY} set stage_since = now() where id = $1`, [one.id]);
    expect(await warned()).toBe(false);
  });

  it('says when, where the notice of it said so', async () => {
    await did('l1', '1 days');
    expect((await state(sales)).warned.due).toBe(null);
    const due = '2026-12-01T08:00:00.000Z';
    await query(
      `insert into pipewright.notice (id, app, person, kind, entity, record, words) values (gen_random_uuid(), $1, $2, 'warning', $3, $4, $5)`,
      [APP, world.user.sales, ENTITY, one.id, JSON.stringify({ due })],
    );
    expect((await state(sales)).warned.due).toBe(due);
  });
});

describe('an appeal', () => {
  it('holds the record until it is answered, and as long as it was granted; both sides are told', async () => {
    await did('l1', '1 days');
    expect([await tried(), await state(sales)]).toMatchObject(['written', { mayAppeal: true, mayAnswer: false, appeal: null }]);
    expect((await appeal(sales)).status).toBe(200);
    expect(await tried()).toBe('pool.held');
    expect(await state(sales)).toMatchObject({
      mayAppeal: false,
      mayAnswer: false,
      appeal: { state: 'asked', by: { id: world.user.sales } },
    });
    const [leader] = await told();
    expect(leader?.kind).toBe('appeal');
    expect(code(await appeal(sales))).toBe('appeal.asked');
    expect(await state(manager)).toMatchObject({ mayAnswer: true, appeal: { note: 'The customer decides next week.' } });
    expect((await answer(manager, { grant: true, days: 5, note: 'Good.' })).status).toBe(200);
    const granted = await state(sales);
    expect(granted).toMatchObject({
      mayAppeal: false,
      appeal: { state: 'granted', answer: 'Good.', answeredBy: { id: world.user.manager } },
    });
    const until = Date.parse(granted.appeal.until);
    expect(Math.round((until - Date.now()) / 3_600_000)).toBe(120);
    expect([await tried(new Date(until - 1).toISOString()), await tried(new Date(until).toISOString())]).toEqual(['pool.held', 'written']);
    expect((await told()).at(-1)).toEqual({ person: world.user.sales, kind: 'appealGranted' });
    expect([code(await answer(manager, { grant: false })), code(await appeal(sales))]).toEqual(['appeal.none', 'appeal.answered']);
  });

  it('that is denied holds nothing, and may be made again only after another warning', async () => {
    await did('l1', '1 days');
    await appeal(sales);
    expect((await answer(admin, { grant: false })).status).toBe(200);
    expect([await tried(), code(await appeal(sales)), (await told()).at(-1)?.kind]).toEqual(['written', 'appeal.answered', 'appealDenied']);
    await did('l1', '0 days');
    expect((await appeal(sales)).status).toBe(200);
  });

  it('is made by the owner alone, after a warning, and answered by who leads, never by the owner', async () => {
    expect(code(await appeal(sales))).toBe('appeal.unwarned');
    await did('l1', '1 days');
    expect([code(await appeal(manager)), code(await answer(manager, { grant: true }))]).toEqual(['appeal.owner', 'appeal.none']);
    await appeal(sales);
    expect([code(await answer(sales, { grant: true })), (await answer(manager, { grant: true, days: 400 })).status]).toEqual([
      'denied.appeal',
      422,
    ]);
    expect(await appeal(sales, '  ')).toMatchObject({ status: 422 });
  });

  it('ends where the record changes hands: the next owner is not bound by it', async () => {
    await did('l1', '1 days');
    await appeal(sales);
    const { version } = (await dealsOf(world, 'id = $1', [one.id]))[0] as Deal;
    await admin.send('PATCH', `${RECORDS}/${one.id}`, { version, values: { owner: world.user.manager } });
    one = (await dealsOf(world, 'id = $1', [one.id]))[0] as Deal;
    expect([await tried(), code(await answer(admin, { grant: true })), (await state(admin)).appeal]).toEqual([
      'written',
      'appeal.none',
      null,
    ]);
    await admin.send('PATCH', `${RECORDS}/${one.id}`, { version: one.version, values: { owner: world.user.sales } });
  });
});
