import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const number = (name: string, otherwise: number) => {
  const value = Number(process.env[name] ?? otherwise);
  if (!(value > 0)) throw new Error(`${name} must be a number above 0, not “${process.env[name]}”.`);
  return value;
};
const only = process.env.BENCH_ONLY?.split(',').map((key) => key.trim());

/** What a run is asked to do, by environment variables. */
export const options = {
  root,
  /** How many opportunities there are. */
  size: number('BENCH_SIZE', 100_000),
  /** How long each cell is measured, in seconds. */
  seconds: number('BENCH_SECONDS', 1.5),
  /** How often each cell is measured; the median counts. */
  rounds: number('BENCH_ROUNDS', 3),
  /** The folder the results are written to. */
  out: resolve(root, process.env.BENCH_OUT ?? 'bench-results'),
  /** Counts the statements of each workload instead of timing it. */
  statements: Boolean(process.env.BENCH_SQL),
  /** Says where the product spends its CPU in each workload instead of timing it. */
  profile: Boolean(process.env.BENCH_PROFILE),
  only: only?.join(','),
} as const;

/** Whether a workload is asked for: `BENCH_ONLY=W5` means W5a and W5b. */
export function wanted(key: string): boolean {
  return !only || only.includes(key) || only.includes(key.slice(0, 2));
}

/** The folder of the repository that holds a file of the bench. */
export const here = (file: string): string => join(root, 'test', 'bench', file);
