import type { Term, Test } from './test-tree.ts';
import type { Facts } from './value-type.ts';

/** A variable of a typed test. */
export type Variable = Extract<Term, { kind: 'var' }>;

/** The test with each of its variables replaced by a term of the same type. */
export function replaceVariables(test: Test, by: (variable: Variable) => Term): Test {
  const term = (t: Term): Term => {
    if (t.kind === 'var') return by(t);
    if (t.kind === 'addDays') return { ...t, date: term(t.date) };
    return t.kind === 'value' ? t : { ...t, terms: t.terms.map(term) };
  };
  switch (test.kind) {
    case 'constant':
      return test;
    case 'and':
    case 'or':
      return { ...test, tests: test.tests.map((each) => replaceVariables(each, by)) };
    case 'not':
      return { ...test, test: replaceVariables(test.test, by) };
    case 'flag':
      return { ...test, term: term(test.term) };
    case 'equal':
    case 'less':
    case 'lessOrEqual':
      return { ...test, left: term(test.left), right: term(test.right) };
    case 'oneOf':
      return { ...test, item: term(test.item) };
    case 'includes':
      return { ...test, list: term(test.list), item: term(test.item) };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { ...test, text: term(test.text), part: term(test.part) };
  }
}

/** The test with the variables that `facts` holds replaced by their values, so that only the others are left. */
export function bind(test: Test, facts: Facts): Test {
  return replaceVariables(test, (variable) =>
    Object.hasOwn(facts, variable.name) ? { kind: 'value', type: variable.type, value: facts[variable.name] ?? null } : variable,
  );
}
