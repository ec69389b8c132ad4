import type { Term, Test, Variable } from './test-tree.ts';
import type { Facts } from './value-type.ts';

/** The test with each of its variables replaced by a term of the same type. */
export function replaceVariables(test: Test, by: (variable: Variable) => Term): Test {
  switch (test.kind) {
    case 'constant':
      return test;
    case 'and':
    case 'or':
      return { ...test, tests: test.tests.map((each) => replaceVariables(each, by)) };
    case 'not':
      return { ...test, test: replaceVariables(test.test, by) };
    default:
      return { ...test, terms: test.terms.map((each) => replaceInTerm(each, by)) };
  }
}

function replaceInTerm(term: Term, by: (variable: Variable) => Term): Term {
  switch (term.kind) {
    case 'value':
      return term;
    case 'var':
      return by(term);
    case 'call':
      return { ...term, terms: term.terms.map((each) => replaceInTerm(each, by)) };
    case 'if': {
      const cases = term.cases.map(({ when, value }) => ({ when: replaceVariables(when, by), value: replaceInTerm(value, by) }));
      return { ...term, cases, otherwise: replaceInTerm(term.otherwise, by) };
    }
  }
}

/** The test with the variables that `facts` holds replaced by their values, so that only the others are left. */
export function bind(test: Test, facts: Facts): Test {
  return replaceVariables(test, (variable) =>
    Object.hasOwn(facts, variable.name) ? { kind: 'value', type: variable.type, value: facts[variable.name] ?? null } : variable,
  );
}
