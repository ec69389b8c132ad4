import type { Value } from '@pipewright/logic';
import { sql } from 'kysely';
import { typeSql } from './column-type.ts';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import { sequenceName } from './ddl.ts';
import type { Column } from './table.ts';

/** Values of a row by column. */
export type Row = Readonly<Record<string, Value>>;

/** What the ledger keeps of one change. */
export interface LedgerRow {
  readonly record: string;
  readonly kind: string;
  readonly before: Row;
  readonly after: Row;
  /** When it came to be true, as an instant; null means now. */
  readonly valid_at: string | null;
}

/** Facts shared by every change of one write. */
export interface WriteContext {
  readonly schema: string;
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly actor: string | null;
  readonly cause: Readonly<Record<string, Value>>;
  readonly definitionVersion: number;
}

/** A column whose value is a text around a running number. */
export interface Numbered {
  readonly column: string;
  readonly prefix: string;
  readonly width: number;
  readonly suffix: string;
}

// What changes from one write to the next stands in slots, so that the text is compiled once per table and set of columns.
const ROWS = '\u0001rows';
const LEDGER = '\u0001ledger';
const CAUSE = '\u0001cause';
const ACTOR = '\u0001actor';
const VERSION = '\u0001version';
const MOST = 2000;
const compiled = new Map<string, Statement>();

function fill(key: string, context: WriteContext, rows: readonly Row[], ledgerRows: readonly LedgerRow[], make: () => Fragment): Statement {
  const name = `${context.schema} ${context.table} ${key}`;
  let statement = compiled.get(name);
  if (!statement) {
    statement = compileSql(make());
    if (compiled.size >= MOST) compiled.clear();
    compiled.set(name, statement);
  }
  const values: Readonly<Record<string, unknown>> = {
    [ROWS]: JSON.stringify(rows),
    [LEDGER]: JSON.stringify(ledgerRows),
    [CAUSE]: JSON.stringify(context.cause),
    [ACTOR]: context.actor,
    [VERSION]: context.definitionVersion,
  };
  return {
    sql: statement.sql,
    parameters: statement.parameters.map((each) => (typeof each === 'string' && Object.hasOwn(values, each) ? values[each] : each)),
  };
}

function recordset(columns: WriteContext['columns'], names: readonly string[]): Fragment {
  const shape = names.map((name) => sql`${sql.id(name)} ${typeSql[(columns[name] as Column).type]}`);
  return sql`jsonb_to_recordset(${ROWS}::jsonb) as x(${sql.join(shape)})`;
}

function ledger(context: WriteContext, from: Fragment, after: Fragment): Fragment {
  return sql`insert into ${sql.id(context.schema, '_ledger')} (entity, record, kind, actor, cause, valid_at, before, after, record_version, definition_version)
    select ${context.table}::text, w.id, l.kind, ${ACTOR}::text, ${CAUSE}::jsonb, coalesce(l.valid_at, now()), l.before, ${after}, w.version, ${VERSION}::integer
    from ${from} w join jsonb_to_recordset(${LEDGER}::jsonb) as l(record uuid, kind text, before jsonb, after jsonb, valid_at timestamptz) on l.record = w.id`;
}

/** Inserts rows and their ledger entries in one statement. Answers one row: `n`, how many were written. */
export function insertSql(
  context: WriteContext,
  rows: readonly Row[],
  ledgerRows: readonly LedgerRow[],
  numbered: readonly Numbered[],
): Statement {
  const computed = new Set(numbered.map((each) => each.column));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !computed.has(name));
  return fill(`insert ${shapeOf(context, names)} ${JSON.stringify(numbered)}`, context, rows, ledgerRows, () => {
    const numbers = numbered.map(
      (each) =>
        sql`pipewright.numbered(${`"${context.schema}"."${sequenceName(context.table, each.column)}"`}, ${each.prefix}, ${each.width}::integer, ${each.suffix})`,
    );
    const targets = [...names, ...computed].map((name) => sql.id(name));
    const values = [...names.map((name) => sql.id('x', name)), ...numbers];
    const made = numbered.flatMap((each) => [sql`${each.column}::text`, sql`w.${sql.id(each.column)}`]);
    const after = made.length > 0 ? sql`l.after || jsonb_build_object(${sql.join(made)})` : sql`l.after`;
    const returning = [sql`id`, sql`version`, ...[...computed].map((name) => sql.id(name))];
    return sql`with written as (
      insert into ${sql.id(context.schema, context.table)} (${sql.join(targets)}) select ${sql.join(values)} from ${recordset(context.columns, names)} returning ${sql.join(returning)}
    ), noted as (${ledger(context, sql`written`, after)})
    select count(*)::int as n from written`;
  });
}

/**
 * Updates rows that still have the version they were read with, and notes them in the ledger, in one statement.
 * Each row has `id`, `version` and the columns to set. Answers one row: `n`, how many were written; fewer than sent means a conflict.
 */
export function updateSql(context: WriteContext, rows: readonly Row[], ledgerRows: readonly LedgerRow[]): Statement {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return fill(`update ${shapeOf(context, names)}`, context, rows, ledgerRows, () => {
    const set = names.filter((name) => name !== 'id' && name !== 'version').map((name) => sql`${sql.id(name)} = ${sql.id('x', name)}`);
    return sql`with written as (
      update ${sql.id(context.schema, context.table)} as t set ${sql.join([...set, sql`version = t.version + 1`])}
      from ${recordset(context.columns, names)} where t.id = x.id and t.version = x.version returning t.id, t.version
    ), noted as (${ledger(context, sql`written`, sql`l.after`)})
    select count(*)::int as n from written`;
  });
}

/** The columns of a write with their types: what its text depends on. */
function shapeOf({ columns }: WriteContext, names: readonly string[]): string {
  return names.map((name) => `${name}:${columns[name]?.type}`).join();
}
