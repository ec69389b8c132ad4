import type { Term, Test, Value, ValueType } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import { valueSql } from './column-type.ts';
import type { Fragment } from './compile.ts';

/** Gives the SQL of a variable that rules may name. */
export type ColumnOf = (name: string) => Fragment;

/**
 * Compiles a typed test to SQL that keeps a row exactly where `evaluate` is true.
 * The result may be null where the test is false, so it stands under WHERE, AND and OR only; negation is pushed down to the comparisons,
 * where it is the complement, so that indexes stay usable.
 */
export function condition(test: Test, column: ColumnOf): RawBuilder<boolean> {
  return build(test, column, false);
}

const ORDER = { less: sql`<`, lessOrEqual: sql`<=` } as const;

function build(test: Test, column: ColumnOf, negated: boolean): RawBuilder<boolean> {
  switch (test.kind) {
    case 'constant':
      return test.value !== negated ? sql`true` : sql`false`;
    case 'not':
      return build(test.test, column, !negated);
    case 'and':
    case 'or': {
      const parts = test.tests.map((each) => build(each, column, negated));
      return sql`(${sql.join(parts, (test.kind === 'and') !== negated ? sql` and ` : sql` or `)})`;
    }
    case 'equal':
      return equal(test.left, test.right, test.type, column, negated);
    default:
      return negated ? sql`(${simple(test, column)}) is not true` : sql`(${simple(test, column)})`;
  }
}

const isEmpty = (term: Term) => term.kind === 'value' && term.value === null;

function equal(left: Term, right: Term, type: ValueType, column: ColumnOf, negated: boolean): RawBuilder<boolean> {
  if (isEmpty(left) || isEmpty(right)) {
    const other = value(isEmpty(left) ? right : left, column);
    return negated ? sql`${other} is not null` : sql`${other} is null`;
  }
  const [a, b] = [value(left, column), value(right, column)];
  if (negated) return sql`${a} is distinct from ${b}`;
  // A plain `=` can use an index; it is the same as "not distinct" when one side is never empty.
  const certain = left.kind === 'value' || right.kind === 'value';
  return certain && type !== 'list' ? sql`${a} = ${b}` : sql`${a} is not distinct from ${b}`;
}

type Simple = Exclude<Test, { kind: 'constant' | 'and' | 'or' | 'not' | 'equal' }>;

function simple(test: Simple, column: ColumnOf): Fragment {
  const term = (each: Term) => value(each, column);
  switch (test.kind) {
    case 'flag':
      return sql`${term(test.term)} is true`;
    case 'less':
    case 'lessOrEqual': {
      const left = test.type === 'text' ? sql`${term(test.left)} collate "C"` : term(test.left);
      return sql`${left} ${ORDER[test.kind]} ${term(test.right)}`;
    }
    case 'oneOf':
      return sql`${term(test.item)} = any(${test.list.map((each) => String(each))}::${valueSql[test.type]}[])`;
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
