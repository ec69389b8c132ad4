import type { Field } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { operatorsFor } from '../field/faces.ts';
import type { Operator } from '../field/operator.ts';

/** One line of a filter made by clicking. */
export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly value: Rule;
}

/** Lines that must all hold, or of which one must. */
export interface ConditionGroup {
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
}

/** True for operators without a value. */
export function needsNoValue(operator: Operator): boolean {
  return operator === 'empty' || operator === 'not_empty';
}

const WRITE: Readonly<Record<Operator, (name: Rule, value: Rule) => Rule>> = {
  is: (name, value) => ({ '==': [name, value] }),
  is_not: (name, value) => ({ '!=': [name, value] }),
  less: (name, value) => ({ '<': [name, value] }),
  at_most: (name, value) => ({ '<=': [name, value] }),
  greater: (name, value) => ({ '>': [name, value] }),
  at_least: (name, value) => ({ '>=': [name, value] }),
  one_of: (name, value) => ({ in: [name, value] }),
  contains: (name, value) => ({ in: [value, name] }),
  includes: (name, value) => ({ in: [value, name] }),
  starts_with: (name, value) => ({ startsWith: [name, value] }),
  empty: (name) => ({ '==': [name, null] }),
  not_empty: (name) => ({ '!=': [name, null] }),
  within_days: (name, value) => ({ '<=': [{ var: 'today' }, name, { addDays: [{ var: 'today' }, value] }] }),
};

/** A line that still lacks its value filters nothing. */
export function isComplete({ operator, value }: Condition): boolean {
  return needsNoValue(operator) || (value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
}

/** The rule of a group of lines; undefined where no line is complete. */
export function toRule({ match, conditions }: ConditionGroup): Rule | undefined {
  const rules = conditions.filter(isComplete).map(({ field, operator, value }) => WRITE[operator]({ var: field }, value));
  if (rules.length === 0) return undefined;
  return { [match === 'all' ? 'and' : 'or']: rules };
}

/** The lines of a rule, or undefined where it was not made of simple lines. */
export function fromRule(rule: Rule | undefined, fields: readonly Field[]): ConditionGroup | undefined {
  if (rule === undefined || rule === null) return { match: 'all', conditions: [] };
  if (!isLogic(rule)) return undefined;
  const group = 'and' in rule ? 'all' : 'or' in rule ? 'any' : undefined;
  const parts = group ? ((rule.and ?? rule.or) as readonly Rule[]) : [rule];
  const conditions = parts.map((part) => fromLine(part, fields));
  return conditions.every((each) => each !== undefined) ? { match: group ?? 'all', conditions } : undefined;
}

function fromLine(rule: Rule, fields: readonly Field[]): Condition | undefined {
  for (const field of fields) {
    for (const operator of operatorsFor(field)) {
      const value = valueIn(rule, operator);
      if (value !== undefined && JSON.stringify(WRITE[operator]({ var: field.key }, value)) === JSON.stringify(rule))
        return { field: field.key, operator, value };
    }
  }
  return undefined;
}

/** The value a line of this operator would have had to make this rule. */
function valueIn(rule: Rule, operator: Operator): Rule | undefined {
  if (needsNoValue(operator)) return null;
  const [args] = isLogic(rule) ? Object.values(rule) : [];
  if (!Array.isArray(args)) return undefined;
  if (operator === 'within_days') {
    const last = args[2] as Rule;
    return isLogic(last ?? null) ? ((last as { addDays?: Rule[] }).addDays?.[1] as Rule) : undefined;
  }
  const value = operator === 'contains' || operator === 'includes' ? args[0] : args[1];
  return value === null ? undefined : (value as Rule);
}
