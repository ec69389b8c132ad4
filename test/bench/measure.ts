import { Connection, sendAll } from './http.ts';
import { cpuMs } from './processes.ts';
import type { Target, Workload } from './target.ts';

/** What one cell of the table measured. Times are in milliseconds. */
export interface Cell {
  readonly p50: number;
  readonly p99: number;
  /** Requests a second. */
  readonly rate: number;
  /** CPU of the server's process for one request. */
  readonly cpu: number;
  readonly requests: number;
  readonly failed: number;
  readonly failure?: string | undefined;
  /** How much of one core the load generator took, from 0 to 1; near 1 it is what was measured. */
  readonly generator: number;
}

/** The middle one of several. */
export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

/** A slow server still gets this many requests measured, if they end within `PATIENCE` seconds. */
const LEAST = 5;
const PATIENCE = 10;

/** Keeps `connections` clients asking, each as soon as it has its reply, for `seconds`, beginning with the request `from` of the workload. */
export async function measure(target: Target, workload: Workload, connections: number, seconds: number, from: number): Promise<Cell> {
  const make = target.calls[workload];
  let next = from;
  if (workload === 'W4') await target.prepareMoves();
  const clients = Array.from({ length: connections }, () => [new Connection(target.port, target.headers)]);
  const times: number[] = [];
  let failed = 0;
  let failure: string | undefined;
  const began = performance.now();
  const going = () => {
    const passed = (performance.now() - began) / 1000;
    return passed < seconds || (times.length < LEAST && passed < PATIENCE);
  };
  const cpu = { own: process.cpuUsage(), server: cpuMs(target.pid) };
  await Promise.all(
    clients.map(async (client) => {
      while (going()) {
        const calls = make(next++);
        const sent = performance.now();
        try {
          await sendAll(client, calls);
          times.push(performance.now() - sent);
        } catch (error) {
          failed += 1;
          failure ??= error instanceof Error ? error.message : String(error);
        }
      }
    }),
  );
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu.own);
  for (const each of clients.flat()) each.close();
  times.sort((a, b) => a - b);
  return {
    ...{ p50: quantile(times, 0.5), p99: quantile(times, 0.99), rate: (times.length * 1000) / wall },
    ...{ cpu: (cpuMs(target.pid) - cpu.server) / times.length, requests: times.length, failed, failure },
    generator: (user + system) / 1000 / wall,
  };
}
