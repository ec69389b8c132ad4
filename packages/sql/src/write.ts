import { sql } from 'kysely';
import type { Column } from './column.ts';
import { typeSql } from './column-type.ts';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import { sequenceName } from './ddl.ts';
import { Recent } from './recent.ts';
import { fillSlots, Slot } from './slot.ts';
import { AUTHOR, type Authorship, authorValues, GIVEN, type LedgerRow, logParts, type Row, type Sides, STANDS } from './write-log.ts';

/** The table a write goes to, and whose write it is. */
export interface WriteContext extends Authorship {
  readonly schema: string;
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** True where records of this table stand in stages, or did in an earlier version of the app. */
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

// What was judged by a version that somebody has published over is not written: the new one may ask for more, and keep more of the story.
const current = sql`exists (select 1 from pipewright.app a where a.key = ${AUTHOR.app}::text and a.version = ${AUTHOR.version}::integer)`;

// A record's department is its owner's. The write asks for it itself and holds on to the person, or somebody who is moved at this moment would leave
// behind a record that was judged before and written after the move.
const held = (columns: WriteContext['columns']) => sql`held as (select p.user_id, p.department from pipewright.person p
  where p.user_id in (select x.owner from ${recordset(columns, ['owner'])}) order by p.user_id for share)`;
const department = (otherwise: Fragment) => sql`case when x.owner is null then ${otherwise} else h.department end`;
const owned = sql`left join held h on h.user_id = x.owner`;

/** An entry with the department that was written instead of the one it was judged with. */
function sidesWith(was: Fragment): Sides {
  const side = (given: Fragment, value: Fragment) => sql`${given} - 'department'
    || case when w.department is distinct from ${was} then jsonb_build_object('department', ${value}) else '{}'::jsonb end`;
  return { before: side(sql`l.before`, was), after: side(sql`l.after`, sql`w.department`) };
}

function statement(parts: readonly Fragment[], answer: Fragment): Fragment {
  return sql`with ${sql.join(parts)} select w.id, w.version, ${answer} as made from written w`;
}

/**
 * Inserts rows with their ledger entries (one or more a row, in the order of their versions), outbox and periods in one statement. Answers a row
 * (`id`, `version`, `made`: what the database computed) for each that was written: none where the definition's version is no longer the app's.
 */
export function insertSql(
  context: WriteContext,
  rows: readonly Row[],
  ledgerRows: readonly LedgerRow[],
  numbered: readonly Numbered[],
): Statement {
  const computed = numbered.map((each) => each.column);
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  const byOwner = given.has('owner');
  const names = [...given.add(byOwner ? 'department' : 'id')].filter((name) => !computed.includes(name));
  return fill(`insert ${shapeOf(context, names)} ${JSON.stringify(numbered)}`, context, rows, ledgerRows, () => {
    const { schema, table } = context;
    const numbers = numbered.map(
      (each) =>
        sql`pipewright.numbered(${`"${schema}"."${sequenceName(table, each.column)}"`}, ${each.prefix}, ${each.width}::integer, ${each.suffix})`,
    );
    const targets = [...names, ...computed].map((name) => sql.id(name));
    const column = (name: string) => (byOwner && name === 'department' ? department(sql`x.department`) : sql.id('x', name));
    const values = [...names.map(column), ...numbers];
    const pairs = computed.flatMap((name) => [sql`${name}::text`, sql`w.${sql.id(name)}`]);
    const made = pairs.length > 0 ? sql`jsonb_build_object(${sql.join(pairs)})` : sql`'{}'::jsonb`;
    const { after } = byOwner ? sidesWith(sql`null::uuid`) : GIVEN;
    const sides = { ...GIVEN, after: sql`case when l.version = 1 then ${after} || ${made} else l.after end` };
    const back = ['id', 'version', ...(context.staged ? STANDS : []), ...(byOwner ? ['department'] : []), ...computed].map((name) =>
      sql.id(name),
    );
    const written = sql`written as (insert into ${sql.id(schema, table)} (${sql.join(targets)})
      select ${sql.join(values)} from ${recordset(context.columns, names)} ${byOwner ? owned : sql``} where ${current} returning ${sql.join(back)})`;
    const parts = [...(byOwner ? [held(context.columns)] : []), entries, written, ...logParts(schema, table, sides, context.staged)];
    return statement(parts, made);
  });
}

/**
 * Updates rows that still have the version they were read with, and keeps the story of it, in one statement. Each row has `id`, `version` and the
 * columns to set. Answers a row (`id`, `version`) for each that was written; one that is missing was changed by somebody else, or judged by
 * a version of the definition that is no longer the app's.
 */
export function updateSql(context: WriteContext, rows: readonly Row[], ledgerRows: readonly LedgerRow[]): Statement {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return fill(`update ${shapeOf(context, names)}`, context, rows, ledgerRows, () => {
    const { schema, table } = context;
    const byOwner = names.includes('owner');
    const own = byOwner ? ['id', 'version', 'department'] : ['id', 'version'];
    const set = [
      ...names.filter((name) => !own.includes(name)).map((name) => sql`${sql.id(name)} = ${sql.id('x', name)}`),
      ...(byOwner ? [sql`department = ${department(sql`t.department`)}`] : []),
      sql`version = t.version + 1`,
    ];
    const back = ['id', 'version', ...(context.staged ? STANDS : [])].map((name) => sql.id('t', name));
    // A subselect sees the row as it was before the statement.
    const former = sql`, t.department, (select o.department from ${sql.id(schema, table)} o where o.id = t.id) as former`;
    const written = sql`written as (update ${sql.id(schema, table)} as t set ${sql.join(set)}
      from ${recordset(context.columns, names)} ${byOwner ? owned : sql``} where t.id = x.id and t.version = x.version and ${current}
      returning ${sql.join(back)}${byOwner ? former : sql``})`;
    const sides = byOwner ? sidesWith(sql`w.former`) : GIVEN;
    const parts = [...(byOwner ? [held(context.columns)] : []), entries, written, ...logParts(schema, table, sides, context.staged)];
    return statement(parts, sql`'{}'::jsonb`);
  });
}

/** The columns of a write with their types: what its text depends on. */
function shapeOf({ columns }: WriteContext, names: readonly string[]): string {
  return names.map((name) => `${name}:${columns[name]?.type}`).join();
}
