import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/database.ts';

/** Kills in this run, half of them of the server, half of PostgreSQL. */
const KILLS = Number(process.env.KILLS ?? 6);
const dir = mkdtempSync(join(tmpdir(), 'pipewright-kill-'));
let port = 0;
let process_: ChildProcess | undefined;
let output = '';
let cookie = '';
let values: Record<string, unknown>;

const base = () => `http://127.0.0.1:${port}/api`;
const postmaster = () => Number(readFileSync(join(dir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

function startServer(): void {
  process_ = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dir, DATABASE_URL: '' },
  });
  const { stdout, stderr } = process_;
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
}

async function healthy(limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    const answer = await fetch(`${base()}/health`)
      .then((response) => response.status)
      .catch(() => 0);
    if (answer === 200) return;
    await sleep(25);
  }
  throw new Error(`The server did not come up:\n${output}`);
}

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${base()}${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (path.startsWith('/auth'))
    cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

beforeAll(async () => {
  if (process.env.DATABASE_URL) return;
  // Started as root, PostgreSQL runs as another user, who must be able to reach the folder.
  chmodSync(dir, 0o755);
  port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const found = (probe.address() as { port: number }).port;
      probe.close(() => resolve(found));
    });
  });
  startServer();
  await healthy();
  await call('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' });
  const { records } = (await call('GET', '/apps/opportunity/records/contact?limit=1')).body as {
    records: { id: string; customer: string }[];
  };
  values = {
    name: 'kill',
    customer: records[0]?.customer,
    decision_maker: records[0]?.id,
    opportunity_type: 'new',
    amount: '1',
    expected_close: '2030-01-01',
    pain_point: 'x',
  };
}, 120_000);

afterAll(async () => {
  process_?.kill('SIGTERM');
  await new Promise((resolve) => (process_?.exitCode === null ? process_.once('exit', resolve) : resolve(undefined)));
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

// The embedded database is killed, whatever the others run on; once is enough.
describe.skipIf(process.env.DATABASE_URL)(`${KILLS} kills while people write`, () => {
  it('lose no acknowledged write and leave no row without its ledger entry', async () => {
    const records = '/apps/opportunity/records/opportunity';
    const acknowledged: { id: string; version: number; step: string }[] = [];
    let over = false;
    let attempts = 0;
    const writer = async (who: number) => {
      for (let n = 0; !over; n += 1) {
        try {
          attempts += 1;
          const step = `${who}.${n}`;
          const made = await call('POST', records, { values: { ...values, next_step: step } });
          if (made.status !== 201) continue;
          const id = made.body.id as string;
          acknowledged.push({ id, version: 1, step });
          const changed = await call('PATCH', `${records}/${id}`, { version: 1, values: { next_step: `${step}!` } });
          if (changed.status === 200) acknowledged.push({ id, version: 2, step: `${step}!` });
        } catch {
          await sleep(20);
        }
      }
    };
    const writers = [0, 1, 2, 3].map(writer);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await sleep(60 + Math.random() * 240);
      if (kill % 2 === 0) {
        const victim = process_ as ChildProcess;
        victim.kill('SIGKILL');
        await new Promise((resolve) => victim.once('exit', resolve));
        startServer();
      } else process.kill(postmaster(), 'SIGKILL');
      await sleep(50);
      await healthy();
    }
    await sleep(300);
    over = true;
    await Promise.all(writers);

    const [, , , postgresPort] = readFileSync(join(dir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    const pool = openPool(`postgres://pipewright:pipewright@127.0.0.1:${postgresPort}/pipewright`, { max: 1 });
    const { rows: ledger } = await pool.query(
      `select record::text as id, record_version as version, after->>'next_step' as step from app_opportunity._ledger where record = any($1::uuid[])`,
      [acknowledged.map((each) => each.id)],
    );
    const known = new Set(ledger.map((row) => `${row.id} ${row.version} ${row.step}`));
    const lost = acknowledged.filter((each) => !known.has(`${each.id} ${each.version} ${each.step}`));
    const { rows: torn } = await pool.query(
      `select o.id from app_opportunity.opportunity o where o.version <> (select count(*) from app_opportunity._ledger l where l.record = o.id)`,
    );
    const { rows: orphans } = await pool.query(
      `select 1 from app_opportunity._ledger l where l.entity = 'opportunity' and not exists (select 1 from app_opportunity.opportunity o where o.id = l.record)`,
    );
    await pool.end();
    console.log(
      `kills: ${KILLS}, attempts ${attempts}, acknowledged writes ${acknowledged.length}, lost ${lost.length}, rows whose ledger does not fit ${torn.length}, ledger entries without a row ${orphans.length}`,
    );
    expect(acknowledged.length).toBeGreaterThan(KILLS * 5);
    expect([lost, torn, orphans]).toEqual([[], [], []]);
  }, 900_000);
});
