import { setTimeout as sleep } from 'node:timers/promises';
import { PG, pgError } from '../db/error.ts';
import { type Connection, type Pool, type Queryable, transaction } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';

const ATTEMPTS = 40;
/** The longest that a change of tables waits for others, and others behind it. */
export const LOCK_WAIT_MS = 100;

/**
 * Runs a change of tables in one transaction, alone among those of its app. Readers are held up for at most the lock timeout: a table that is busy is
 * left alone and tried again a moment later.
 */
export async function patiently<T>(on: Pool | Connection, key: string, work: (client: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(on, async (client) => {
        await client.query(`set local lock_timeout = ${LOCK_WAIT_MS}`);
        await client.query('select pg_advisory_xact_lock(hashtext($1))', [`publish ${key}`]);
        return work(client);
      });
    } catch (error) {
      if (pgError(error)?.code !== PG.lockNotAvailable) throw error;
      if (attempt >= ATTEMPTS) refuse('publish.busy');
      await sleep(30 + Math.random() * 120);
    }
  }
}
