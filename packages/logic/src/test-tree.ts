import type { OperatorName } from './operators.ts';
import type { RelationName } from './relations.ts';
import type { Value, ValueType } from './value-type.ts';

/** A type-checked condition: what `check` makes of a rule, and what both the evaluator and the SQL compiler read. */
export type Test =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | Relation;

/** A condition about values, all of one `type` but for the item that a list includes. */
export type Relation = {
  [K in RelationName]: { readonly kind: K; readonly type: ValueType; readonly terms: readonly Term[] } & (K extends 'oneOf'
    ? { readonly list: readonly Value[] }
    : unknown);
}[RelationName];

/** A type-checked expression, or a value inside a condition. */
export type Term =
  | { readonly kind: 'value'; readonly type: ValueType; readonly value: Value }
  | { readonly kind: 'var'; readonly type: ValueType; readonly name: string }
  | { readonly kind: 'call'; readonly type: ValueType; readonly operator: OperatorName; readonly terms: readonly Term[] }
  | { readonly kind: 'if'; readonly type: ValueType; readonly cases: readonly Case[]; readonly otherwise: Term };

/** What an `if` comes to where a condition holds and none before it does. */
export interface Case {
  readonly when: Test;
  readonly value: Term;
}

/** The child tests of a test. */
export function subtests(test: Test): readonly Test[] {
  if (test.kind === 'and' || test.kind === 'or') return test.tests;
  return test.kind === 'not' ? [test.test] : [];
}

/** The terms a test holds directly. */
export function termsOf(test: Test): readonly Term[] {
  return 'terms' in test ? test.terms : [];
}

/** Every variable in a term, also those in its conditions. */
export function variablesIn(term: Term): readonly Variable[] {
  switch (term.kind) {
    case 'value':
      return [];
    case 'var':
      return [term];
    case 'call':
      return term.terms.flatMap(variablesIn);
    case 'if':
      return [...term.cases.flatMap(({ when, value }) => [...variablesOf(when), ...variablesIn(value)]), ...variablesIn(term.otherwise)];
  }
}

/** Every variable in a test. */
export function variablesOf(test: Test): readonly Variable[] {
  return [...termsOf(test).flatMap(variablesIn), ...subtests(test).flatMap(variablesOf)];
}

/** A variable of a typed test. */
export type Variable = Extract<Term, { kind: 'var' }>;

/** Every variable name a test reads, each once. */
export function namesIn(test: Test): string[] {
  return [...new Set(variablesOf(test).map(({ name }) => name))];
}

/** Every variable name an expression reads, each once. */
export function namesInTerm(term: Term): string[] {
  return [...new Set(variablesIn(term).map(({ name }) => name))];
}
