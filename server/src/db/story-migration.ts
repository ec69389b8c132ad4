import { compileSql, type Fragment, fillPeriodsSql, laterStoryDdl } from '@pipewright/sql';
import { sql } from 'kysely';
import type { Queryable } from './pool.ts';

const COLUMNS = { status_reason: { type: 'text' }, status_until: { type: 'date' } } as const;

const tablesWith = (column: string) => `select c.table_name::text from information_schema.columns c
       where c.table_schema = 'app_' || a.key and c.column_name = '${column}' and left(c.table_name, 1) <> '_'`;

/** Something that was once written without an entry: which columns, since when, and why. */
interface Untold {
  readonly kind: 'update' | 'move';
  readonly columns: readonly string[];
  readonly since: Fragment;
  readonly cause: (version: number) => Fragment;
}

const PLACED: Untold = {
  kind: 'move',
  columns: ['pipeline', 'stage', 'status', 'probability'],
  since: sql`t.stage_since`,
  cause: (version) => sql`jsonb_build_object('by', 'publish'::text, 'version', ${version}::integer)`,
};
const DEPARTED: Untold = {
  kind: 'update',
  columns: ['department'],
  since: sql`now()`,
  cause: () => sql`jsonb_build_object('by', 'department'::text, 'person', t.owner)`,
};

/** Tells the ledger what rows hold and it does not: records were once placed at a publish, and moved with their owner, without an entry. */
function untold(schema: string, table: string, version: number, { kind, columns, since, cause }: Untold): Fragment {
  const ledger = sql.id(schema, '_ledger');
  const told = (key: string) =>
    sql`(select l.after->>${key}::text from ${ledger} l where l.record = t.id and l.entity = ${table} and l.after ? ${key}::text order by l.id desc limit 1)`;
  const first = columns[0] ?? '';
  const pairs = (value: (key: string) => Fragment) => sql.join(columns.flatMap((key) => [sql`${key}::text`, value(key)]));
  return sql`with found as (
      select t.id, ${since} as since, ${cause(version)} as cause, jsonb_build_object(${pairs(told)}) as before, jsonb_build_object(${pairs((key) => sql`t.${sql.id(key)}::text`)}) as after
      from ${sql.id(schema, table)} t where t.${sql.id(first)}::text is distinct from ${told(first)}),
    written as (update ${sql.id(schema, table)} t set version = t.version + 1, updated_at = now(), updated_by = null from found where t.id = found.id returning t.id, t.version)
    insert into ${ledger} (entity, record, kind, actor_kind, cause, valid_at, before, after, record_version, definition_version)
    select ${table}::text, w.id, ${kind}::text, 'system', f.cause, f.since, f.before, f.after, w.version, ${version}::integer
    from written w join found f on f.id = w.id order by w.id`;
}

/**
 * Gives apps that were made before there were an outbox and stage periods what new ones are made with: the tables, the columns of a status's reason and
 * day, and the periods that their ledger tells once it tells everything that rows hold.
 */
export async function migrateStories(db: Queryable): Promise<void> {
  const run = (fragment: Fragment) => {
    const { sql: text, parameters } = compileSql(fragment);
    return db.query(text, [...parameters]);
  };
  const { rows: apps } = await db.query<{ schema: string; version: number; tables: string[]; staged: string[] }>(
    `select 'app_' || a.key as schema, a.version, array(${tablesWith('owner')}) as tables, array(${tablesWith('pipeline')}) as staged
     from pipewright.app a where a.version > 0`,
  );
  for (const { schema, version, tables, staged } of apps) {
    const ledger = sql.id(schema, '_ledger');
    await run(sql`alter table ${ledger} add column actor_kind text not null default 'person'`);
    await run(sql`alter table ${ledger} alter column actor_kind drop default`);
    await run(sql`update ${ledger} set actor_kind = 'system' where actor is null`);
    for (const part of laterStoryDdl(schema)) await run(part);
    for (const table of staged) {
      await run(
        sql`alter table ${sql.id(schema, table)} add column if not exists status_reason text, add column if not exists status_until date`,
      );
      await run(untold(schema, table, version, PLACED));
    }
    for (const table of tables) await run(untold(schema, table, version, DEPARTED));
    await run(fillPeriodsSql(schema));
  }
  await db.query(
    `update pipewright.version v set tables = (select jsonb_agg(case when t->'columns' ? 'pipeline' then jsonb_set(t, '{columns}', $1::jsonb || (t->'columns')) else t end order by n)
       from jsonb_array_elements(v.tables) with ordinality as e(t, n)) where jsonb_array_length(v.tables) > 0`,
    [JSON.stringify(COLUMNS)],
  );
}
