// `npm run bench`: list, get, create and move through the product's API against a bare Hono + pg handler doing the same SQL, on 100,000 opportunities.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createHttp, demoDatabase, openPool, openServer, startEmbedded } from '@pipewright/server';
import { bareApp } from './bare.ts';

const SIZE = Number(process.env.BENCH_SIZE ?? 100_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dir = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
chmodSync(dir, 0o755);

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const postgres = await startEmbedded({ dir });
const settings = { secret: 'bench '.repeat(8), root, demo: true };
const databaseUrl = await demoDatabase(postgres, settings);
const server = await openServer({ ...settings, databaseUrl });
const pool = openPool(databaseUrl, { max: 12 });
await grow();

const [productPort, barePort] = [await freePort(), await freePort()];
const product = serve({ fetch: createHttp(server).fetch, port: productPort, hostname: '127.0.0.1' });
const signIn = await fetch(`http://127.0.0.1:${productPort}/api/auth/sign-in/email`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: 'admin@demo.local', password: 'pipewright-demo' }),
});
if (!signIn.ok) throw new Error(`Sign-in failed: ${signIn.status} ${await signIn.text()}`);
const cookie = signIn.headers
  .getSetCookie()
  .map((each) => each.split(';')[0])
  .join('; ');
const { rows: people } = await pool.query(`select user_id from pipewright.person where installation_admin`);
const bare = serve({ fetch: bareApp(pool, people[0].user_id).fetch, port: barePort, hostname: '127.0.0.1' });

/** Copies the sample's opportunities until there are enough, with their ledger entries. */
async function grow(): Promise<void> {
  const { rows } = await pool.query(
    `select column_name as name from information_schema.columns where table_schema = 'app_opportunity' and table_name = 'opportunity' and column_name not in ('id', 'code', 'contract_no')`,
  );
  const columns = rows.map((row) => `"${row.name}"`).join(', ');
  const { rows: count } = await pool.query('select count(*)::int as n from app_opportunity.opportunity');
  const copies = Math.ceil(SIZE / count[0].n) - 1;
  await pool.query(
    `insert into app_opportunity.opportunity (id, code, ${columns}) select gen_random_uuid(), 'B-' || n || '-' || row_number() over (), ${columns} from app_opportunity.opportunity, generate_series(1, ${copies}) n`,
  );
  await pool.query(`update app_opportunity.opportunity set updated_at = updated_at + (random() * 1000) * interval '1 second'`);
  await pool.query('vacuum analyze');
}

type Request = { readonly method: string; readonly path: string; readonly body?: string };
const { rows: ids } = await pool.query(
  `select id::text, customer::text, decision_maker::text from app_opportunity.opportunity where status = 'open' and pipeline = 'standard' order by id limit 5000`,
);
const versions = new Map<string, number>();
const at = (i: number) => ids[i % ids.length] as { id: string; customer: string; decision_maker: string };

/** The same i-th request for both. */
const work: Record<string, (i: number) => Request> = {
  list: (i) => ({
    method: 'GET',
    path: `/records/opportunity?${new URLSearchParams({ filter: JSON.stringify({ and: [{ '==': [{ var: 'status' }, 'open'] }, { '>=': [{ var: 'amount' }, 50_000 + (i % 50) * 1000] }] }), sort: '-updated_at', fields: 'name,customer,stage,amount,expected_close,owner,updated_at', expand: 'customer,owner', limit: '50' })}`,
  }),
  get: (i) => ({ method: 'GET', path: `/records/opportunity/${at(i).id}?expand=customer,owner,decision_maker` }),
  create: (i) => ({
    method: 'POST',
    path: '/records/opportunity',
    body: JSON.stringify({
      values: {
        name: `bench ${i}`,
        customer: at(i).customer,
        decision_maker: at(i).decision_maker,
        opportunity_type: 'new',
        amount: '1000.50',
        expected_close: '2030-01-01',
        pain_point: 'bench',
      },
    }),
  }),
  move: (i) => ({
    method: 'POST',
    path: `/records/opportunity/${at(i).id}/move`,
    body: JSON.stringify({
      version: versions.get(at(i).id) ?? 1,
      stage: (versions.get(at(i).id) ?? 0) % 2 ? 'first_contact' : 'requirements',
      values: { next_step: 'bench', budget_confirmed: true },
    }),
  }),
};

async function loadVersions(): Promise<void> {
  const { rows } = await pool.query('select id::text, version from app_opportunity.opportunity where id = any($1::uuid[])', [
    ids.map((row) => row.id),
  ]);
  for (const row of rows) versions.set(row.id, row.version);
}

/** Sends requests one after the other on each of `connections` connections for a while; answers the median and the rate. */
async function measure(
  target: string,
  make: (i: number) => Request,
  connections: number,
  seconds: number,
): Promise<{ p50: number; rate: number; failed: number }> {
  await loadVersions();
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  let next = 0;
  let failed = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const { method, path, body } = make(next++);
        const began = performance.now();
        const response = await fetch(`${target}${path}`, {
          method,
          headers: { cookie, 'content-type': 'application/json', 'x-token': 'bench' },
          ...(body ? { body } : {}),
        });
        const text = await response.text();
        times.push(performance.now() - began);
        if (!response.ok) failed += 1;
        if (!response.ok && failed === 1) console.log(`${method} ${path.slice(0, 80)} → ${response.status} ${text.slice(0, 200)}`);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length / 2)] ?? 0, rate: (times.length * 1000) / (performance.now() - start), failed };
}

const targets = { bare: `http://127.0.0.1:${barePort}`, product: `http://127.0.0.1:${productPort}/api/apps/opportunity` };
console.log(`${SIZE} opportunities, ${ROUNDS} rounds of ${SECONDS} s; medians over rounds (run ${randomUUID().slice(0, 8)})`);
console.log('work    connections  bare p50 ms  product p50 ms  ratio  bare /s  product /s  ratio');
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
for (const [name, make] of Object.entries(work)) {
  for (const connections of [1, 16]) {
    const results: Record<keyof typeof targets, { p50: number; rate: number; failed: number }[]> = { bare: [], product: [] };
    for (const target of ['bare', 'product'] as const) await measure(targets[target], make, connections, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const target of ['bare', 'product'] as const) results[target].push(await measure(targets[target], make, connections, SECONDS));
    }
    const of = (target: 'bare' | 'product', what: 'p50' | 'rate') => median(results[target].map((each) => each[what]));
    const failed = [...results.bare, ...results.product].reduce((sum, each) => sum + each.failed, 0);
    const line = [
      name.padEnd(8),
      String(connections).padStart(11),
      of('bare', 'p50').toFixed(2).padStart(12),
      of('product', 'p50').toFixed(2).padStart(15),
      (of('product', 'p50') / of('bare', 'p50')).toFixed(2).padStart(6),
      of('bare', 'rate').toFixed(0).padStart(8),
      of('product', 'rate').toFixed(0).padStart(11),
      (of('bare', 'rate') / of('product', 'rate')).toFixed(2).padStart(6),
    ];
    console.log(line.join(' ') + (failed > 0 ? `  ${failed} requests failed` : ''));
  }
}
for (const each of [product, bare]) each.close();
await Promise.all([pool.end(), server.close()]);
await postgres.stop();
rmSync(dir, { recursive: true, force: true });
process.exit(0);
