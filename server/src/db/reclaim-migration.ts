import { compileSql, poolDdl } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Gives apps that exist the tables of records that are taken back. */
export async function addReclaims(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._ledger') is not null
       and to_regclass('app_' || key || '._reclaim') is null order by key`,
  );
  for (const { schema } of rows) for (const part of poolDdl(schema)) await db.query(compileSql(part).sql);
}
