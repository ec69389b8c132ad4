import type { Value, ValueType } from './value-type.ts';

/** A type-checked condition: what `check` makes of a rule, and what both the evaluator and the SQL compiler read. */
export type Test =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'flag'; readonly term: Term }
  | { readonly kind: 'equal'; readonly type: ValueType; readonly left: Term; readonly right: Term }
  | { readonly kind: 'less' | 'lessOrEqual'; readonly type: ValueType; readonly left: Term; readonly right: Term }
  | { readonly kind: 'oneOf'; readonly type: ValueType; readonly item: Term; readonly list: readonly Value[] }
  | { readonly kind: 'includes'; readonly list: Term; readonly item: Term }
  | { readonly kind: 'contains' | 'startsWith' | 'endsWith'; readonly text: Term; readonly part: Term };

/** A type-checked value inside a condition. */
export type Term =
  | { readonly kind: 'value'; readonly type: ValueType; readonly value: Value }
  | { readonly kind: 'var'; readonly type: ValueType; readonly name: string }
  | { readonly kind: 'add' | 'subtract' | 'multiply'; readonly type: 'number'; readonly terms: readonly Term[] }
  | { readonly kind: 'addDays'; readonly type: 'date'; readonly date: Term; readonly days: number };

/** The child tests of a test. */
export function subtests(test: Test): readonly Test[] {
  if (test.kind === 'and' || test.kind === 'or') return test.tests;
  return test.kind === 'not' ? [test.test] : [];
}

/** The terms a test holds directly. */
export function termsOf(test: Test): readonly Term[] {
  switch (test.kind) {
    case 'equal':
    case 'less':
    case 'lessOrEqual':
      return [test.left, test.right];
    case 'oneOf':
      return [test.item];
    case 'includes':
      return [test.list, test.item];
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return [test.text, test.part];
    case 'flag':
      return [test.term];
    default:
      return [];
  }
}

function namesInTerm(term: Term): readonly string[] {
  if (term.kind === 'var') return [term.name];
  if (term.kind === 'addDays') return namesInTerm(term.date);
  return term.kind === 'value' ? [] : term.terms.flatMap(namesInTerm);
}

/** Every variable name a test reads, each once. */
export function namesIn(test: Test): string[] {
  const own = termsOf(test).flatMap(namesInTerm);
  return [...new Set([...own, ...subtests(test).flatMap(namesIn)])];
}
