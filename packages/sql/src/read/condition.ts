import type { Relation, Term, Test, Value, ValueType } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import { valueSql } from '../ground/column-type.ts';
import type { Fragment } from '../ground/compile.ts';
import { Slot } from '../ground/slot.ts';
import { OPERATORS_SQL } from './operators.ts';
import { RELATIONS_SQL, surrounding, uuidsOf } from './relations.ts';

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

/**
 * Compiles a typed expression to SQL that gives what `evaluateExpression` does, as `numeric`, `text`, `date`, `timestamptz` or `boolean`. It raises no error for any row and
 * depends on no setting of the session. Who asks and when are slots.
 */
export function expressionSql(term: Term, column: ColumnOf, uuid: UuidOf = () => undefined): Fragment {
  return value(term, { column, uuid });
}

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
      return negated ? sql`(${related(test, columns)}) is not true` : sql`(${related(test, columns)})`;
  }
}

const isEmpty = (term: Term) => term.kind === 'value' && term.value === null;

/** True for a side that is never empty. A person may be in no department; everything else about who asks and when is known. */
function isCertain(term: Term): boolean {
  const name = surrounding(term);
  return term.kind === 'value' || (name !== undefined && name !== 'user.department');
}

function equal({ terms }: Relation, columns: Columns, negated: boolean): RawBuilder<boolean> {
  const [left, right] = terms as [Term, Term];
  if (isEmpty(left) || isEmpty(right)) {
    const other = bare(isEmpty(left) ? right : left, columns);
    return negated ? sql`${other} is not null` : sql`${other} is null`;
  }
  const [a, b] = [value(left, columns), value(right, columns)];
  if (negated) return sql`${a} is distinct from ${b}`;
  const same = equalUuid(left, right, columns) ?? equalUuid(right, left, columns) ?? sql<boolean>`${a} = ${b}`;
  // A plain `=` can use an index; it is the same as "not distinct" when one side is never empty.
  if (isCertain(left) || isCertain(right)) return same;
  if (surrounding(left) || surrounding(right))
    return sql`(${same} or (${bare(left, columns)} is null and ${bare(right, columns)} is null))`;
  return sql`${a} is not distinct from ${b}`;
}

/** A uuid column against a side that is the same for all rows; undefined for any other pair. */
function equalUuid(variable: Term, side: Term, columns: Columns): RawBuilder<boolean> | undefined {
  const column = native(variable, columns);
  if (column && side.kind === 'value') return sql`${column} = ${uuidsOf(side.value)}::uuid`;
  const name = surrounding(side);
  return column && name ? sql`${column} = ${new Slot(name, uuidsOf)}::uuid` : undefined;
}

/** A term where only its emptiness counts: a uuid column as it is, so that its index can serve. */
function bare(term: Term, columns: Columns): Fragment {
  return native(term, columns) ?? value(term, columns);
}

function native(term: Term | undefined, { uuid }: Columns): Fragment | undefined {
  return term?.kind === 'var' ? uuid(term.name) : undefined;
}

function related(test: Exclude<Relation, { kind: 'equal' }>, columns: Columns): Fragment {
  const parts = test.terms.map((each) => value(each, columns));
  return RELATIONS_SQL[test.kind]({ test, parts, native: (term) => native(term, columns) });
}

function value(term: Term, columns: Columns): Fragment {
  switch (term.kind) {
    case 'value':
      return literal(term.value, term.type);
    case 'var':
      return surrounding(term) ? sql`${new Slot(term.name)}::${valueSql[term.type]}` : columns.column(term.name);
    case 'call':
      return OPERATORS_SQL[term.operator](
        term.terms.map((each) => operand(each, columns)),
        term.terms,
      );
    case 'if': {
      const cases = term.cases.map((each) => sql`when ${build(each.when, columns, false)} then ${operand(each.value, columns)}`);
      return sql`(case ${sql.join(cases, sql` `)} else ${operand(term.otherwise, columns)} end)`;
    }
  }
}

/** A term inside an expression: numbers as `numeric`, for whole ones are stored as integers, which overflow and divide otherwise. */
function operand(term: Term, columns: Columns): Fragment {
  return term.kind === 'var' && term.type === 'number' ? sql`${value(term, columns)}::numeric` : value(term, columns);
}

function literal(each: Value, type: ValueType): Fragment {
  if (each === null) return sql`null::${valueSql[type]}`;
  const plain = typeof each === 'number' ? String(each) : each;
  return sql`${plain}::${valueSql[type]}`;
}
