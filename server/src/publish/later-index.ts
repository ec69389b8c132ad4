import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, Queryable } from '../db/pool.ts';
import { findDrift, planRepairs } from './drift.ts';
import { readLineage } from './lineage.ts';

/** Tries this often, with a pause between, to be the one who builds. */
const TRIES = 20;
const PAUSE_MS = 100;
/** A publish that came while indexes were built is looked at too, but not for ever. */
const ROUNDS = 3;
const lockOf = (key: string) => [`indexes ${key}`];

/**
 * Runs work as the only builder of an app's indexes; undefined where somebody else stays at it. Waiting is done by asking again: a statement that
 * waits for the lock would be waited for by the very index that is being built.
 */
export async function asIndexBuilder<T>(pool: Pool, key: string, work: (client: Queryable) => Promise<T>): Promise<T | undefined> {
  const client = await pool.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', lockOf(key));
      if (rows[0]?.mine) break;
      if (attempt >= TRIES) return undefined;
      await sleep(PAUSE_MS);
    }
    try {
      return await work(client);
    } finally {
      await client.query('select pg_advisory_unlock(hashtext($1))', lockOf(key));
    }
  } finally {
    client.release();
  }
}

/** True while somebody builds indexes of an app: what is missing then is on its way. */
export async function buildsIndexes(db: Queryable, key: string): Promise<boolean> {
  const { rows } = await db.query<{ free: boolean }>('select pg_try_advisory_xact_lock_shared(hashtext($1)) as free', lockOf(key));
  return rows[0]?.free === false;
}

/**
 * Builds the ordinary indexes an app should have and has not, without stopping writers. Can be run again at any time: an index left invalid by a
 * crash is dropped and built anew, and the app works, slower, while one is missing.
 */
export async function buildLaterIndexes(pool: Pool, key: string): Promise<void> {
  await asIndexBuilder(pool, key, async (client) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lineage = await readLineage(client, key);
      const missing = lineage ? (await findDrift(client, key, lineage)).filter((each) => each.kind === 'index') : [];
      if (!lineage?.app || missing.length === 0) return;
      const { app, tables } = lineage;
      for (const { statements } of planRepairs(key, { app, tables }, missing)) for (const { sql } of statements) await client.query(sql);
    }
  });
}

/** Builds what an interrupted publish left to build, app after app. */
export async function finishIndexes(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ key: string }>('select key from pipewright.app where version > 0 order by key');
  for (const { key } of rows) await buildLaterIndexes(pool, key);
}
