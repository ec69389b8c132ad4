import { check } from './check.ts';
import { type Cell, measure, median } from './measure.ts';
import { options, wanted } from './options.ts';
import type { Figure } from './results.ts';
import type { Servers } from './servers.ts';
import { type Target, WORKLOADS, type Workload } from './target.ts';

const LARGE = 1_000_000;
/** How many times the bare server's p50 each may take. */
const MOST: Readonly<Record<Workload, number>> = {
  W1: options.size >= LARGE ? 2 : 1.5,
  W1c: 2,
  W2: 2,
  W3: 2.5,
  W4: 2.5,
  W5a: 1.3,
  W5b: 1.3,
  W6: 1.3,
};
/** Workloads that are measured with many people at once, too: the slowest percent may take ten times as long as the middle. */
const CROWDED: ReadonlySet<Workload> = new Set(['W1', 'W2', 'W4']);
const CROWD = 64;
const MOST_SPREAD = 10;
const WARM = { connections: 16, seconds: 4 } as const;
/** Above this share of a core the load generator itself is in the way. */
const GENERATOR_MOST = 0.9;

/** Measures the workloads that are requests, the servers taking turns, and gives a figure for each cell as it is known. */
export async function measureRequests(
  servers: Servers,
  tell: (figure: Figure) => void,
  wrong: string[],
): Promise<Record<string, Record<string, Cell[]>>> {
  const raw: Record<string, Record<string, Cell[]>> = {};
  const both = [servers.bare, servers.product] as const;
  for (const workload of Object.keys(WORKLOADS) as Workload[]) {
    if (!wanted(workload)) continue;
    for (const target of both) {
      const difference = await check(target, servers.bare.pool, workload, options.size);
      if (difference) wrong.push(difference);
      // Thrown away: a process just started is not yet compiled, and more code takes longer to be.
      await measure(target, workload, WARM.connections, WARM.seconds, 500_000);
    }
    for (const connections of [1, 16, ...(CROWDED.has(workload) ? [CROWD] : [])]) {
      const cells = await rounds(both, workload, connections);
      raw[`${workload} ${connections}`] = cells;
      for (const target of both) {
        const failed = (cells[target.name] ?? []).find((cell) => cell.failed > 0);
        if (failed) wrong.push(`${target.name} ${workload} ${connections}: ${failed.failed} requests failed, such as ${failed.failure}`);
      }
      for (const figure of figures(workload, connections, cells)) tell(figure);
    }
    if (workload === 'W3') for (const target of both) await target.forgetNew();
  }
  return raw;
}

async function rounds(both: readonly Target[], workload: Workload, connections: number): Promise<Record<string, Cell[]>> {
  const cells: Record<string, Cell[]> = { bare: [], product: [] };
  for (let round = 0; round < options.rounds; round += 1) {
    // Who comes first changes, so that neither always has the caches of the other.
    for (const target of round % 2 === 0 ? both : [...both].reverse()) {
      cells[target.name]?.push(await measure(target, workload, connections, options.seconds, round * 20_000));
    }
  }
  return cells;
}

function figures(workload: Workload, connections: number, cells: Record<string, Cell[]>): Figure[] {
  const [bare = [], product = []] = [cells.bare, cells.product];
  const of = (list: readonly Cell[], key: keyof Cell) => median(list.map((cell) => cell[key] as number));
  const ratio = median(product.map((cell, round) => cell.p50 / (bare[round]?.p50 ?? Number.NaN)));
  const busy = Math.max(of(bare, 'generator'), of(product, 'generator'));
  const note = [
    `${of(product, 'p50').toFixed(2)} / ${of(bare, 'p50').toFixed(2)} ms`,
    `${of(product, 'rate').toFixed(0)} / ${of(bare, 'rate').toFixed(0)} per s`,
    `p99 ${of(product, 'p99').toFixed(1)} / ${of(bare, 'p99').toFixed(1)} ms`,
    `CPU ${of(product, 'cpu').toFixed(2)} / ${of(bare, 'cpu').toFixed(2)} ms`,
    ...(busy > GENERATOR_MOST ? [`load generator at ${(busy * 100).toFixed(0)} %`] : []),
  ].join(', ');
  const what = `${WORKLOADS[workload]}, ${connections}`;
  if (connections < CROWD) return [{ workload, what, value: ratio, unit: '×', target: MOST[workload], note }];
  const spread = median(product.map((cell) => cell.p99 / cell.p50));
  return [
    { workload, what, value: ratio, unit: '×', target: null, note },
    {
      workload,
      what: `p99 ÷ p50, ${connections}`,
      value: spread,
      unit: '×',
      target: MOST_SPREAD,
      note: `bare ${median(bare.map((cell) => cell.p99 / cell.p50)).toFixed(1)}`,
    },
  ];
}
