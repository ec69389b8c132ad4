import { compileSql, runsDdl, TELL_RUNS } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Gives apps that exist the tables of what runs by itself. */
export async function addRuns(db: Queryable): Promise<void> {
  await db.query(TELL_RUNS);
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._ledger') is not null
       and to_regclass('app_' || key || '._run') is null order by key`,
  );
  for (const { schema } of rows) for (const part of runsDdl(schema)) await db.query(compileSql(part).sql);
}
