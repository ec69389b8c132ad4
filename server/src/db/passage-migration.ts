import { compileSql, fillPassagesSql, passageDdl } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Gives apps that exist the table of how records go through the pool, with what their ledgers tell of it. */
export async function addPassages(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ schema: string; made: boolean }>(
    `select 'app_' || key as schema, to_regclass('app_' || key || '._passage') is not null as made from pipewright.app
     where to_regclass('app_' || key || '._ledger') is not null order by key`,
  );
  for (const { schema, made } of rows) {
    if (!made) await db.query(compileSql(passageDdl(schema)).sql);
    await db.query(compileSql(fillPassagesSql(schema)).sql);
  }
}
