import { setTimeout as sleep } from 'node:timers/promises';
import { type Drift, outdatedIndexes } from '@pipewright/sql';
import { pgError } from '../db/error.ts';
import { type Connection, type Pool, type Queryable, rows } from '../db/pool.ts';
import { log } from '../log/log.ts';
import { schemaOf } from '../published/published.ts';
import { takeBack } from './ahead.ts';
import { findCatalog, findDrift, planRepairs } from './drift.ts';
import { readLineage } from './lineage.ts';

/** Tries this often, with a pause between, to be the one who builds. */
const TRIES = 20;
const PAUSE_MS = 100;
/** A publish that came while indexes were built is looked at too, but not for ever. */
const ROUNDS = 3;
const lockOf = (key: string) => [`indexes ${key}`];

/**
 * Runs work as the only builder of an app's indexes; undefined where somebody else stays at it. Waiting is done by asking again: a statement that
 * waits for the lock would be waited for by the very index that is being built. A signal ends the statement that runs.
 */
export async function asIndexBuilder<T>(
  pool: Pool,
  key: string,
  work: (client: Connection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const client = await pool.connect();
  let over = false;
  const stop = async () => {
    // Again and again: a statement that is only on its way to the database is not ended by a single call.
    for (; !over; await sleep(PAUSE_MS / 4))
      await pool.query('select pg_cancel_backend($1)', [(client as { processID?: number }).processID]).catch(() => undefined);
  };
  signal?.addEventListener('abort', stop);
  let freed = true;
  try {
    for (let attempt = 1; ; attempt += 1) {
      if (signal?.aborted) return undefined;
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', lockOf(key));
      if (rows[0]?.mine) break;
      if (attempt >= TRIES) return undefined;
      await sleep(PAUSE_MS);
    }
    try {
      return await work(client);
    } finally {
      freed = await client.query('select pg_advisory_unlock(hashtext($1))', lockOf(key)).then(
        () => true,
        () => false,
      );
    }
  } finally {
    over = true;
    signal?.removeEventListener('abort', stop);
    // A connection that ends gives the lock up, and nobody comes after on it whose statement could be ended in place of this work.
    client.release(!freed || signal?.aborted === true);
  }
}

/** True while somebody builds indexes of an app: what is missing then is on its way. */
export async function buildsIndexes(db: Queryable, key: string): Promise<boolean> {
  const { rows } = await db.query<{ free: boolean }>('select pg_try_advisory_xact_lock_shared(hashtext($1)) as free', lockOf(key));
  return rows[0]?.free === false;
}

/** What is made good outside of the transaction that publishes. */
const LATER: ReadonlySet<Drift['kind']> = new Set(['foreign_key_unchecked', 'index']);

/**
 * Builds the ordinary indexes an app should have and has not, and checks its new references, without stopping writers. Can be run again at any time:
 * an index left invalid by a crash is dropped and built anew, and the app works, slower, while one is missing. What cannot be done stays a difference.
 * A signal ends it.
 */
export async function buildLaterIndexes(pool: Pool, key: string, signal?: AbortSignal): Promise<void> {
  await asIndexBuilder(pool, key, (client) => buildMissing(client, key, signal), signal);
}

/** Brings the indexes of every app to what this build wants of them, and takes back what publishes left that were killed. A signal ends it. */
export async function tidyIndexes(pool: Pool, signal: AbortSignal): Promise<void> {
  const { rows: apps } = await pool.query<{ key: string }>('select key from pipewright.app where version > 0 order by key');
  for (const { key } of apps) {
    if (signal.aborted) return;
    const tidy = async (client: Connection) => {
      await takeBack(client, key);
      await buildMissing(client, key, signal);
    };
    await asIndexBuilder(pool, key, tidy, signal).catch((error) =>
      signal.aborted ? undefined : log.error({ err: error, app: key }, 'Indexes could not be built.'),
    );
  }
}

async function buildMissing(client: Queryable, key: string, signal?: AbortSignal): Promise<void> {
  const failed = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const lineage = await readLineage(client, key);
    const missing = lineage ? (await findDrift(client, key, lineage)).filter((each) => LATER.has(each.kind) && !failed.has(each.name)) : [];
    if (!lineage?.app || missing.length === 0) break;
    const { app, tables } = lineage;
    for (const { drift, statements } of planRepairs(key, { app, tables }, missing)) {
      if (signal?.aborted) return;
      try {
        for (const { sql } of statements) await client.query(sql);
      } catch (error) {
        if (signal?.aborted) return;
        if (!pgError(error)) throw error;
        failed.add(drift.name);
        log.error({ err: error, app: key, name: drift.name }, 'An index or a reference could not be made good.');
      }
    }
  }
  await dropOutdated(client, key);
}

/** Drops the indexes that no question of this app is answered by. */
async function dropOutdated(client: Queryable, key: string): Promise<void> {
  const lineage = await readLineage(client, key);
  const catalog = await findCatalog(client, key);
  for (const statement of lineage?.app && catalog ? outdatedIndexes(schemaOf(key), lineage.app, lineage.tables, catalog) : [])
    await rows(client, statement);
}
