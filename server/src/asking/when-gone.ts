import type { PoolClient } from 'pg';
import type { Queryable } from '../db/pool.ts';
import { log } from '../log/log.ts';

const CANCEL_AGAIN_MS = 200;

/**
 * Cancels what a connection is asked from the moment the signal says that nobody waits for it any more.
 * @returns ends the watch, and says whether a cancellation may be on its way, which must not meet whoever gets this connection next
 */
export function cancelWhenGone(client: PoolClient, canceller: Queryable, signal: AbortSignal | undefined): () => boolean {
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
  signal?.addEventListener('abort', cancel, { once: true });
  return () => {
    signal?.removeEventListener('abort', cancel);
    clearInterval(cancelling);
    return cancelling !== undefined;
  };
}

/** True for a fault of the connection, after which it is no good; a refused statement leaves it whole. */
export function isLost(error: unknown): boolean {
  return error instanceof Error && (!('severity' in error) || (error as { severity?: string }).severity === 'FATAL');
}
