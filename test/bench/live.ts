// `node test/bench/live.ts`: 200 open screens of several people over 100,000 opportunities while somebody writes 20 times a second for a minute.
// How long until every screen is right, and what others notice of it. LIVE_SCREENS, LIVE_SIZE, LIVE_SECONDS and LIVE_RATE change the numbers.
import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO, demoDatabase, openPool, startEmbedded } from '@pipewright/server';
import { cents, Screen, type ScreenKind, type Written } from './live-screen.ts';

const SCREENS = Number(process.env.LIVE_SCREENS ?? 200);
const SIZE = Number(process.env.LIVE_SIZE ?? 100_000);
const SECONDS = Number(process.env.LIVE_SECONDS ?? 60);
const RATE = Number(process.env.LIVE_RATE ?? 20);
const PEOPLE = ['admin@demo.local', 'analyst@demo.local', 'manager@demo.local', 'sales@demo.local'];
const KINDS: readonly ScreenKind[] = ['list', 'board', 'list', 'figures', 'board'];
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const dir = mkdtempSync(join(tmpdir(), 'pipewright-live-'));
chmodSync(dir, 0o755);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const postgres = await startEmbedded({ dir });
const databaseUrl = await demoDatabase(postgres, { secret: 'bench '.repeat(8), root, demo: true });
const pool = openPool(databaseUrl, { max: 2 });
const { rows: users } = await pool.query('select id, email from auth."user" where email = any($1)', [PEOPLE]);
const idOf = (email: string): string => users.find((user) => user.email === email).id;
await grow();

const server = fork(join(here, 'live-server.ts'), [databaseUrl, root], { stdio: 'inherit' });
const base: string = await new Promise((resolve) => server.once('message', (port) => resolve(`http://127.0.0.1:${port}`)));
const cookies = new Map<string, string>();
for (const email of PEOPLE) {
  const body = JSON.stringify({ email, password: DEMO.password });
  const answer = await fetch(`${base}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  cookies.set(
    email,
    answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
  );
}
const cookieOf = (email: string) => cookies.get(email) as string;

/** Copies the sample's opportunities until there are enough, spread over everybody. */
async function grow(): Promise<void> {
  const { rows } = await pool.query(
    `select column_name as name from information_schema.columns where table_schema = 'app_opportunity' and table_name = 'opportunity' and column_name not in ('id', 'code', 'contract_no', 'updated_at')`,
  );
  const columns = rows.map((row) => `"${row.name}"`).join(', ');
  const { rows: count } = await pool.query('select count(*)::int as n from app_opportunity.opportunity');
  await pool.query(
    `insert into app_opportunity.opportunity (id, updated_at, ${columns}) select gen_random_uuid(), updated_at - random() * interval '300 days', ${columns} from app_opportunity.opportunity, generate_series(1, ${Math.ceil(SIZE / count[0].n) - 1})`,
  );
  await pool.query('vacuum analyze');
}

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const inMs = (values: readonly number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(0)}, p95 ${percentile(values, 0.95).toFixed(0)}, p99 ${percentile(values, 0.99).toFixed(0)}, most ${percentile(values, 1).toFixed(0)} ms (${values.length})`;

// What each person sees of the records that are written, and what their amounts add up to.
const SIGHT: Readonly<Record<string, string>> = {
  'admin@demo.local': 'true',
  'analyst@demo.local': 'true',
  'manager@demo.local': `(o.owner = '${idOf('manager@demo.local')}' or o.department in (select d.id from pipewright.department d where d.path && array(select id from pipewright.department where manager = '${idOf('manager@demo.local')}')))`,
  'sales@demo.local': `o.owner = '${idOf('sales@demo.local')}'`,
};
const sights = PEOPLE.map((email, i) => `${SIGHT[email]} as s${i}`).join(', ');
const targets = `select id::text, version, amount::text, ${sights} from app_opportunity.opportunity o where status = 'open' and pipeline = 'standard' and amount is not null`;
const { rows: records } = await pool.query(
  `(select * from (${targets}) t order by md5(id) limit 300) union all (select * from (${targets}) t where s3 order by md5(id) limit 100)`,
);
const byId = new Map<string, { id: string; version: number; amount: string; seenBy: string[] }>(
  records.map((row) => [row.id, { ...row, seenBy: PEOPLE.filter((_, i) => row[`s${i}`]) }]),
);
const list = [...byId.values()];
const totals: Record<string, bigint> = {};
for (const email of PEOPLE)
  totals[email] = cents(
    (await pool.query(`select sum(amount)::text as s from app_opportunity.opportunity o where deleted_at is null and ${SIGHT[email]}`))
      .rows[0].s,
  );

let screens: Screen[] = [];
let [written, refused, skipped] = [0, 0, 0];
/** Raises one amount, so that totals only grow and each is told from every other. */
async function write(): Promise<void> {
  const record = list[Math.floor(Math.random() * list.length)] as (typeof list)[number];
  const raised = cents(record.amount) + 100n;
  const amount = `${raised / 100n}.${String(raised % 100n).padStart(2, '0')}`;
  const answer = await fetch(`${base}/api/apps/opportunity/records/opportunity/${record.id}`, {
    method: 'PATCH',
    headers: { cookie: cookieOf('admin@demo.local'), 'content-type': 'application/json' },
    body: JSON.stringify({ version: record.version, values: { amount } }),
  });
  const body = (await answer.json()) as { version: number; updated_at: string };
  if (!answer.ok) {
    refused += 1;
    if (refused === 1) console.log(JSON.stringify(body));
    list.splice(list.indexOf(record), 1);
    return;
  }
  written += 1;
  Object.assign(record, { version: body.version, amount });
  for (const email of record.seenBy) totals[email] = (totals[email] ?? 0n) + 100n;
  const told: Written = {
    at: body.updated_at,
    doneAt: performance.now(),
    seenBy: record.seenBy,
    totals: Object.fromEntries(
      PEOPLE.map((email) => [email, `${(totals[email] ?? 0n) / 100n}.${String((totals[email] ?? 0n) % 100n).padStart(2, '0')}`]),
    ),
  };
  for (const screen of screens) screen.expect(told);
}

/** What somebody else notices meanwhile: a list and a record, ten times a second. */
async function probe(until: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'owner' }, idOf('sales@demo.local')] }));
  const paths = [
    `records/opportunity?limit=50&filter=${filter}&expand=customer`,
    `records/opportunity/${list[0]?.id}?expand=customer,owner`,
  ];
  for (let i = 0; !until(); i += 1) {
    const began = performance.now();
    const answer = await fetch(`${base}/api/apps/opportunity/${paths[i % 2]}`, { headers: { cookie: cookieOf('manager@demo.local') } });
    await answer.text();
    times.push(performance.now() - began);
    if (answer.status >= 500) console.log('a probe failed', answer.status);
    await sleep(Math.max(0, 100 - (performance.now() - began)));
  }
  return times;
}

async function phase(name: string, seconds: number, writes: boolean): Promise<number[]> {
  const end = performance.now() + seconds * 1000;
  const isOver = () => performance.now() >= end;
  const writer = async () => {
    for (let due = performance.now(); !isOver(); due += 1000 / RATE) {
      const wait = due - performance.now();
      if (wait > 0) await sleep(wait);
      // One after the other: who is late by more than ten leaves them out.
      if (wait < (-10 * 1000) / RATE) skipped += 1;
      else await write();
    }
  };
  const [times] = await Promise.all([probe(isOver), writes ? writer() : undefined]);
  console.log(`${name.padEnd(34)} others: ${inMs(times)}`);
  return times;
}

console.log(`${SIZE} opportunities, ${SCREENS} screens, ${RATE} writes a second for ${SECONDS} s`);
await phase('warm up', 3, true);
await phase('quiet', 10, false);
const without = await phase('writes without screens', 15, true);
screens = Array.from({ length: SCREENS }, (_, i) => {
  const email = PEOPLE[Math.floor(i / KINDS.length) % PEOPLE.length] as string;
  return new Screen(email, KINDS[i % KINDS.length] as ScreenKind, base, cookieOf(email));
});
for (let i = 0; i < screens.length; i += 20) await Promise.all(screens.slice(i, i + 20).map((screen) => screen.open()));
written = 0;
const withScreens = await phase('writes with screens', SECONDS, true);
await sleep(4000);
const delays = screens.flatMap((screen) => screen.delays);
console.log(
  `written ${written}, refused ${refused}, left out ${skipped}; asked again ${screens.reduce((sum, { asked }) => sum + asked, 0)} times, failed ${screens.reduce((sum, { failed }) => sum + failed, 0)}`,
);
console.log(
  `until a screen is right: ${inMs(delays)}; later than 2 s: ${delays.filter((ms) => ms > 2000).length}; never: ${screens.reduce((sum, { behind }) => sum + behind, 0)}`,
);
for (const kind of ['list', 'board', 'figures'] as const)
  console.log(`  ${kind.padEnd(8)} ${inMs(screens.filter((_, i) => KINDS[i % KINDS.length] === kind).flatMap((screen) => screen.delays))}`);
console.log(`others' p95 with screens is ${(percentile(withScreens, 0.95) / percentile(without, 0.95)).toFixed(2)} times that without`);
for (const screen of screens) screen.close();
server.kill();
await pool.end();
postgres.stop();
rmSync(dir, { recursive: true, force: true });
process.exit(0);
