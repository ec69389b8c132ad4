import type { Term, Test } from './test-tree.ts';
import type { Facts } from './value-type.ts';

/** Replaces the variables that `facts` holds by their values, so that only the others are left (`user.id`, `today`, …). */
export function bind(test: Test, facts: Facts): Test {
  const term = (t: Term): Term => {
    if (t.kind === 'var') return Object.hasOwn(facts, t.name) ? { kind: 'value', type: t.type, value: facts[t.name] ?? null } : t;
    if (t.kind === 'addDays') return { ...t, date: term(t.date) };
    return t.kind === 'value' ? t : { ...t, terms: t.terms.map(term) };
  };
  switch (test.kind) {
    case 'constant':
      return test;
    case 'and':
    case 'or':
      return { ...test, tests: test.tests.map((each) => bind(each, facts)) };
    case 'not':
      return { ...test, test: bind(test.test, facts) };
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
