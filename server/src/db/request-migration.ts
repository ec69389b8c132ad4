import { compileSql, requestIndexDdl } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Gives the ledgers of apps that exist the index by which repeated requests are known. */
export async function indexRequests(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._ledger') is not null order by key`,
  );
  for (const { schema } of rows) await db.query(compileSql(requestIndexDdl(schema)).sql);
}
