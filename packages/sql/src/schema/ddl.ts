import { sql } from 'kysely';
import type { Column, Reference } from '../ground/column.ts';
import { typeSql } from '../ground/column-type.ts';
import type { Fragment } from '../ground/compile.ts';
import { positionSql } from '../ground/field-order.ts';
import { searchFold, searchKeys } from '../ground/search.ts';
import { approvalsDdl } from './approvals.ts';
import { callsDdl } from './calls.ts';
import { exceptionsDdl } from './exceptions.ts';
import { type Index, isInverted, specialPlace } from './index-kind.ts';
import type { Step } from './plan.ts';
import { poolDdl } from './pool.ts';
import { requestIndexDdl } from './request.ts';
import { runsDdl } from './runs.ts';

/** What a column is filled with where nothing is given. */
export const defaultSql: Readonly<Record<NonNullable<Column['default']>, Fragment>> = {
  now: sql`now()`,
  false: sql`false`,
  one: sql`1`,
};

function columnSql(name: string, column: Column): Fragment {
  const rest = sql`${column.notNull ? sql` not null` : sql``}${column.default ? sql` default ${defaultSql[column.default]}` : sql``}`;
  return sql`${sql.id(name)} ${typeSql[column.type]}${rest}`;
}

/** The name of the sequence that numbers a column. */
export function sequenceName(table: string, column: string): string {
  return `${table}_${column}`.slice(0, 58).concat('_seq');
}

/** Schema and table that a column refers to. */
export function referenceTarget(schema: string, references: Reference): readonly [schema: string, table: string] {
  if (references === 'person') return ['auth', 'user'];
  return references === 'department' ? ['pipewright', 'department'] : [schema, references.table];
}

/** Which rows an index holds, as Postgres says it; null for all. */
export function indexPredicate(index: Index): string | null {
  return isInverted(index) ? null : '(deleted_at IS NULL)';
}

function indexSql(schema: string, table: string, name: string, index: Index, concurrently: boolean): Fragment {
  const special = specialPlace(index);
  const columns = index.columns.map((name, i) => {
    const column = sql.id(name);
    if (i !== special) return column;
    return index.kind === 'position' ? positionSql(index.options ?? [], column) : sql`${column} collate "zh-x-icu"`;
  });
  const how = concurrently ? sql`concurrently if not exists ` : sql``;
  const on = sql`${sql.id(name)} on ${sql.id(schema, table)}`;
  if (index.kind === 'folded') return sql`create index ${how}${on} using hash (${searchFold(columns[0] ?? sql``)})`;
  if (index.kind === 'search') return sql`create index ${how}${on} using gin (${searchKeys(columns[0] ?? sql``)})`;
  if (index.kind === 'list') return sql`create index ${how}${on} using gin (${columns[0]})`;
  return sql`create ${index.unique ? sql`unique ` : sql``}index ${how}${on} (${sql.join(columns)}) where deleted_at is null`;
}

/** The SQL of one step inside an app's schema. */
export function ddl(schema: string, step: Step): Fragment {
  switch (step.kind) {
    case 'create_schema':
      return sql`create schema ${sql.id(schema)}`;
    case 'create_table': {
      const columns = Object.entries(step.table.columns).map(([name, column]) => columnSql(name, column));
      return sql`create table ${sql.id(schema, step.table.name)} (${sql.join([...columns, sql`primary key (id)`])})`;
    }
    case 'add_column':
      return sql`alter table ${sql.id(schema, step.table)} add column ${columnSql(step.name, step.column)}`;
    case 'add_reference': {
      const target = sql.id(...referenceTarget(schema, step.column.references ?? { table: '' }));
      return sql`alter table ${sql.id(schema, step.table)} add constraint ${sql.id(`fk_${step.name}`)} foreign key (${sql.id(step.name)}) references ${target} (id)${step.later ? sql` not valid` : sql``}`;
    }
    case 'create_sequence':
      return sql`create sequence ${sql.id(schema, sequenceName(step.table, step.name))} owned by ${sql.id(schema, step.table, step.name)}`;
    case 'create_index':
      return indexSql(schema, step.table, step.name, step.index, step.when !== 'with');
    case 'drop_index':
      return sql`drop index if exists ${sql.id(schema, step.name)}`;
  }
}

/** The tables that keep an app's story: the ledger (one row per change, only ever added to), the outbox, the stage periods, what runs by itself, and what is taken back. */
export function storyDdl(schema: string): Fragment[] {
  const ledger = sql.id(schema, '_ledger');
  return [
    sql`create table ${ledger} (
      id bigint generated always as identity primary key, entity text not null, record uuid not null, kind text not null, actor_kind text not null,
      actor text, cause jsonb not null, valid_at timestamptz(3) not null, recorded_at timestamptz(3) not null default now(), before jsonb not null,
      after jsonb not null, record_version integer not null, definition_version integer not null)`,
    sql`create index ledger_record on ${ledger} (record, id)`,
    requestIndexDdl(schema),
    ...laterStoryDdl(schema),
    ...runsDdl(schema),
    ...poolDdl(schema),
    ...exceptionsDdl(schema),
    ...approvalsDdl(schema),
    ...callsDdl(schema),
  ];
}

/** The part of the story that apps made by an earlier version of the product do not have yet. */
export function laterStoryDdl(schema: string): Fragment[] {
  const period = sql.id(schema, '_period');
  return [
    sql`create index ledger_time on ${sql.id(schema, '_ledger')} (entity, valid_at, id)`,
    sql`create table ${sql.id(schema, '_outbox')} (
      id bigint generated always as identity primary key, ledger bigint not null, entity text not null, record uuid not null, kind text not null,
      keys text[] not null, actor_kind text not null, actor text, cause jsonb not null, at timestamptz(3) not null default now())`,
    sql`create table ${period} (
      id bigint generated always as identity primary key, entity text not null, record uuid not null, pipeline text, stage text, status text,
      entered_at timestamptz(3) not null, left_at timestamptz(3), definition_version integer not null)`,
    sql`create index period_record on ${period} (record, entered_at)`,
    sql`create unique index period_open on ${period} (record) where left_at is null`,
  ];
}
