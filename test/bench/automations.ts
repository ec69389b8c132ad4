// `node test/bench/automations.ts`: the template's automations over many opportunities: how long the clock takes to find what is due, how fast runs
// are carried out, how soon those begin that a write begins, and what they cost the write. AUTO_SIZE and AUTO_SECONDS change the numbers; AUTO_PLAN=1 shows the
// plans of what takes half a second or longer.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Automation } from '@pipewright/definition';
import { opensAt } from '@pipewright/process';
import { DEMO, demoDatabase, openPool, openServer, settleRuns, startEmbedded, tickApp, workApps } from '@pipewright/server';
import { buildWeb } from '../../tools/web.ts';
import { growOpportunities } from '../support/grow.ts';
import { asking, signIn } from './api.ts';
import { options } from './options.ts';
import { answers, freePort, startServer } from './processes.ts';
import { HEAD, line } from './results.ts';

const SIZE = Number(process.env.AUTO_SIZE ?? 100_000);
const SECONDS = Number(process.env.AUTO_SECONDS ?? 20);
const { root } = options;
const dir = mkdtempSync(join(tmpdir(), 'pipewright-automations-'));
chmodSync(dir, 0o755);

const postgres = await startEmbedded({ dir });
const settings = { secret: 'bench '.repeat(8), root, demo: true } as const;
const databaseUrl = await demoDatabase(postgres, settings);
const pool = openPool(databaseUrl, { max: 2 });
const table = 'app_opportunity.opportunity';
const tell = (workload: string, what: string, value: number, unit: '×' | 'ms' | 's' | 'MB' | '', target: number | null, note = '') =>
  console.log(line({ workload, what, value, unit, target, note }));
const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const began = performance.now();
  const value = await work();
  return [value, performance.now() - began];
};

await buildWeb(root);
console.log(`growing to ${SIZE} opportunities`);
await growOpportunities(pool, SIZE, 200);
await pool.query(`vacuum analyze`);
await pool.query(`update app_opportunity._automation set off = false`);
await pool.query(`update app_opportunity._automation set at_work_since = now() - interval '400 days'`);

const server = await openServer({ databaseUrl, ...settings, role: 'web' });
const [app] = await workApps(server, server.pool, 'opportunity');
if (!app) throw new Error('There is no app');
// Ladders that keep to working hours find nothing outside of them, whenever this is run.
const opens = (app.published.app.automations ?? []).map((each) => opensAt(app.published.app, each, new Date().toISOString()));
const instant = () => [new Date().toISOString(), ...opens].sort().at(-1) as string;
const PLANS =
  '-c session_preload_libraries=auto_explain -c auto_explain.log_level=notice -c auto_explain.log_min_duration=500 -c auto_explain.log_analyze=on';
const clock = openPool(process.env.AUTO_PLAN ? `${databaseUrl}?options=${encodeURIComponent(PLANS)}` : databaseUrl, { max: 1 });
clock.on('connect', (client) => client.on('notice', ({ message }) => console.log(message)));
const tickAt = (at: string) => tickApp({ pool: clock }, app, at);
console.log(HEAD);
const { rows: open } = await pool.query(`select count(*)::int as n from ${table} where status = 'open' and deleted_at is null`);
const keys = (app.published.app.automations ?? []).map(({ key }) => key);
for (const key of keys) {
  await pool.query(`update app_opportunity._automation set off = key <> $1`, [key]);
  const at = instant();
  const [begun, first] = await timed(() => tickAt(at));
  const [, again] = await timed(() => tickAt(at));
  tell('A1', key, first / 1000, 's', null, `${begun} of ${open[0].n} open records began; again ${again.toFixed(0)} ms`);
}
await pool.query(`update app_opportunity._automation set off = false`);
const [, whole] = await timed(async () => tickAt(instant()));
tell('A1', 'all, nothing new', whole / 1000, 's', 5, `RSS ${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MB`);

const waiting = async () =>
  Number((await pool.query(`select count(*)::int as n from app_opportunity._run where state = 'waiting'`)).rows[0].n);
const before = await waiting();
const until = performance.now() + SECONDS * 1000;
const [, worked] = await timed(() =>
  settleRuns(
    server,
    () => performance.now() > until,
    async () => instant(),
  ),
);
const after = await waiting();
tell(
  'A2',
  'runs a second worked off',
  ((before - after) / worked) * 1000,
  '',
  null,
  `${before} waited, ${before - after} were carried out`,
);
await pool.query(`truncate app_opportunity._run, app_opportunity._run_step`);
await clock.end();
await server.close();

// From here on a server in a process of its own, which carries out what begins, as at a customer's.
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const env = { PORT: String(port), DATA_DIR: join(dir, 'data'), DATABASE_URL: databaseUrl, SECRET: settings.secret, NODE_ENV: 'production' };
const child = await startServer(['server/src/main.ts'], env, root, answers(`${base}/api/health`));
const admin = asking(base, await signIn(base, DEMO.email, DEMO.password));
const { rows: targets } = await pool.query<{ id: string; version: number }>(
  `select id::text, version from ${table} where status = 'open' and deleted_at is null and pipeline = 'standard' order by md5(id::text) limit 4000`,
);
const label = (text: string) => ({ en: text, 'zh-CN': text });
const raised: Automation = {
  ...{ key: 'raised', name: label('Raised'), entity: 'opportunity', on: { kind: 'changed', fields: ['amount'] } },
  ...{
    start: 'tell',
    nodes: [{ kind: 'notify', key: 'tell', next: { done: null }, to: [{ kind: 'owner' }], text: label('The amount is another.') }],
  },
};

/** Publishes the app with these automations. */
async function publish(automations: readonly Automation[]): Promise<void> {
  const { definition, revision } = await admin('GET', '/api/apps/opportunity/draft');
  const [{ version }] = (await admin('GET', '/api/apps/opportunity/versions')).versions;
  const saved = await admin('PUT', '/api/apps/opportunity/draft', { definition: { ...definition, automations }, revision });
  await admin('POST', '/api/apps/opportunity/publish', { base: version, revision: saved.revision });
}

/** Changes amounts one after the other in four places at once; gives the times of the writes in milliseconds, in order. */
async function writes(seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const hand = async (mine: typeof targets) => {
    for (let i = 0; performance.now() < end; i += 1) {
      const record = mine[i % mine.length] as (typeof targets)[number];
      const [written, took] = await timed(() =>
        admin('PATCH', `/api/apps/opportunity/records/opportunity/${record.id}`, {
          version: record.version,
          values: { amount: `${1000 + Math.floor(Math.random() * 1_000_000)}.00` },
        }),
      );
      record.version = written.version;
      times.push(took);
    }
  };
  await Promise.all([0, 1, 2, 3].map((k) => hand(targets.filter((_, i) => i % 4 === k))));
  return times.sort((a, b) => a - b);
}

const own = app.published.app.automations ?? [];
const cases = { 'no automation': [], "the template's": own, 'one more that each write begins': [...own, raised] };
for (const automations of Object.values(cases)) {
  await publish(automations);
  await writes(3);
}
const taken: Record<string, number[]> = {};
for (let round = 0; round < 3; round += 1)
  for (const [name, automations] of Object.entries(cases)) {
    await publish(automations);
    await writes(1);
    taken[name] = [...(taken[name] ?? []), ...(await writes(SECONDS / 4))];
  }
const middle = (name: string) => (taken[name] ?? []).sort((a, b) => a - b)[Math.floor((taken[name]?.length ?? 0) / 2)] ?? Number.NaN;
for (const name of Object.keys(cases))
  tell(
    'A3',
    `a write, ${name}`,
    middle(name) / middle('no automation'),
    '×',
    1.5,
    `p50 ${middle(name).toFixed(1)} ms, ${((taken[name]?.length ?? 0) / (SECONDS * 0.75)).toFixed(0)} a second`,
  );
await sleep(3000);
const { rows: started } = await pool.query(
  `select count(*)::int as n, count(*) filter (where state <> 'done')::int as left, percentile_cont(array[0.5, 0.95, 0.99, 1]) within group (order by extract(epoch from ended_at - begun_at) * 1000) as ms
    from app_opportunity._run where automation = 'raised'`,
);
const [{ n, left, ms }] = started;
tell(
  'A4',
  'runs of writes begin after, p95',
  ms[1],
  'ms',
  1000,
  `${n} runs, ${left} left; p50 ${ms[0].toFixed(0)}, p99 ${ms[2].toFixed(0)}, most ${ms[3].toFixed(0)} ms`,
);
await child.stop();
await pool.end();
await postgres.stop();
rmSync(dir, { recursive: true, force: true });
