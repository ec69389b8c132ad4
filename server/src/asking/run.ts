import { Recent, type Statement } from '@pipewright/sql';
import type { Pool, Queryable } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { cancelWhenGone, isLost } from './when-gone.ts';

/** What a heavy question is asked with: its pool, whose statements end after a while, and where a cancellation is sent. */
export interface Asking {
  readonly pool: Pool;
  readonly canceller: Queryable;
  /** What the database may guess a question costs, in the planner's units; a sequential read of a million records is about 100,000. */
  readonly mostCost: number;
}

/** Texts that were found bearable lately, so that their cost is not asked for each time. */
const bearable = new Recent<string, number>(500);
const BELIEVED_MS = 600_000;

/**
 * Asks a heavy question: planned with its values, refused before it begins where its cost is hopeless (`query.too_big`), given up by the database
 * after the pool's time limit, and cancelled where the signal says that nobody waits for it any more.
 */
export async function rowsWithin<T>(
  { pool, canceller, mostCost }: Asking,
  { sql: text, parameters }: Statement,
  signal?: AbortSignal,
): Promise<T[]> {
  const client = await pool.connect();
  const stopped = cancelWhenGone(client, canceller, signal);
  let broken: unknown;
  try {
    signal?.throwIfAborted();
    const values = [...parameters];
    const known = bearable.get(text);
    if (known === undefined || performance.now() - known > BELIEVED_MS) {
      const { rows: plan } = await client.query<{ 'QUERY PLAN': [{ Plan: { 'Total Cost': number } }] }>(
        `explain (format json) ${text}`,
        values,
      );
      if ((plan[0]?.['QUERY PLAN'][0].Plan['Total Cost'] ?? 0) > mostCost) refuse('query.too_big');
      bearable.set(text, performance.now());
      // A cancellation that met the guess has ended nothing.
      signal?.throwIfAborted();
    }
    return (await client.query(text, values)).rows as T[];
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    client.release(stopped() || isLost(broken));
  }
}
