import { compileSql, fillPeriodsSql, laterStoryDdl } from '@pipewright/sql';
import { sql } from 'kysely';
import type { Queryable } from './pool.ts';

const COLUMNS = { status_reason: { type: 'text' }, status_until: { type: 'date' } } as const;

/**
 * Gives apps that were made before there were an outbox and stage periods what new ones are made with: the tables, the columns of a status's reason and
 * day, and the periods that their ledger tells.
 */
export async function migrateStories(db: Queryable): Promise<void> {
  const run = (fragment: Parameters<typeof compileSql>[0]) => {
    const { sql: text, parameters } = compileSql(fragment);
    return db.query(text, [...parameters]);
  };
  const { rows: apps } = await db.query<{ schema: string; tables: string[] }>(
    `select 'app_' || a.key as schema, array(select c.table_name::text from information_schema.columns c
       where c.table_schema = 'app_' || a.key and c.column_name = 'pipeline' and left(c.table_name, 1) <> '_') as tables
     from pipewright.app a where a.version > 0`,
  );
  for (const { schema, tables } of apps) {
    const ledger = sql.id(schema, '_ledger');
    await run(sql`alter table ${ledger} add column actor_kind text not null default 'person'`);
    await run(sql`alter table ${ledger} alter column actor_kind drop default`);
    await run(sql`update ${ledger} set actor_kind = 'system' where actor is null`);
    for (const part of laterStoryDdl(schema)) await run(part);
    for (const table of tables)
      await run(
        sql`alter table ${sql.id(schema, table)} add column if not exists status_reason text, add column if not exists status_until date`,
      );
    await run(fillPeriodsSql(schema));
  }
  await db.query(
    `update pipewright.version v set tables = (select jsonb_agg(case when t->'columns' ? 'pipeline' then jsonb_set(t, '{columns}', $1::jsonb || (t->'columns')) else t end order by n)
       from jsonb_array_elements(v.tables) with ordinality as e(t, n)) where jsonb_array_length(v.tables) > 0`,
    [JSON.stringify(COLUMNS)],
  );
}
