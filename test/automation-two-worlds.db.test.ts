import type { App, Automation } from '@pipewright/definition';
import { DEMO, openPool, publish } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { label, passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { makeGround, makeWorlds, type Worlds } from './support/worlds.ts';

const SCHEMA = `app_${DEMO.app}`;
/** How many records each onlooker sees, and how many not, that people are told of. */
const SOME = 8;
/** Before the day's occasion, and after it. */
const [BEFORE, AFTER] = ['2031-01-06T00:00:00.000Z', '2031-01-06T02:00:00.000Z'];
const TEXT = label(
  '{name}|{customer}|{customer.name}|{customer.region}|{customer.credit_rating}|{amount}|{floor_price}|{decision_maker}|{decision_maker.phone}|{owner}|{stage}',
);

let ground: Awaited<ReturnType<typeof makeGround>>;
beforeAll(async () => {
  ground = await makeGround();
  await prepare();
});
afterAll(() => ground?.close());

/** Tells everybody of these records, by notice and by letter. */
const telling = (records: readonly string[]): Automation => {
  const to = [{ kind: 'owner' as const }, ...['admin', 'sales', 'manager', 'partner'].map((role) => ({ kind: 'role' as const, role }))];
  return {
    ...{ key: 'telling', name: label('Telling'), entity: 'opportunity', start: 'notice', when: { in: [{ var: 'id' }, [...records]] } },
    on: { kind: 'schedule', every: 'day', at: '09:00' },
    nodes: [
      { key: 'notice', kind: 'notify', to, text: TEXT, next: { done: 'letter' } },
      { key: 'letter', kind: 'mail', to, subject: TEXT, text: TEXT, next: { done: null } },
    ],
  };
};

/** Records of which everybody is told: of each onlooker some in sight and some out of it. */
let told: readonly string[] = [];

/** Publishes the automation in the ground that the worlds are copied from. */
async function prepare(): Promise<void> {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${ground.name}`;
  const pool = openPool(url.href, { max: 1 });
  const some = (where: string) =>
    `(select id::text from ${SCHEMA}.opportunity t where deleted_at is null and ${where} order by md5(id::text) limit ${SOME})`;
  const sides = ground.onlookers.flatMap(({ outside }) => [some(`not (${outside.opportunity})`), some(outside.opportunity ?? 'false')]);
  told = (await pool.query<{ id: string }>(sides.join(' union '))).rows.map(({ id }) => id);
  const { rows } = await pool.query('select definition, version from pipewright.version where app = $1 order by version desc limit 1', [
    DEMO.app,
  ]);
  const document = { ...(JSON.parse(rows[0].definition) as App), automations: [telling(told)] };
  await publish(pool, { key: DEMO.app, document, base: rows[0].version, by: null });
  await pool.end();
}

/** All notices of a person, without what each world numbers by itself. */
async function noticesOf(client: TestClient): Promise<string[]> {
  const { body } = await client.get(`/apps/${DEMO.app}/notices`, { limit: 200 });
  expect(body.next).toBeNull();
  return [`unread ${body.unread}`, ...body.notices.map(({ id: _, ...notice }: { id: string }) => JSON.stringify(notice))].sort();
}

const lettersTo = async ({ pools }: Worlds, email: string): Promise<string[][]> =>
  Promise.all(
    pools.map(async (pool) => {
      const { rows } = await pool.query(
        `select payload::text as text from pipewright.delivery where kind = 'mail' and target = $1 order by payload->>'link'`,
        [email],
      );
      return rows.map(({ text }) => text as string);
    }),
  );

describe.each(['sales@demo.local', 'manager@demo.local', 'partner@demo.local'])(
  'what automations tell %s in two worlds that differ in what may not be seen',
  (email) => {
    let worlds: Awaited<ReturnType<typeof makeWorlds>>;
    beforeAll(async () => {
      const onlooker = ground.onlookers.find((each) => each.email === email);
      if (!onlooker) throw new Error(`Nobody is called ${email}`);
      worlds = await makeWorlds(ground.name, onlooker);
      for (const server of worlds.servers) for (const now of [BEFORE, AFTER]) await passes(server, now);
      // The clock of these worlds stands still, which what a table writes by itself does not heed.
      for (const pool of worlds.pools) await pool.query('update pipewright.notice set created_at = now(), shown_at = now()');
    });
    afterAll(() => worlds?.close());

    it('is the same, byte for byte: notices and letters', async () => {
      const [a, b] = await Promise.all(worlds.clients.map(noticesOf));
      const [first, second] = await lettersTo(worlds, email);
      expect(b).toEqual(a);
      expect(second).toEqual(first);
      // Of each record in sight once, and of no other.
      const { onlooker, pools } = worlds;
      const { rows } = await pools[0].query(
        `select from ${SCHEMA}.opportunity t where id = any($1) and not (${onlooker.outside.opportunity})`,
        [told],
      );
      expect(rows.length).toBeLessThan(told.length);
      expect([a?.length, first?.length]).toEqual([rows.length + 1, rows.length]);
      expect(a?.join()).not.toContain('"about":null');
    });

    it('differs for somebody who sees everything', async () => {
      const all = await Promise.all(worlds.servers.map((server) => clientFor(server, DEMO.email)));
      const [a = [], b = []] = await Promise.all(all.map(noticesOf));
      expect(a.length).toBeGreaterThan(2 * SOME);
      expect(a.filter((each) => !b.includes(each)).length).toBeGreaterThan(SOME / 2);
    });
  },
);
