import { Checker, Refusal } from './checker.ts';
import { CONDITIONS } from './conditions.ts';
import { issue } from './issue.ts';
import type { Result } from './result.ts';
import { type Rule, tooLarge } from './rule.ts';
import type { Term, Test } from './test-tree.ts';
import type { ValueType, Vocabulary } from './value-type.ts';

/**
 * Checks a JSON-logic condition against the names and types of `scope` and gives the typed test both engines read.
 * @param path where the rule stands, the start of each issue's path
 */
export function check(rule: Rule, scope: Vocabulary, path = ''): Result<Test> {
  return checked(rule, scope, path, (checker) => checker.test(rule));
}

/**
 * Checks a JSON-logic expression against the names and types of `scope` and gives the typed term both engines read. Its value is a text, a number, a date, an instant
 * or yes/no, never a list.
 * @param path where the expression stands, the start of each issue's path
 * @param wanted the type its value must have; any of them where left out
 */
export function checkExpression(rule: Rule, scope: Vocabulary, path = '', wanted?: ValueType): Result<Term> {
  return checked(rule, scope, path, (checker) => {
    const term = checker.term(rule, wanted);
    return term.type === 'list' ? checker.refuse('rule.type', { expected: 'text', found: 'list' }) : term;
  });
}

function checked<T>(rule: Rule, scope: Vocabulary, path: string, read: (checker: Checker) => T): Result<T> {
  const excess = tooLarge(rule);
  if (excess) return { issues: [issue(path, excess)] };
  try {
    return { value: read(new Checker(scope, path, CONDITIONS)) };
  } catch (error) {
    if (error instanceof Refusal) return { issues: [error.issue] };
    throw error;
  }
}
