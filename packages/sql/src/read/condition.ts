import { SURROUNDINGS } from '@pipewright/definition';
import type { Term, Test, Value, ValueType } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import { valueSql } from '../ground/column-type.ts';
import type { Fragment } from '../ground/compile.ts';
import { Slot } from '../ground/slot.ts';

/** Gives the SQL of a variable that rules may name, of the type that rules see. */
export type ColumnOf = (name: string) => Fragment;

/** Gives the bare column of a variable that is stored as a uuid, so that its index can serve; undefined for any other. */
export type UuidOf = (name: string) => Fragment | undefined;

interface Columns {
  readonly column: ColumnOf;
  readonly uuid: UuidOf;
}

/**
 * Compiles a typed test to SQL that keeps a row exactly where `evaluate` is true. Who asks and when (`user.id`, `today`, …) become slots
 * of those names, so that the statement serves everybody.
 * The result may be null where the test is false, so it stands under WHERE, AND and OR only; negation is pushed down to the comparisons,
 * where it is the complement, so that indexes stay usable.
 */
export function condition(test: Test, column: ColumnOf, uuid: UuidOf = () => undefined): RawBuilder<boolean> {
  return build(test, { column, uuid }, false);
}

const ORDER = { less: sql`<`, lessOrEqual: sql`<=` } as const;

function build(test: Test, columns: Columns, negated: boolean): RawBuilder<boolean> {
  switch (test.kind) {
    case 'constant':
      return test.value !== negated ? sql`true` : sql`false`;
    case 'not':
      return build(test.test, columns, !negated);
    case 'and':
    case 'or': {
      const parts = test.tests.map((each) => build(each, columns, negated));
      return sql`(${sql.join(parts, (test.kind === 'and') !== negated ? sql` and ` : sql` or `)})`;
    }
    case 'equal':
      return equal(test, columns, negated);
    default:
      return negated ? sql`(${simple(test, columns)}) is not true` : sql`(${simple(test, columns)})`;
  }
}

const isEmpty = (term: Term) => term.kind === 'value' && term.value === null;
const surrounding = (term: Term) => (term.kind === 'var' && Object.hasOwn(SURROUNDINGS, term.name) ? term.name : undefined);

/** True for a side that is never empty. A person may be in no department; everything else about who asks and when is known. */
function isCertain(term: Term): boolean {
  const name = surrounding(term);
  return term.kind === 'value' || (name !== undefined && name !== 'user.department');
}

function equal({ left, right }: Extract<Test, { kind: 'equal' }>, columns: Columns, negated: boolean): RawBuilder<boolean> {
  if (isEmpty(left) || isEmpty(right)) {
    const other = bare(isEmpty(left) ? right : left, columns);
    return negated ? sql`${other} is not null` : sql`${other} is null`;
  }
  const [a, b] = [value(left, columns.column), value(right, columns.column)];
  if (negated) return sql`${a} is distinct from ${b}`;
  const same = equalUuid(left, right, columns) ?? equalUuid(right, left, columns) ?? sql<boolean>`${a} = ${b}`;
  // A plain `=` can use an index; it is the same as "not distinct" when one side is never empty.
  if (isCertain(left) || isCertain(right)) return same;
  if (surrounding(left) || surrounding(right))
    return sql`(${same} or (${bare(left, columns)} is null and ${bare(right, columns)} is null))`;
  return sql`${a} is not distinct from ${b}`;
}

/** A uuid column against a side that is the same for all rows; undefined for any other pair. */
function equalUuid(variable: Term, side: Term, { uuid }: Columns): RawBuilder<boolean> | undefined {
  const column = variable.kind === 'var' ? uuid(variable.name) : undefined;
  if (column && side.kind === 'value') return sql`${column} = ${uuidsOf(side.value)}::uuid`;
  const name = surrounding(side);
  return column && name ? sql`${column} = ${new Slot(name, uuidsOf)}::uuid` : undefined;
}

/** A term where only its emptiness counts: a uuid column as it is, so that its index can serve. */
function bare(term: Term, { column, uuid }: Columns): Fragment {
  return (term.kind === 'var' && uuid(term.name)) || value(term, column);
}

// Only the canonical writing is the text that a stored uuid gives.
const isUuid = (each: unknown) => typeof each === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each);

/** What a uuid column can be equal to of a text or list of texts: a text that is no uuid is none, and nothing equals that. */
export function uuidsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isUuid);
  return isUuid(value) ? value : null;
}

type Simple = Exclude<Test, { kind: 'constant' | 'and' | 'or' | 'not' | 'equal' }>;

function simple(test: Simple, { column, uuid }: Columns): Fragment {
  const term = (each: Term) => value(each, column);
  switch (test.kind) {
    case 'flag':
      return sql`${term(test.term)} is true`;
    case 'less':
    case 'lessOrEqual': {
      const left = test.type === 'text' ? sql`${term(test.left)} collate "C"` : term(test.left);
      return sql`${left} ${ORDER[test.kind]} ${term(test.right)}`;
    }
    case 'oneOf': {
      const native = test.item.kind === 'var' ? uuid(test.item.name) : undefined;
      if (native) return sql`${native} = any(${uuidsOf(test.list)}::uuid[])`;
      return sql`${term(test.item)} = any(${test.list.map((each) => String(each))}::${valueSql[test.type]}[])`;
    }
    case 'includes': {
      // A list that is the same for all rows can be looked up by the item's index, a list in the rows by the list's.
      const name = surrounding(test.list);
      if (!name) return sql`${term(test.list)} @> array[${term(test.item)}]`;
      const native = test.item.kind === 'var' ? uuid(test.item.name) : undefined;
      return native ? sql`${native} = any(${new Slot(name, uuidsOf)}::uuid[])` : sql`${term(test.item)} = any(${term(test.list)})`;
    }
    case 'contains':
      return sql`strpos(${term(test.text)}, ${term(test.part)}) > 0`;
    case 'startsWith':
      return sql`starts_with(${term(test.text)}, ${term(test.part)})`;
    case 'endsWith':
      return sql`right(${term(test.text)}, length(${term(test.part)})) = ${term(test.part)}`;
  }
}

const SIGNS = { add: sql` + `, subtract: sql` - `, multiply: sql` * ` } as const;

function value(term: Term, column: ColumnOf): Fragment {
  switch (term.kind) {
    case 'value':
      return literal(term.value, term.type);
    case 'var':
      return surrounding(term) ? sql`${new Slot(term.name)}::${valueSql[term.type]}` : column(term.name);
    case 'addDays':
      return sql`(${value(term.date, column)} + ${term.days}::integer)`;
    default:
      return sql`(${sql.join(
        term.terms.map((each) => value(each, column)),
        SIGNS[term.kind],
      )})`;
  }
}

function literal(each: Value, type: ValueType): Fragment {
  if (each === null) return sql`null::${valueSql[type]}`;
  const plain = typeof each === 'number' ? String(each) : each;
  return sql`${plain}::${valueSql[type]}`;
}
