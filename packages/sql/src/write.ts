import { sql } from 'kysely';
import { typeSql } from './column-type.ts';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import { sequenceName } from './ddl.ts';
import { Recent } from './recent.ts';
import { fillSlots, Slot } from './slot.ts';
import type { Column } from './table.ts';
import { type Authorship, authorValues, type LedgerRow, logParts, type Row } from './write-log.ts';

/** The table a write goes to, and whose write it is. */
export interface WriteContext extends Authorship {
  readonly schema: string;
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** True where records of this table stand in stages. */
  readonly staged: boolean;
}

/** A column whose value is a text around a running number. */
export interface Numbered {
  readonly column: string;
  readonly prefix: string;
  readonly width: number;
  readonly suffix: string;
}

// What changes from one write to the next stands in slots, so that the text is compiled once per table and set of columns.
const ROWS = new Slot('rows');
const LEDGER = new Slot('ledger');
const compiled = new Recent<string, Statement>(2000);

function fill(key: string, context: WriteContext, rows: readonly Row[], ledgerRows: readonly LedgerRow[], make: () => Fragment): Statement {
  const name = `${context.schema} ${context.table} ${context.staged} ${key}`;
  const statement = compiled.get(name) ?? compileSql(make());
  compiled.set(name, statement);
  const values = new Map(authorValues(context)).set(ROWS, JSON.stringify(rows)).set(LEDGER, JSON.stringify(ledgerRows));
  return fillSlots(statement, (slot) => values.get(slot));
}

function recordset(columns: WriteContext['columns'], names: readonly string[]): Fragment {
  const shape = names.map((name) => sql`${sql.id(name)} ${typeSql[(columns[name] as Column).type]}`);
  return sql`jsonb_to_recordset(${ROWS}::jsonb) as x(${sql.join(shape)})`;
}

const entries = sql`l as (select * from jsonb_to_recordset(${LEDGER}::jsonb) as e(record uuid, version integer, kind text, before jsonb, after jsonb,
  valid_at timestamptz, stands text, pipeline text, stage text, status text))`;

function statement(parts: readonly Fragment[], answer: Fragment): Fragment {
  return sql`with ${sql.join(parts)} select w.id, w.version, ${answer} as made from written w`;
}

/**
 * Inserts rows with their ledger entries (one or more a row, in the order of their versions), outbox and periods in one statement. Answers a row
 * (`id`, `version`, `made`: what the database computed) for each that was written.
 */
export function insertSql(
  context: WriteContext,
  rows: readonly Row[],
  ledgerRows: readonly LedgerRow[],
  numbered: readonly Numbered[],
): Statement {
  const computed = numbered.map((each) => each.column);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !computed.includes(name));
  return fill(`insert ${shapeOf(context, names)} ${JSON.stringify(numbered)}`, context, rows, ledgerRows, () => {
    const { schema, table } = context;
    const numbers = numbered.map(
      (each) =>
        sql`pipewright.numbered(${`"${schema}"."${sequenceName(table, each.column)}"`}, ${each.prefix}, ${each.width}::integer, ${each.suffix})`,
    );
    const targets = [...names, ...computed].map((name) => sql.id(name));
    const values = [...names.map((name) => sql.id('x', name)), ...numbers];
    const pairs = computed.flatMap((name) => [sql`${name}::text`, sql`w.${sql.id(name)}`]);
    const made = pairs.length > 0 ? sql`jsonb_build_object(${sql.join(pairs)})` : sql`'{}'::jsonb`;
    const after = pairs.length > 0 ? sql`case when l.version = 1 then l.after || ${made} else l.after end` : sql`l.after`;
    const written = sql`written as (insert into ${sql.id(schema, table)} (${sql.join(targets)})
      select ${sql.join(values)} from ${recordset(context.columns, names)} returning ${sql.join(['id', 'version', ...computed].map((name) => sql.id(name)))})`;
    return statement([entries, written, ...logParts(schema, table, after, context.staged)], made);
  });
}

/**
 * Updates rows that still have the version they were read with, and keeps the story of it, in one statement. Each row has `id`, `version` and the
 * columns to set. Answers a row (`id`, `version`) for each that was written; one that is missing was changed by somebody else.
 */
export function updateSql(context: WriteContext, rows: readonly Row[], ledgerRows: readonly LedgerRow[]): Statement {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return fill(`update ${shapeOf(context, names)}`, context, rows, ledgerRows, () => {
    const { schema, table } = context;
    const set = names.filter((name) => name !== 'id' && name !== 'version').map((name) => sql`${sql.id(name)} = ${sql.id('x', name)}`);
    const written = sql`written as (update ${sql.id(schema, table)} as t set ${sql.join([...set, sql`version = t.version + 1`])}
      from ${recordset(context.columns, names)} where t.id = x.id and t.version = x.version returning t.id, t.version)`;
    return statement([entries, written, ...logParts(schema, table, sql`l.after`, context.staged)], sql`'{}'::jsonb`);
  });
}

/** The columns of a write with their types: what its text depends on. */
function shapeOf({ columns }: WriteContext, names: readonly string[]): string {
  return names.map((name) => `${name}:${columns[name]?.type}`).join();
}
