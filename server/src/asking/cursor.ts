import type { Statement } from '@pipewright/sql';
import type { Pool, Queryable } from '../db/pool.ts';
import { unheard } from './lane.ts';
import { cancelWhenGone, isLost } from './when-gone.ts';

/** Rows of one moment, some at a time. They hold a connection until they are closed, which they are by themselves at their end and where nobody takes them. */
export interface Cursor<T> {
  /** The next rows; none at the end. Refused where the asker has gone, and where they were not taken for too long. */
  readonly next: () => Promise<readonly T[]>;
  readonly close: () => Promise<void>;
  /** Settles, without ever failing, when the connection is given back. */
  readonly closed: Promise<void>;
}

const ROWS = 500;
/** How long rows wait to be taken: a person whose connection stands still must not keep others from theirs. */
const PATIENCE_MS = 60_000;
/** How long all of it may take. */
const LONGEST_MS = 900_000;

/** Asks a statement for its rows of this moment, of which only a few are in memory at a time. The signal says when nobody waits for them any more. */
export async function openCursor<T>(
  { pool, canceller }: { readonly pool: Pool; readonly canceller: Queryable },
  { sql: text, parameters }: Statement,
  signal?: AbortSignal,
): Promise<Cursor<T>> {
  const client = await pool.connect();
  const stopped = cancelWhenGone(client, canceller, signal);
  const end = Promise.withResolvers<void>();
  let isOpen = true;
  let asking = false;
  let patience: NodeJS.Timeout | undefined;
  const longest = setTimeout(() => void giveUp(), LONGEST_MS).unref();
  const giveUp = async (error?: unknown): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    clearTimeout(patience);
    clearTimeout(longest);
    signal?.removeEventListener('abort', leave);
    const isBroken = stopped() || isLost(error);
    if (!isBroken) await client.query('rollback').catch(() => undefined);
    client.release(isBroken);
    end.resolve();
  };
  // While it is asked, the cancellation ends it.
  const leave = () => {
    if (!asking) void giveUp();
  };
  const ask = async <R>(work: () => Promise<R>): Promise<R> => {
    if (!isOpen || signal?.aborted) {
      await giveUp();
      return unheard();
    }
    clearTimeout(patience);
    asking = true;
    try {
      return await work();
    } catch (error) {
      await giveUp(error);
      throw error;
    } finally {
      asking = false;
      if (isOpen) patience = setTimeout(() => void giveUp(), PATIENCE_MS).unref();
    }
  };
  signal?.addEventListener('abort', leave, { once: true });
  await ask(async () => {
    await client.query('begin isolation level repeatable read read only');
    // All of it will be read, not the first few.
    await client.query('set local cursor_tuple_fraction = 1');
    await client.query(`declare answer no scroll cursor for ${text}`, [...parameters]);
  });
  let isOver = false;
  const next = async () => {
    if (isOver) return [];
    const { rows } = await ask(() => client.query(`fetch ${ROWS} from answer`));
    isOver = rows.length < ROWS;
    if (isOver) await giveUp();
    return rows as T[];
  };
  return { next, close: () => giveUp(), closed: end.promise };
}
