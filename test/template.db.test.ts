import type { App } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { dayIn } from '@pipewright/process';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const APP = '/apps/opportunity';
const TABLE = 'app_opportunity.opportunity';
/** What time alone sets off. */
const TIMED: ReadonlySet<string> = new Set(['since', 'date', 'schedule']);
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let app: App;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  app = (await admin.get(`${APP}/draft`)).body.definition;
});
afterAll(() => close());

it('comes with sample records for which each automation that time sets off does something in a few days, also those that are switched off at first', async () => {
  const keys = (app.automations ?? []).filter(({ on }) => TIMED.has(on.kind)).map(({ key }) => key);
  expect(keys).toEqual([
    ...['key_account_stuck', 'small_business_stuck', 'not_followed_up', 'next_step_due'],
    ...['bid_document_expires', 'bid_document_expires_manager', 'future_wakes', 'weekly_overview', 'back_to_pool'],
    ...['contract_renewal', 'contract_ended', 'quote_expires', 'quote_expired'],
  ]);
  const open = async () => (await server.pool.query(`select count(*)::int as n from ${TABLE} where status = 'future'`)).rows[0].n;
  const asleep = await open();
  for (const key of keys) expect((await admin.send('PUT', `${APP}/automations/${key}/off`, { off: false })).status).toBe(200);
  // Each day at an hour of work, however late it is now, and longer than the longest holidays last.
  const now = new Date().toISOString();
  const tomorrow = Date.parse(`${addDays(dayIn(app.timeZone, now), 1)}T10:30:00+08:00`);
  await passes(server, now);
  for (let day = 0; day < 11; day += 1) await passes(server, new Date(tomorrow + day * 86_400_000).toISOString());
  const { rows } = await server.pool.query('select automation, state, failure from app_opportunity._run');
  expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
  expect(new Set(rows.map(({ automation }) => automation))).toEqual(new Set(keys));
  // Everybody whom a document that ends concerns was told, who keeps it before who leads them.
  const told = await server.pool.query(
    `select r.automation, n.person = d.owner as "isOwner", count(*)::int as n from app_opportunity._run r join app_opportunity.bid_document d on d.id = r.record
     join pipewright.notice n on n.record = d.id and n.words->'automation'->>'en' = (select a.name from (values ('bid_document_expires', $1), ('bid_document_expires_manager', $2)) a(key, name) where a.key = r.automation)
     where d.in_use group by 1, 2 order by 1`,
    ['bid_document_expires', 'bid_document_expires_manager'].map((key) => app.automations?.find((each) => each.key === key)?.name.en),
  );
  expect(told.rows.map(({ automation, isOwner }) => [automation, isOwner])).toEqual([
    ['bid_document_expires', true],
    ['bid_document_expires_manager', false],
  ]);
  expect(await open()).toBeLessThan(asleep);
});

it('has deals in the pool that a sales person sees and takes', async () => {
  const sales = await clientFor(server, 'sales@demo.local');
  const { records } = (await sales.get(`${APP}/records/opportunity`, { filter: JSON.stringify({ '==': [{ var: 'owner' }, null] }) })).body;
  expect(records.length).toBeGreaterThan(0);
  expect((await sales.send('POST', `${APP}/records/opportunity/${records[0].id}/claim`, {})).status).toBe(200);
});

it('shows a sales person the bid documents of the company and their own, and not those of other deals', async () => {
  const sales = await clientFor(server, 'sales@demo.local');
  const { user } = (await sales.get('/me')).body;
  const { records } = (await sales.get(`${APP}/records/bid_document`, { limit: 200 })).body;
  const { rows } = await server.pool.query(
    'select count(*)::int as n from app_opportunity.bid_document where opportunity is null or owner = $1',
    [user],
  );
  expect(rows[0].n).toBeGreaterThan(10);
  expect(records).toHaveLength(rows[0].n);
  expect(records.filter((each: { opportunity: string | null; owner: string }) => each.opportunity && each.owner !== user)).toEqual([]);
});
