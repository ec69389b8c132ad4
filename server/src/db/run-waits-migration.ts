import { compileSql, runStepExit, runWaits } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Lets the runs of apps that exist wait, and go several ways. */
export async function letRunsWait(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._run') is not null order by key`,
  );
  for (const { schema } of rows) for (const each of [...runWaits(schema), runStepExit(schema)]) await db.query(compileSql(each).sql);
}
