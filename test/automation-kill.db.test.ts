import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer, root, SECRET } from './support/database.ts';

/** How many runs there are, and how often what carries them on is killed: processes with SIGKILL, and their connections by the database. */
const RUNS = Number(process.env.RUNS ?? 300);
const KILLS = Number(process.env.KILLS ?? 12);
const APP = '/apps/opportunity';
let server: RunningServer;
let url: string;
let close: () => Promise<void>;
let admin: TestClient;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  ({ server, url, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
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
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await close();
});

async function work(): Promise<ChildProcess> {
  const worker = fork(join(root, 'test/support/run-worker.ts'), [url, SECRET], { stdio: 'ignore' });
  workers.add(worker);
  await once(worker, 'message');
  return worker;
}

const one = async <T>(text: string): Promise<T> => (await server.pool.query(text)).rows[0] as T;
const waiting = async () => (await one<{ n: number }>(`select count(*)::int as n from app_opportunity._run where state = 'waiting'`)).n;

it(`carries ${RUNS} runs out, each once and whole, though what carries them on is killed ${KILLS} times`, async () => {
  const { records } = (await admin.get(`${APP}/records/customer`, { limit: 200, fields: ['name'].join(), sort: 'name' })).body;
  const ids = records.map(({ id }: { id: string }) => id).slice(0, 100);
  await server.pool.query('update app_opportunity.customer set employees = 1000 where id = any($1)', [ids]);
  const before = await one<{ contacts: number }>('select count(*)::int as contacts from app_opportunity.contact');
  const rounds = Math.ceil(RUNS / ids.length);
  const changes = async () => {
    for (let i = 0; i < rounds; i += 1) {
      // A run that changes a record at the same moment makes the bulk change of it come again.
      for (let left: string[] = ids; left.length > 0; ) {
        const { body } = await admin.send('POST', `${APP}/records/customer/together`, { records: left, values: { notes: `round ${i}` } });
        left = body.refused.flatMap(({ records: some }: { records: { id: string }[] }) => some.map(({ id }) => id));
      }
      await sleep(100);
    }
  };
  await Promise.all([work(), work()]);
  const changing = changes();
  for (let i = 0; i < KILLS; i += 1) {
    await sleep(50 + Math.random() * 300);
    const [worker] = workers;
    if (i % 3 === 2)
      await server.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%_run%' and pid <> pg_backend_pid()`,
      );
    else if (worker) {
      worker.kill('SIGKILL');
      workers.delete(worker);
      await work();
    }
  }
  await changing;
  for (let i = 0; i < 1200 && (await waiting()) > 0; i += 1) await sleep(100);
  const runs = rounds * ids.length;
  const states = (await server.pool.query('select state, count(*)::int as n from app_opportunity._run group by state')).rows;
  expect(states).toEqual([{ state: 'done', n: runs }]);
  expect(
    await one(
      `select count(*)::int as steps, count(distinct (run, seq))::int as each from app_opportunity._run_step where outcome = 'done'`,
    ),
  ).toEqual({ steps: 4 * runs, each: 4 * runs });
  // Each effect of each run once: a notice, one more in the figure, a contact, a delivery.
  expect(await one(`select count(*)::int as n from pipewright.notice where kind = 'reminder'`)).toEqual({ n: runs });
  const added = await server.pool.query('select distinct employees from app_opportunity.customer where id = any($1)', [ids]);
  expect(added.rows).toEqual([{ employees: String(1000 + rounds) }]);
  expect(await one('select count(*)::int as contacts from app_opportunity.contact')).toEqual({ contacts: before.contacts + runs });
  expect(await one('select count(*)::int as n, count(distinct key)::int as keys from pipewright.delivery')).toEqual({
    n: runs,
    keys: runs,
  });
}, 600_000);
