import type { Term, Test, Value, ValueType } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import { valueSql } from './column-type.ts';
import type { Fragment } from './compile.ts';

/** Gives the SQL of a variable that rules may name, of the type that rules see. */
export type ColumnOf = (name: string) => Fragment;

/** Gives the bare column of a variable that is stored as a uuid, so that its index can serve; undefined for any other. */
export type UuidOf = (name: string) => Fragment | undefined;

interface Columns {
  readonly column: ColumnOf;
  readonly uuid: UuidOf;
}

/**
 * Compiles a typed test to SQL that keeps a row exactly where `evaluate` is true.
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

function equal({ left, right, type }: Extract<Test, { kind: 'equal' }>, { column, uuid }: Columns, negated: boolean): RawBuilder<boolean> {
  if (isEmpty(left) || isEmpty(right)) {
    const other = value(isEmpty(left) ? right : left, column);
    return negated ? sql`${other} is not null` : sql`${other} is null`;
  }
  const [variable, constant] = left.kind === 'var' ? [left, right] : [right, left];
  const native = variable.kind === 'var' && constant.kind === 'value' ? uuid(variable.name) : undefined;
  if (native && constant.kind === 'value') {
    if (!isUuid(constant.value)) return negated ? sql`true` : sql`false`;
    return negated ? sql`${native} is distinct from ${constant.value}::uuid` : sql`${native} = ${constant.value}::uuid`;
  }
  const [a, b] = [value(left, column), value(right, column)];
  if (negated) return sql`${a} is distinct from ${b}`;
  // A plain `=` can use an index; it is the same as "not distinct" when one side is never empty.
  const certain = left.kind === 'value' || right.kind === 'value';
  return certain && type !== 'list' ? sql`${a} = ${b}` : sql`${a} is not distinct from ${b}`;
}

// Only the canonical writing is the text that a stored uuid gives.
const isUuid = (each: Value) => typeof each === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each);

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
      if (native) return sql`${native} = any(${test.list.filter(isUuid)}::uuid[])`;
      return sql`${term(test.item)} = any(${test.list.map((each) => String(each))}::${valueSql[test.type]}[])`;
    }
    case 'includes':
      return sql`${term(test.list)} @> array[${term(test.item)}]`;
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
      return column(term.name);
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
