import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { decimalText, type OperatorName, operatorOf } from './operators.ts';
import { empty } from './order.ts';
import { RELATIONS, type Relates, type RelationName } from './relations.ts';
import type { Term, Test } from './test-tree.ts';
import type { Facts, Value, ValueType } from './value-type.ts';

/** A rule made ready to run: true or false for the given facts. */
export type Predicate = (facts: Facts) => boolean;

/** Makes a typed test into a function. Evaluation never throws for facts of the types that were checked. */
export function compile(test: Test): Predicate {
  const logic = toLogic(test) as RulesLogic;
  return (facts) => jsonLogic.apply(logic, facts) === true;
}

/** Evaluates a typed test once. */
export function evaluate(test: Test, facts: Facts): boolean {
  return compile(test)(facts);
}

/**
 * Makes a typed expression into a function that gives its value in the one writing of its type: decimals without zeros at the end, instants in UTC with milliseconds,
 * empty as null. Evaluation never throws for facts of the types that were checked.
 */
export function compileExpression(term: Term): (facts: Facts) => Value {
  const logic = termLogic(term) as RulesLogic;
  return (facts) => written((jsonLogic.apply(logic, facts) ?? null) as Value, term.type);
}

/** Evaluates a typed expression once. */
export function evaluateExpression(term: Term, facts: Facts): Value {
  return compileExpression(term)(facts);
}

function written(value: Value, type: ValueType): Value {
  if (value === null) return null;
  if (type === 'number') return decimalText(value);
  return type === 'datetime' ? new Date(value as string).toISOString() : value;
}

function toLogic(test: Test): unknown {
  switch (test.kind) {
    case 'constant':
      return test.value;
    case 'and':
    case 'or':
      return { [test.kind]: test.tests.map(toLogic) };
    case 'not':
      return { '!': [toLogic(test.test)] };
    default:
      return { [RELATION]: [test.kind, test.type, test.kind === 'oneOf' ? test.list : [], ...test.terms.map(termLogic)] };
  }
}

function termLogic(term: Term): unknown {
  switch (term.kind) {
    case 'value':
      return term.value;
    case 'var':
      return { [FACT]: [term.name] };
    case 'call':
      return { [CALL]: [term.operator, term.terms.map(({ type }) => type), ...term.terms.map(termLogic)] };
    case 'if':
      return { if: [...term.cases.flatMap(({ when, value }) => [toLogic(when), termLogic(value)]), termLogic(term.otherwise)] };
  }
}

// What the public standard leaves to JavaScript (numbers in floating point, empty values, inherited names) is ours; and, or, not and if are the library's.
const [FACT, RELATION, CALL] = ['pw.fact', 'pw.relation', 'pw.call'];

function fact(this: Facts, name: string): Value {
  return Object.hasOwn(this, name) ? (this[name] ?? null) : null;
}

function relation(kind: RelationName, type: ValueType, list: readonly Value[], ...values: readonly Value[]): boolean {
  return (RELATIONS[kind] as Relates)(values, type, list);
}

function call(name: OperatorName, types: readonly ValueType[], ...values: readonly Value[]): Value {
  const { strict, run } = operatorOf(name);
  return strict && values.some(empty) ? null : run(values, types);
}

for (const [name, operate] of Object.entries({ [FACT]: fact, [RELATION]: relation, [CALL]: call }))
  jsonLogic.add_operation(name, operate as never);
