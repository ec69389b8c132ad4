import { sql } from 'kysely';
import { countOf } from '../ground/among.ts';
import type { Column } from '../ground/column.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { compileOnce } from '../ground/compile-once.ts';
import { Recent } from '../ground/recent.ts';
import { fillSlots } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { type Answer, answerSql } from '../read/answer.ts';
import { sequenceName } from '../schema/ddl.ts';
import { type Authorship, authorValues } from './authorship.ts';
import { type FileChanges, fileParts, filesHeld, fileValues, stands } from './write-files.ts';
import { entryPart, entryValues, GIVEN, type LedgerRow, logParts, type Row, type Sides, STANDS } from './write-log.ts';
import { department, held, owned, ownerStays, recordset, rowValues, sidesWith } from './write-owner.ts';
import { runParts, runValues, type WithRuns } from './write-runs.ts';

/** The table a write goes to, and whose write it is. */
export interface WriteTarget extends Authorship, WithRuns {
  readonly schema: string;
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** True where records of this table stand in stages, or did in an earlier version of the app. */
  readonly staged: boolean;
  /** What becomes of files that the rows name. */
  readonly files?: FileChanges | undefined;
}

/** A column whose value is a text around a running number. */
export interface Numbered {
  readonly column: string;
  readonly prefix: string;
  readonly width: number;
  readonly suffix: string;
}

// What changes from one write to the next stands in slots, so that the text is compiled once per table and set of columns.
const compiled = new Recent<string, Statement>(2000);

/** What one write is made of. */
interface Wish {
  readonly context: WriteTarget;
  readonly rows: readonly Row[];
  readonly ledgerRows: readonly LedgerRow[];
  readonly answer: Answer | undefined;
  /** The columns of the rows that are written. */
  readonly names: readonly string[];
}

/** What one kind of write has of its own: the part that writes, what the entries say of it, and what the database counted. */
interface Writing {
  readonly written: Fragment;
  readonly sides: Sides;
  readonly made: Fragment;
}

/** Compiles a write once for all of its shape and puts the values in; `make` is given where the rows `x` come from. */
function fill(kind: string, wish: Wish, make: (source: Fragment, answered: Fragment | undefined) => Writing): Statement {
  const { context, rows, ledgerRows, answer, names } = wish;
  const [many, told] = [countOf(rows), countOf(ledgerRows)];
  const whole = (answered: Fragment | undefined): Statement => {
    const { schema, table, columns, staged } = context;
    const byOwner = names.includes('owner');
    const { written, sides, made } = make(sql`${recordset(columns, names, many)} ${byOwner ? owned : sql``}`, answered);
    const before = [...(byOwner ? [held(columns, many)] : []), ...filesHeld(context), entryPart(told)];
    const parts = [
      ...before,
      written,
      ...logParts(schema, table, sides, { staged, owned: byOwner && kind === 'update' }, told),
      ...fileParts(context, table),
      ...runParts(schema, table, context),
    ];
    const record = answered ? sql`, ${answered} as record` : sql``;
    return compileSql(sql`with ${sql.join(parts)} select w.id, w.version, ${made} as made${record} from written w`);
  };
  const name = `${kind} ${context.schema} ${context.table} ${context.staged} ${!context.files} ${!context.runs} ${!context.wakes} ${many} ${told} ${shapeOf(context, names)}`;
  const values = {
    ...authorValues(context),
    ...fileValues(context),
    ...runValues(context),
    ...rowValues(rows, names),
    ...entryValues(ledgerRows),
  };
  if (answer) {
    // What is answered depends on who writes, as every reading does.
    const key = `${name} ${answer.expand} ${answer.deleted}`;
    const made = compileOnce(answer.view, key, values, (view) => ({ value: whole(answerSql(view, answer)) }));
    if ('value' in made) return made.value;
  }
  const statement = compiled.get(name) ?? whole(undefined);
  compiled.set(name, statement);
  return fillSlots(statement, (slot) => values[slot.name]);
}

/** The columns that the `written` part gives back: all of them where the record is answered. */
function givenBack({ columns, staged }: WriteTarget, answered: Fragment | undefined, more: readonly string[]): string[] {
  return answered ? Object.keys(columns) : [...new Set(['id', 'version', ...(staged ? STANDS : []), ...more])];
}

/**
 * Inserts rows with their ledger entries (one or more a row, in the order of their versions), outbox and periods in one statement. Answers a row
 * (`id`, `version`, `made`: what the database counted, `record` where it is asked for) for each that was written: none where the write does not stand
 * as it was judged any more. An answer may be asked for one row only.
 */
export function insertSql(
  context: WriteTarget,
  rows: readonly Row[],
  ledgerRows: readonly LedgerRow[],
  numbered: readonly Numbered[],
  answer?: Answer,
): Statement {
  const counted = numbered.map((each) => each.column);
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  const byOwner = given.has('owner');
  const names = [...given.add(byOwner ? 'department' : 'id')].filter((name) => !counted.includes(name));
  return fill(`insert ${JSON.stringify(numbered)}`, { context, rows, ledgerRows, answer, names }, (source, answered) => {
    const { schema, table } = context;
    const numbers = numbered.map(
      (each) =>
        sql`pipewright.numbered(${`"${schema}"."${sequenceName(table, each.column)}"`}, ${each.prefix}, ${each.width}::integer, ${each.suffix})`,
    );
    const targets = [...names, ...counted].map((name) => sql.id(name));
    const column = (name: string) => (byOwner && name === 'department' ? department(sql`x.department`) : sql.id('x', name));
    const values = [...names.map(column), ...numbers];
    const pairs = counted.flatMap((name) => [sql`${name}::text`, sql`w.${sql.id(name)}`]);
    const made = pairs.length > 0 ? sql`jsonb_build_object(${sql.join(pairs)})` : sql`'{}'::jsonb`;
    const { after } = byOwner ? sidesWith(sql`null::uuid`) : GIVEN;
    const sides = { ...GIVEN, after: sql`case when l.version = 1 then ${after} || ${made} else l.after end` };
    const back = givenBack(context, answered, [...(byOwner ? ['department'] : []), ...counted]).map((name) => sql.id(name));
    const written = sql`written as (insert into ${sql.id(schema, table)} (${sql.join(targets)})
      select ${sql.join(values)} from ${source} where ${stands(context)}${byOwner ? sql` and ${ownerStays}` : sql``} returning ${sql.join(back)})`;
    return { written, sides, made };
  });
}

/**
 * Updates rows that still have the version they were read with, and keeps the story of it, in one statement. Each row has `id`, `version` and the
 * columns to set. Answers a row (`id`, `version`, `record` where it is asked for) for each that was written; one that is missing was changed by
 * somebody else, or does not stand as it was judged any more.
 */
export function updateSql(context: WriteTarget, rows: readonly Row[], ledgerRows: readonly LedgerRow[], answer?: Answer): Statement {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return fill('update', { context, rows, ledgerRows, answer, names }, (source, answered) => {
    const { schema, table } = context;
    const byOwner = names.includes('owner');
    const own = byOwner ? ['id', 'version', 'department'] : ['id', 'version'];
    const set = [
      ...names.filter((name) => !own.includes(name)).map((name) => sql`${sql.id(name)} = ${sql.id('x', name)}`),
      ...(byOwner ? [sql`department = ${department(sql`t.department`)}`] : []),
      sql`version = t.version + 1`,
    ];
    const back = givenBack(context, answered, byOwner ? ['department'] : []).map((name) => sql.id('t', name));
    // A subselect sees the row as it was before the statement.
    const former = sql`, (select o.department from ${sql.id(schema, table)} o where o.id = t.id) as former`;
    const written = sql`written as (update ${sql.id(schema, table)} as t set ${sql.join(set)}
      from ${source} where t.id = x.id and t.version = x.version and ${stands(context)}${byOwner ? sql` and ${ownerStays}` : sql``}
      returning ${sql.join(back)}${byOwner ? former : sql``})`;
    const sides = byOwner ? sidesWith(sql`w.former`) : GIVEN;
    return { written, sides, made: sql`'{}'::jsonb` };
  });
}

/** The columns of a write with their types: what its text depends on. */
function shapeOf({ columns }: WriteTarget, names: readonly string[]): string {
  return names.map((name) => `${name}:${columns[name]?.type}`).join();
}
