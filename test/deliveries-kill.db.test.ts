import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO, deliver, newId, openPool, type Pool, transaction } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, root, SECRET } from './support/database.ts';
import { openReceiver, type Receiver } from './support/receiver.ts';

const DELIVERIES = Number(process.env.DELIVERIES ?? 334);
/** Each worker is killed while it has something under way, so many times in all. */
const KILLS = 12;
/** Shorter than in the product, so that what a killed one had is soon taken up. */
const LEASE_S = 2;
let pool: Pool;
let url: string;
let drop: () => Promise<void>;
let receiver: Receiver;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
  pool = openPool(url, { max: 4 });
  receiver = await openReceiver();
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  receiver.close();
  await pool.end();
  await drop();
});

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(join(root, 'test/support/delivery-worker.ts'), [url, SECRET, String(LEASE_S)], { stdio: 'ignore' });
  workers.push(worker);
  await once(worker, 'message');
  return worker;
}

it('every delivery arrives though workers are killed, two work at once and one stands still beyond its lease; who drops repeats has each once', {
  timeout: 120_000,
}, async () => {
  await pool.query(`insert into pipewright.channel (id, app, key, name, kind, address) values ($1, $2, 'hook', '{}', 'webhook', $3)`, [
    newId(),
    DEMO.app,
    receiver.url,
  ]);
  // Some are slow and some fail at first, so that a kill finds all kinds of things under way.
  const tried = new Map<string, number>();
  // What it works on is taken back where its sender is gone before it is done.
  const arrived: string[] = [];
  receiver.answer = async ({ headers, left }) => {
    const id = String(headers['webhook-id']);
    const times = (tried.get(id) ?? 0) + 1;
    tried.set(id, times);
    await sleep(Math.random() * 60);
    if (times === 1 && Math.random() < 0.1) return { status: 503 };
    if (!left()) arrived.push(id);
    return { status: 200 };
  };
  const keys: string[] = [];
  const causing = (async () => {
    for (let i = 0; i < DELIVERIES; i += 1) {
      const key = `run:${i}`;
      const wish = { app: DEMO.app, key, to: { channel: 'hook' }, message: { title: `第 ${i} 条`, text: 'x' } };
      // Every tenth is taken back, and every seventh is wished for twice.
      const kept = i % 10 !== 9;
      await transaction(pool, async (db) => {
        await deliver(db, wish);
        if (i % 7 === 0) await deliver(db, wish);
        if (!kept) throw new Error('taken back');
      }).catch((error: Error) => expect(error.message).toBe('taken back'));
      if (kept) keys.push(`${DEMO.app}:${key}`);
      await sleep(5);
    }
  })();
  let pair = await Promise.all([startWorker(), startWorker()]);
  for (let n = 0; n < KILLS; n += 1) {
    await sleep(100 + Math.random() * 300);
    const [first, second] = pair;
    if (n === 4) {
      // Stands still with what it has, and goes on when it has long been taken up by the other.
      first.kill('SIGSTOP');
      await sleep((LEASE_S + 1) * 1000);
      first.kill('SIGCONT');
    } else {
      first.kill('SIGKILL');
      await once(first, 'exit');
      pair = [second, await startWorker()];
    }
  }
  await causing;
  // What failed waits for ten seconds, which nobody has to sit through here.
  const left = async () => {
    await pool.query(
      `update pipewright.delivery set next_at = now() where state = 'failed' and fault is not null and next_at > now() + interval '5 seconds'`,
    );
    return (await pool.query(`select count(*)::integer as n from pipewright.delivery where state <> 'sent'`)).rows[0].n as number;
  };
  for (let waited = 0; waited < 400 && (await left()) > 0; waited += 1) await sleep(100);
  const distinct = new Set(arrived);
  const { rows } = await pool.query(`select state, count(*)::integer as n, max(attempts) as most from pipewright.delivery group by 1`);
  console.log(
    `deliveries: ${JSON.stringify({ caused: keys.length, arrived: arrived.length, distinct: distinct.size, kills: KILLS - 1, rows })}`,
  );
  expect([...distinct].sort()).toEqual(keys.sort());
  expect(rows).toMatchObject([{ state: 'sent', n: keys.length }]);
});
