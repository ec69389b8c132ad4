import type { Pool } from 'pg';
import type { Call } from './http.ts';

/** The workloads that are requests answered at once, in the order they are measured: reading comes before writing changes the data. */
export const WORKLOADS = {
  W1: 'filtered, sorted list of 50 with names',
  W1c: 'the same list with its count',
  W2: 'record with its relations',
  W5a: 'report by stage and region',
  W5b: 'report by month',
  W6: 'board: totals and 6 × 20 cards',
  W4: 'move to the next stage',
  W3: 'create',
} as const;
/** A workload that is measured in requests. */
export type Workload = keyof typeof WORKLOADS;

/** One of the two servers: how each workload is asked of it, and what its replies say, in the same form for both. */
export interface Target {
  readonly name: 'bare' | 'product';
  readonly port: number;
  readonly pid: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly pool: Pool;
  /** The i-th request; several calls are sent at once. */
  readonly calls: Readonly<Record<Workload, (i: number) => readonly Call[]>>;
  // biome-ignore lint/suspicious/noExplicitAny: replies are as different as the workloads
  readonly says: Readonly<Record<Workload, (...replies: any[]) => unknown>>;
  /** Reads where the records stand that are moved. */
  readonly prepareMoves: () => Promise<void>;
  /** Takes away what was created. */
  readonly forgetNew: () => Promise<void>;
}

/** A record that is moved: where it stands now, as far as this target knows. */
export interface Moving {
  readonly id: number;
  version: number;
  stage: string;
}
