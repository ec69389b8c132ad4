import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automate, label } from './support/automating.ts';
import { SECRET } from './support/database.ts';
import { ask } from './support/kill/people.ts';
import { reached } from './support/kill/reached.ts';
import { Workers } from './support/kill/workers.ts';
import { openReceiver, type Receiver } from './support/receiver.ts';
import { Running } from './support/running.ts';

/** How many runs there are, and how often something is killed while they are under way, each kind in turn. */
const RUNS = Number(process.env.RUNS ?? 300);
const KILLS = Number(process.env.KILLS ?? 8);
const KINDS = ['worker', 'server', 'database', 'connections'] as const;
/** How many records are changed together: once for each kill, so that something is under way at each. */
const AT_ONCE = Math.max(1, Math.min(100, Math.ceil(RUNS / KILLS)));
const APP = '/apps/opportunity';
const product = new Running({ ROLE: 'web', SECRET, OUTGOING_PRIVATE: 'allow' });
const workers = new Workers(product);
let receiver: Receiver;

const answered = async (method: string, path: string, body?: unknown) => {
  const { status, body: given } = await product.call(method, path, body);
  return { status, body: given, text: JSON.stringify(given) };
};

beforeAll(async () => {
  if (process.env.DATABASE_URL) return;
  receiver = await openReceiver();
  // So slow that kills find something on its way.
  receiver.answer = async () => {
    await sleep(Math.random() * 200);
    return { status: 200 };
  };
  await product.start();
  await product.healthy();
  await product.call('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' });
  const admin = { get: (path: string) => answered('GET', path), send: answered };
  const [kind, name] = ['webhook', label('Hook')];
  const channel = await admin.send('POST', `${APP}/delivery-channels`, {
    key: 'hook',
    name,
    kind,
    address: receiver.url,
    secret: 'secret',
  });
  expect([channel.status, channel.text]).toEqual([201, expect.any(String)]);
  await automate(admin, [
    {
      ...{ key: 'chain', name: label('Chain'), entity: 'customer', start: 'tell', on: { kind: 'changed', fields: ['notes'] } },
      nodes: [
        { key: 'tell', kind: 'notify', to: [{ kind: 'owner' }], text: label('{name}'), next: { done: 'mark' } },
        { key: 'mark', kind: 'set', values: { employees: { '+': [{ var: 'employees' }, 1] } }, next: { done: 'make' } },
        { key: 'make', kind: 'create', entity: 'contact', link: 'customer', values: { name: 'Made by a run' }, next: { done: 'post' } },
        { key: 'post', kind: 'post', channel: 'hook', text: label('{name}'), next: { done: null } },
      ],
    },
  ]);
}, 120_000);
afterAll(async () => {
  workers.end();
  receiver?.close();
  await product.close();
}, 60_000);

const counted = async (pool: Pool, text: string) => (await pool.query(text)).rows[0].n as number;
const waiting = (pool: Pool) =>
  counted(
    pool,
    `select (select count(*) from app_opportunity._run where state = 'waiting')::int + (select count(*) from pipewright.delivery where state <> 'sent')::int as n`,
  );

/** Changes all of these, however often nobody answers: what was changed already is not changed again. */
async function change(ids: readonly string[], notes: string): Promise<void> {
  for (let left = ids; left.length > 0; ) {
    const { status, body } = await ask(product, 'POST', `${APP}/records/customer/together`, { records: left, values: { notes } });
    // A run that changes a record at the same moment makes the bulk change of it come again.
    if (status === 200) left = (body.refused as { records: { id: string }[] }[]).flatMap(({ records }) => records.map(({ id }) => id));
    else await sleep(50);
  }
}

const kill = {
  worker: () => workers.killOne(),
  server: async () => product.kill('server'),
  database: async () => product.kill('database'),
  connections: async (pool: Pool) => {
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%_run%' and pid <> pg_backend_pid()`,
    );
  },
} as const satisfies Record<(typeof KINDS)[number], (pool: Pool) => Promise<void>>;

// The embedded database is killed, whatever the others run on.
describe.skipIf(process.env.DATABASE_URL)(
  `${RUNS} runs, though ${KILLS} times a worker, the server, PostgreSQL or its connections are killed`,
  () => {
    it('are carried out, each once and whole, and what they send arrives under one number each', {
      timeout: 300_000 + KILLS * 15_000,
    }, async () => {
      const begun = performance.now();
      let pool = await reached(product);
      const ids: string[] = (
        await pool.query('select id::text from app_opportunity.customer where deleted_at is null order by id limit $1', [AT_ONCE])
      ).rows.map(({ id }) => id);
      await pool.query('update app_opportunity.customer set employees = 1000 where id = any($1)', [ids]);
      const contacts = await counted(pool, 'select count(*)::int as n from app_opportunity.contact');
      const rounds = Math.ceil(RUNS / ids.length);
      let changes = Promise.resolve();
      let [busy, changing] = [0, 0];
      const each: Record<string, number> = {};
      await workers.start(2);
      for (let i = 0; i < Math.max(rounds, KILLS); i += 1) {
        if (i < rounds) {
          changing += 1;
          changes = changes.then(async () => {
            await change(ids, `round ${i}`);
            changing -= 1;
          });
        }
        if (i >= KILLS) continue;
        await sleep(Math.random() * 400);
        if (changing > 0 || (await waiting(pool)) > 0) busy += 1;
        const kind = KINDS[i % KINDS.length] ?? 'worker';
        await kill[kind](pool);
        each[kind] = (each[kind] ?? 0) + 1;
        await sleep(20);
        await product.healthy();
        if (kind === 'database') {
          await pool.end();
          pool = await reached(product);
        }
        await workers.follow();
      }
      await changes;
      for (let i = 0; i < 3000 && (await waiting(pool)) > 0; i += 1) await sleep(100);
      const runs = rounds * ids.length;
      const arrived = Map.groupBy(receiver.got, ({ headers }) => String(headers['webhook-id']));
      const bodies = [...arrived.values()].filter((got) => new Set(got.map(({ body }) => body)).size !== 1);
      const tried = await counted(pool, 'select max(attempts) as n from app_opportunity._run');
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(
        `automations killed: ${JSON.stringify({ runs, kills: each, busy, sent: receiver.got.length, distinct: arrived.size, tried, seconds })}`,
      );
      const rows = async (text: string) => (await pool.query(text)).rows;
      expect(workers.fallen).toEqual([]);
      expect(await rows('select state, count(*)::int as n from app_opportunity._run group by state')).toEqual([{ state: 'done', n: runs }]);
      const steps = `select count(*)::int as steps, count(distinct (run, seq))::int as each from app_opportunity._run_step where outcome = 'done'`;
      expect(await rows(steps)).toEqual([{ steps: 4 * runs, each: 4 * runs }]);
      // Each effect of each run once: a notice, one more in the figure, a contact, a delivery.
      expect(await rows(`select count(*)::int as n from pipewright.notice where kind = 'reminder'`)).toEqual([{ n: runs }]);
      const figures = await pool.query('select distinct employees from app_opportunity.customer where id = any($1)', [ids]);
      expect(figures.rows).toEqual([{ employees: String(1000 + rounds) }]);
      expect(await counted(pool, 'select count(*)::int as n from app_opportunity.contact')).toBe(contacts + runs);
      expect(
        await rows('select state, count(*)::int as n, count(distinct key)::int as keys from pipewright.delivery group by state'),
      ).toEqual([{ state: 'sent', n: runs, keys: runs }]);
      // Sent at least once, and known again by its number.
      const keys = (await rows('select key from pipewright.delivery')).map(({ key }) => `opportunity:${key}`);
      expect([...arrived.keys()].sort()).toEqual(keys.sort());
      expect(bodies).toEqual([]);
      expect(busy).toBeGreaterThan(KILLS / 2);
      await pool.end();
    });
  },
);
