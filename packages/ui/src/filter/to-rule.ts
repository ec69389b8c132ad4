import type { Rule } from '@pipewright/logic';
import type { Operator } from '../field/operator.ts';
import { TODAY } from './operand.ts';
import { type ConditionGroup, type ConditionLine, type ConditionNode, isComplete, isGroup } from './tree.ts';

const ends = (value: Rule): readonly [Rule, Rule] => value as unknown as [Rule, Rule];

const WRITE: Readonly<Record<Operator, (name: Rule, value: Rule) => Rule>> = {
  is: (name, value) => ({ '==': [name, value] }),
  is_not: (name, value) => ({ '!=': [name, value] }),
  less: (name, value) => ({ '<': [name, value] }),
  at_most: (name, value) => ({ '<=': [name, value] }),
  greater: (name, value) => ({ '>': [name, value] }),
  at_least: (name, value) => ({ '>=': [name, value] }),
  between: (name, value) => ({ '<=': [ends(value)[0], name, ends(value)[1]] }),
  one_of: (name, value) => ({ in: [name, value] }),
  contains: (name, value) => ({ in: [value, name] }),
  includes: (name, value) => ({ in: [value, name] }),
  starts_with: (name, value) => ({ startsWith: [name, value] }),
  ends_with: (name, value) => ({ endsWith: [name, value] }),
  empty: (name) => ({ '==': [name, null] }),
  not_empty: (name) => ({ '!=': [name, null] }),
  mine: (name) => ({ in: [name, { var: 'user.departments' }] }),
  within_next: (name, value) => ({ '<=': [TODAY, name, { addDays: [TODAY, value] }] }),
  within_last: (name, value) => ({ '<=': [{ addDays: [TODAY, 0 - Number(value)] }, name, TODAY] }),
};

/** The rule of a line that is complete. */
function lineRule({ field, operator, value }: ConditionLine): Rule {
  return WRITE[operator]({ var: field }, value);
}

/** The rule of a tree, read back by `fromRule` as the same tree; what is incomplete is left out, and undefined is the rule of nothing. */
export function toRule(tree: ConditionGroup): Rule | undefined {
  const [only, ...others] = tree.combinator === 'all' ? tree.rules.filter((node) => nodeRule(node) !== undefined) : [];
  return only && others.length === 0 && !isGroup(only) ? lineRule(only) : groupRule(tree);
}

function nodeRule(node: ConditionNode): Rule | undefined {
  if (isGroup(node)) return groupRule(node);
  return isComplete(node) ? lineRule(node) : undefined;
}

function groupRule({ combinator, rules }: ConditionGroup): Rule | undefined {
  const kept = rules.filter((node) => nodeRule(node) !== undefined);
  const parts = kept.map((node) => nodeRule(node) as Rule);
  const [only] = kept;
  if (!only) return undefined;
  if (combinator !== 'none') return { [combinator === 'all' ? 'and' : 'or']: parts };
  // “None of” one group of “any of” keeps both, or it would be read as one.
  const single = parts.length === 1 && !(isGroup(only) && only.combinator === 'any');
  return { '!': [single ? (parts[0] as Rule) : { or: parts }] };
}
