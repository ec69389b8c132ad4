import { compileSql, type Fragment } from '@pipewright/sql';
import type { Queryable } from './pool.ts';

/** Changes a table of their story in the apps that have it. */
export async function changeInApps(db: Queryable, table: string, ddl: (schema: string) => readonly Fragment[]): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '.' || $1) is not null order by key`,
    [table],
  );
  for (const { schema } of rows) for (const part of ddl(schema)) await db.query(compileSql(part).sql);
}

/** Gives apps that exist, and do not have a table of their story yet, what makes it. */
export async function addToApps(db: Queryable, table: string, ddl: (schema: string) => readonly Fragment[]): Promise<void> {
  const { rows } = await db.query<{ schema: string }>(
    `select 'app_' || key as schema from pipewright.app where to_regclass('app_' || key || '._ledger') is not null
       and to_regclass('app_' || key || '.' || $1) is null order by key`,
    [table],
  );
  for (const { schema } of rows) for (const part of ddl(schema)) await db.query(compileSql(part).sql);
}
