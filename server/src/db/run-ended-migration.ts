import { compileSql, runEndedIndex } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Gives apps that exist the index by which runs that were over long ago are found. */
export async function indexEndedRuns(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._run') is not null order by key`,
  );
  for (const { schema } of rows) await db.query(compileSql(runEndedIndex(schema)).sql);
}
