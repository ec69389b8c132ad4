import { compileSql, exceptionsDdl } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Gives apps that exist the table of exceptions. */
export async function addExceptions(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._ledger') is not null
       and to_regclass('app_' || key || '._exception') is null order by key`,
  );
  for (const { schema } of rows) for (const part of exceptionsDdl(schema)) await db.query(compileSql(part).sql);
}
