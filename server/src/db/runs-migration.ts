import { runsDdl, TELL_RUNS } from '@pipewright/sql';
import { addToApps } from './app-tables.ts';
import type { Queryable } from './pool.ts';

/** Gives apps that exist the tables of what runs by itself. */
export async function addRuns(db: Queryable): Promise<void> {
  await db.query(TELL_RUNS);
  await addToApps(db, '_run', runsDdl);
}
