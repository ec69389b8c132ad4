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

/** How many cases are decided, and how often something is killed meanwhile, each kind in turn. */
const CASES = Number(process.env.CASES ?? 120);
const KILLS = Number(process.env.KILLS ?? 6);
const KINDS = ['worker', 'server', 'database', 'connections'] as const;
const AT_ONCE = Math.max(1, Math.min(100, Math.ceil(CASES / KILLS)));
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
  receiver.answer = async () => {
    await sleep(Math.random() * 100);
    return { status: 200 };
  };
  await product.start();
  await product.healthy();
  await product.call('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' });
  const hook = { key: 'hook', name: label('Hook'), kind: 'webhook', address: receiver.url, secret: 'secret' };
  expect((await answered('POST', `${APP}/delivery-channels`, hook)).status).toBe(201);
  await automate({ get: (path: string) => answered('GET', path), send: answered }, [
    {
      ...{ key: 'consent', name: label('Consent'), entity: 'customer', start: 'ask', on: { kind: 'changed', fields: ['notes'] } },
      nodes: [
        {
          ...{ key: 'ask', kind: 'approve', to: [{ kind: 'role', role: 'admin' }], text: label('{name}'), mode: 'all', own: true },
          ...{ binds: ['name'], next: { approved: 'mark', rejected: null, withdrawn: null } },
        },
        { key: 'mark', kind: 'set', values: { employees: { '+': [{ var: 'employees' }, 1] } }, next: { done: 'post' } },
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

/** Changes all of these, however often nobody answers: each change begins a case. */
async function change(ids: readonly string[], notes: string): Promise<void> {
  for (let left = ids; left.length > 0; ) {
    const { status, body } = await ask(product, 'POST', `${APP}/records/customer/together`, { records: left, values: { notes } });
    if (status === 200) left = (body.refused as { records: { id: string }[] }[]).flatMap(({ records }) => records.map(({ id }) => id));
    else await sleep(50);
  }
}

/** Decides what waits, again and again, from two windows: whoever gets no answer asks again. */
async function decide(over: () => boolean): Promise<void> {
  while (!over()) {
    const { status, body } = await ask(product, 'GET', `${APP}/approvals?limit=50`);
    const waiting = (status === 200 ? body.approvals : []) as { id: string; digest: string }[];
    if (waiting.length > 0)
      await ask(product, 'POST', `${APP}/approvals/decide`, {
        act: 'approve',
        approvals: waiting.map(({ id, digest }) => ({ id, digest })),
      });
    else await sleep(50);
  }
}

const kill = {
  worker: () => workers.killOne(),
  server: async () => product.kill('server'),
  database: async () => product.kill('database'),
  connections: async (pool: Pool) => {
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%_approval%' and pid <> pg_backend_pid()`,
    );
  },
} as const satisfies Record<(typeof KINDS)[number], (pool: Pool) => Promise<void>>;

// The embedded database is killed, whatever the others run on.
describe.skipIf(process.env.DATABASE_URL)(`${CASES} cases that are decided, though ${KILLS} times something is killed`, () => {
  it('end, each decided once, with each effect once', { timeout: 300_000 + KILLS * 15_000 }, async () => {
    const begun = performance.now();
    let pool = await reached(product);
    const rows = async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows;
    const left = async () =>
      (
        await rows(`select (select count(*) from app_opportunity._run where ended_at is null)::int
          + (select count(*) from pipewright.delivery where state <> 'sent')::int as n`)
      )[0].n as number;
    const ids: string[] = (
      await rows('select id::text from app_opportunity.customer where deleted_at is null order by id limit $1', [AT_ONCE])
    ).map(({ id }) => id);
    await rows('update app_opportunity.customer set employees = 1000 where id = any($1)', [ids]);
    const rounds = Math.ceil(CASES / ids.length);
    let [over, changing, busy] = [false, true, 0];
    await workers.start(2);
    const changes = (async () => {
      for (let i = 0; i < rounds; i += 1) await change(ids, `round ${i}`);
      changing = false;
    })();
    const windows = [decide(() => over), decide(() => over)];
    for (let i = 0; i < KILLS; i += 1) {
      await sleep(Math.random() * 400);
      if (changing || (await left()) > 0) busy += 1;
      const kind = KINDS[i % KINDS.length] ?? 'worker';
      await kill[kind](pool);
      await sleep(20);
      await product.healthy();
      if (kind === 'database') {
        await pool.end();
        pool = await reached(product);
      }
      await workers.follow();
    }
    await changes;
    for (let i = 0; i < 3000 && (await left()) > 0; i += 1) await sleep(100);
    over = true;
    await Promise.all(windows);
    const cases = rounds * ids.length;
    const seconds = Math.round((performance.now() - begun) / 1000);
    const arrived = new Set(receiver.got.map(({ headers }) => String(headers['webhook-id'])));
    console.log(
      `approvals killed: ${JSON.stringify({ cases, kills: KILLS, busy, sent: receiver.got.length, distinct: arrived.size, seconds })}`,
    );
    expect(workers.fallen).toEqual([]);
    expect(await rows('select state, count(*)::int as n from app_opportunity._run group by state')).toEqual([{ state: 'done', n: cases }]);
    expect(await rows('select phase, count(*)::int as n from app_opportunity._approval group by phase')).toEqual([
      { phase: 'approved', n: cases },
    ]);
    const acts =
      'select kind, count(*)::int as n, count(distinct approval)::int as each from app_opportunity._approval_act group by kind order by kind';
    expect(await rows(acts)).toEqual(['approve', 'asked'].map((kind) => ({ kind, n: cases, each: cases })));
    expect(await rows(`select count(*)::int as n from pipewright.notice where kind = 'approvalApproved'`)).toEqual([{ n: cases }]);
    expect(await rows('select distinct employees from app_opportunity.customer where id = any($1)', [ids])).toEqual([
      { employees: String(1000 + rounds) },
    ]);
    const sent = 'select state, count(*)::int as n, count(distinct key)::int as keys from pipewright.delivery group by state';
    expect(await rows(sent)).toEqual([{ state: 'sent', n: cases, keys: cases }]);
    const keys = (await rows('select key from pipewright.delivery')).map(({ key }) => `opportunity:${key}`);
    expect([...arrived].sort()).toEqual(keys.sort());
    // How much a kill finds under way is the machine's; nothing at all would prove nothing.
    expect(busy).toBeGreaterThan(0);
    await pool.end();
  });
});
