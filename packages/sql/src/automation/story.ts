import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { instantText } from '../ground/instant.ts';
import type { Statement } from '../ground/statement.ts';

/** An entry of the ledger as the past is rebuilt from it. */
export interface StoryRow {
  readonly record: string;
  readonly kind: string;
  readonly cause: string | null;
  /** The person who did it. */
  readonly by: string | null;
  readonly at: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** An entry of an activity, and where it `says` which record it follows up, that record. */
export interface FollowRow {
  readonly activity: string;
  readonly kind: string;
  readonly at: string;
  readonly of: string | null;
  readonly says: boolean;
}

const WHOLE = sql`array['create', 'import', 'delete', 'restore']`;

/** The ids of the next records of a table, deleted ones too, in the order of their ids. */
export function recordIdsSql(schema: string, table: string, after: string, limit: number): Statement {
  return compileSql(
    sql`select t.id::text from ${sql.id(schema, table)} t where t.id > ${after}::uuid order by t.id limit ${limit}::integer`,
  );
}

/**
 * The story of records up to an instant, entry by entry.
 * @param keys the fields that matter; entries that change none of them are left out
 */
export function storySql(schema: string, table: string, ids: readonly string[], keys: readonly string[], to: string): Statement {
  const pairs: Fragment[] = keys.flatMap((key) => [sql`${key}::text`, sql`l.after->${key}::text`]);
  // What a record is made with is a long list, of which a few values are wanted.
  const slim = pairs.length > 0 ? sql`jsonb_build_object(${sql.join(pairs)})` : sql`'{}'::jsonb`;
  // Whoever reads when a record was last changed means every change.
  const every = keys.includes('updated_at') || keys.includes('updated_by');
  return compileSql(sql`select l.record::text, l.kind, l.cause->>'by' as cause, case when l.actor_kind = 'person' then l.actor end as by, ${instantText(sql`l.valid_at`)} as at,
      case when l.kind in ('create', 'import') then ${slim} else l.after end as values
    from ${sql.id(schema, '_ledger')} l where l.record = any(${[...ids]}::uuid[]) and l.entity = ${table}::text and l.valid_at <= ${to}::timestamptz
      and (${every}::boolean or l.kind = any(${WHOLE}) or l.after ?| ${[...keys]}::text[])
    order by l.record, l.id`);
}

/** Where the activities are that follow records up: their table, and the column that names the record. */
export interface ActivityTable {
  readonly table: string;
  readonly by: string;
}

/** The entries of the activities of records, as far as they say which record, or that the activity came or went. */
export function followSql(schema: string, { table, by }: ActivityTable, ids: readonly string[], to: string): Statement {
  const activities = sql`select a.id from ${sql.id(schema, table)} a where a.${sql.id(by)} = any(${[...ids]}::uuid[])`;
  return entriesOf(schema, { table, by }, activities, to);
}

/** The same of all activities that were moved from one record to another, which the record that they left does not know any more. */
export function movedFollowSql(schema: string, { table, by }: ActivityTable, to: string): Statement {
  const activities = sql`select distinct m.record as id from ${sql.id(schema, '_ledger')} m where m.entity = ${table}::text and m.kind = 'update' and m.after ? ${by}::text`;
  return entriesOf(schema, { table, by }, activities, to);
}

function entriesOf(schema: string, { table, by }: ActivityTable, activities: Fragment, to: string): Statement {
  return compileSql(sql`select l.record::text as activity, l.kind, ${instantText(sql`l.valid_at`)} as at, l.after->>${by}::text as of, l.after ? ${by}::text as says
    from (${activities}) a join ${sql.id(schema, '_ledger')} l on l.record = a.id and l.entity = ${table}::text
    where l.valid_at <= ${to}::timestamptz and (l.kind = any(${WHOLE}) or l.after ? ${by}::text) order by l.record, l.id`);
}
