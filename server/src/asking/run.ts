import { Recent, type Statement } from '@pipewright/sql';
import type { Pool, Queryable } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';

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
const CANCEL_AGAIN_MS = 200;

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
  let cancelling: NodeJS.Timeout | undefined;
  const cancel = () => {
    const { processID } = client as unknown as { processID: number };
    const send = () =>
      void canceller
        .query('select pg_cancel_backend($1)', [processID])
        .catch((error: unknown) => log.error({ err: error }, 'A question could not be cancelled.'));
    send();
    // One that gets there before the question does ends nothing, so it is sent until the question is over.
    cancelling = setInterval(send, CANCEL_AGAIN_MS);
  };
  let broken: unknown;
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', cancel, { once: true });
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
    signal?.removeEventListener('abort', cancel);
    clearInterval(cancelling);
    // A cancellation on its way must not meet whoever gets this connection next.
    client.release(cancelling !== undefined || (broken instanceof Error && isLost(broken)));
  }
}

/** True for a fault of the connection, after which it is no good; a refused statement leaves it whole. */
function isLost(error: Error): boolean {
  return !('severity' in error) || (error as { severity?: string }).severity === 'FATAL';
}
