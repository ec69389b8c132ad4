import { setTimeout as sleep } from 'node:timers/promises';
import { APP } from './api.ts';
import { Connection, exchange } from './http.ts';
import { median } from './measure.ts';
import { newOpportunity } from './model.ts';
import { options } from './options.ts';
import type { Figure } from './results.ts';
import type { Servers } from './servers.ts';

const ROWS = 10_000;
const MOST_SECONDS = 1.5;
/** No further round begins after this time; an import that takes that long is far from its target anyway. */
const PATIENCE_MS = 20_000;
const COLUMNS =
  'name account owner team region product_line type amount win_probability expected_close_date credit_code source priority next_step notes stage'.split(
    ' ',
  );

/** What one import took, in milliseconds, and what became of its rows. */
interface Run {
  readonly ms: number;
  readonly uploadMs: number;
  readonly done: number;
  readonly refused: number;
}

/** A file of new opportunities as people have it, with names instead of ids. Every hundredth row is wrong in one of three ways; answers how many. */
async function file({ bare }: Servers): Promise<{ text: string; bad: number }> {
  const names = async (table: string) =>
    new Map<number, string>((await bare.pool.query(`select id::int, name from ${table}`)).rows.map((row) => [row.id, row.name]));
  const [customers, reps] = [await names('customers'), await names('reps')];
  let bad = 0;
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const { customer_id, owner_id, ...rest } = newOpportunity(700_000 + i);
    const row: Record<string, unknown> = { ...rest, account: customers.get(customer_id), owner: reps.get(owner_id), stage: 'prospect' };
    if (i % 100 === 50) {
      bad += 1;
      const [key, value] = [
        ['amount', 'much'],
        ['account', 'Nobody Ltd'],
        ['name', ''],
      ][bad % 3] as [string, string];
      row[key] = value;
    }
    return COLUMNS.map((key) => row[key]).join(',');
  });
  return { text: [COLUMNS.join(','), ...lines, ''].join('\n'), bad };
}

async function intoProduct({ manager }: Servers, text: string): Promise<Run> {
  const began = performance.now();
  const { id } = await manager('POST', `${APP}/imports/opportunity`, text);
  const uploadMs = performance.now() - began;
  await manager('POST', `${APP}/imports/${id}/run`, { targets: Object.fromEntries(COLUMNS.map((key) => [key, { column: key }])) });
  for (;;) {
    const { state, done, refused } = await manager('GET', `${APP}/imports/${id}`);
    if (state !== 'running') return { ms: performance.now() - began, uploadMs, done, refused };
    await sleep(20);
  }
}

async function intoBare({ bare }: Servers, text: string): Promise<Run> {
  const connection = new Connection(bare.port, { ...bare.headers, 'content-type': 'text/csv' });
  const began = performance.now();
  const [reply] = (await exchange([connection], [{ method: 'POST', path: '/imports', body: text }])) as [{ done: number; refused: number }];
  connection.close();
  return { ...reply, ms: performance.now() - began, uploadMs: Number.NaN };
}

/** Imports the same file into both, in turns. */
export async function measureImports(servers: Servers, tell: (figure: Figure) => void, wrong: string[]): Promise<object> {
  const { text, bad } = await file(servers);
  const runs: { bare: Run[]; product: Run[] } = { bare: [], product: [] };
  const began = performance.now();
  for (let round = 0; round < options.rounds && performance.now() - began < PATIENCE_MS; round += 1) {
    for (const [name, run] of [
      ['bare', intoBare],
      ['product', intoProduct],
    ] as const) {
      const found = await run(servers, text);
      runs[name].push(found);
      if (found.done !== ROWS - bad || found.refused !== bad)
        wrong.push(`${name} W7: ${found.done} rows done and ${found.refused} refused, where ${bad} of ${ROWS} are wrong`);
      await servers[name].forgetNew();
    }
  }
  const seconds = (list: readonly Run[]) => median(list.map((run) => run.ms)) / 1000;
  const upload = median(runs.product.map((run) => run.uploadMs)) / 1000;
  const note = `upload ${upload.toFixed(2)} s; bare ${seconds(runs.bare).toFixed(2)} s (${(seconds(runs.product) / seconds(runs.bare)).toFixed(1)}×); ${bad} wrong rows`;
  tell({ workload: 'W7', what: `import of ${ROWS} rows`, value: seconds(runs.product), unit: 's', target: MOST_SECONDS, note });
  return runs;
}
