import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, addField, type Field } from '@pipewright/definition';
import { openPool } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/database.ts';
import { foldDifferences } from './support/fold.ts';
import { storyDifferences } from './support/story.ts';

/** Kills in this run, half of them of the server, half of PostgreSQL. */
const KILLS = Number(process.env.KILLS ?? 6);
const dir = mkdtempSync(join(tmpdir(), 'pipewright-kill-'));
let port = 0;
let process_: ChildProcess | undefined;
let output = '';
let cookie = '';
let values: Record<string, unknown>;
let departments: string[] = [];
let user = '';

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
  departments = ((await call('GET', '/departments')).body.departments as { id: string }[]).slice(0, 3).map(({ id }) => id);
  user = String((await call('GET', '/me')).body.user);
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
describe.skipIf(process.env.DATABASE_URL)(`${KILLS} kills while people write, are moved, and publish`, () => {
  it('lose no acknowledged write, do none twice, and leave rows, ledger and periods with one story', async () => {
    const app = '/apps/opportunity';
    const records = `${app}/records/opportunity`;
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
          const version = made.body.version as number;
          const changed = await call('PATCH', `${records}/${id}`, { version, values: { next_step: `${step}!` } });
          if (changed.status === 200) acknowledged.push({ id, version: version + 1, step: `${step}!` });
          await call('POST', `${records}/${id}/move`, { version: version + 1, status: 'lost', values: { lost_reason: 'price' } });
          if (n % 5 === 0) await call('DELETE', `${records}/${id}`);
        } catch {
          await sleep(20);
        }
      }
    };
    let moves = 0;
    const mover = async () => {
      for (let n = 0; !over; n += 1) {
        await sleep(150);
        const moved = await call('PATCH', `/people/${user}`, { department: departments[n % departments.length] }).catch(() => undefined);
        if (moved?.status === 200) moves += 1;
      }
    };
    let publishes = 0;
    const publisher = async () => {
      for (let n = 0; !over; n += 1) {
        await sleep(300);
        try {
          const draft = (await call('GET', `${app}/draft`)).body as unknown as { definition: App; revision: number; version: number };
          const field: Field = { key: `kill_${n}`, type: 'text', name: { en: `Kill ${n}`, 'zh-CN': `第${n}次` } };
          const definition = addField(draft.definition, 'opportunity', field);
          const saved = await call('PUT', `${app}/draft`, { revision: draft.revision, definition });
          const done = await call('POST', `${app}/publish`, { base: draft.version, revision: saved.body.revision });
          if (done.status === 200) publishes += 1;
        } catch {
          await sleep(50);
        }
      }
    };
    const writers = [...[0, 1, 2, 3].map(writer), mover(), publisher()];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await sleep(100 + Math.random() * 500);
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
    // Every attempt has a mark of its own, so that a write that was done twice shows.
    const { rows: doubles } = await pool.query(
      `select after->>'next_step' as step from app_opportunity._ledger where entity = 'opportunity' and after->>'next_step' ~ '^[0-9]+[.][0-9]+!?$' group by 1 having count(*) > 1`,
    );
    const { rows: strays } = await pool.query(
      `select o.id from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner where o.department is distinct from p.department`,
    );
    const story = await storyDifferences(pool, 'opportunity');
    const fold = await foldDifferences(pool, 'opportunity');
    await pool.end();
    console.log(
      `kills: ${KILLS}, attempts ${attempts}, acknowledged writes ${acknowledged.length}, department moves ${moves}, publishes ${publishes}; lost ${lost.length}, doubles ${doubles.length}, departments astray ${strays.length}, differences between rows, ledger and periods ${story.length + fold.length}`,
    );
    expect(acknowledged.length).toBeGreaterThan(KILLS * 2);
    expect(Math.min(moves, publishes)).toBeGreaterThan(0);
    expect({ lost, doubles, strays, story, fold }).toEqual({ lost: [], doubles: [], strays: [], story: [], fold: [] });
  }, 900_000);
});
