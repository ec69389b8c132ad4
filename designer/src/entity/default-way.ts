import { type Field, fieldTypes, MAKER } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';

/** What a field begins with, as people say it; `fixed` is one value for all, `rule` anything that these words do not cover. */
export type Way = 'none' | 'fixed' | 'yes' | 'no' | 'today' | 'days' | 'months' | 'now' | 'maker' | 'rule';

/** The ways that count from the day on. */
export type Later = Extract<Way, 'days' | 'months'>;

/** True for a way that counts from the day on. */
export function isLater(way: string): way is Later {
  return way === 'days' || way === 'months';
}

/** The ways to be offered for a field; none where its value is simply typed or chosen. */
export function waysFor(field: Field): readonly Way[] {
  const { names, value } = fieldTypes[field.type];
  const offered: readonly Way[] = names
    ? ['none', 'maker']
    : value === 'date'
      ? ['none', 'today', 'days', 'months', 'fixed']
      : value === 'datetime'
        ? ['none', 'now', 'fixed']
        : value === 'boolean'
          ? ['none', 'yes', 'no']
          : [];
  return wayOf(field) === 'rule' ? [...(offered.length > 0 ? offered : (['none'] as const)), 'rule'] : offered;
}

/** The way in which a field's default is said. */
export function wayOf(field: Field): Way {
  const rule = field.default;
  if (rule === undefined) return 'none';
  if (typeof rule === 'boolean') return rule ? 'yes' : 'no';
  if (!isLogic(rule)) return 'fixed';
  const { names } = fieldTypes[field.type];
  if (names && isVar(rule, MAKER[names])) return 'maker';
  if (isVar(rule, 'today')) return 'today';
  if (isVar(rule, 'now')) return 'now';
  if (countOf(rule, 'addDays') !== undefined) return 'days';
  return countOf(rule, 'addMonths') === undefined ? 'rule' : 'months';
}

const isVar = (rule: Rule, name: string | undefined) => JSON.stringify(rule) === JSON.stringify({ var: name });

/** By how many days or months a rule is later than today; undefined where it is another rule. */
function countOf(rule: Rule, operator: 'addDays' | 'addMonths'): number | undefined {
  if (!isLogic(rule)) return undefined;
  const args = rule[operator];
  if (!Array.isArray(args) || args.length !== 2 || !isVar(args[0], 'today')) return undefined;
  return typeof args[1] === 'number' ? args[1] : undefined;
}

/** The number in "in 30 days", "in 2 months"; a usual one where the default is no such rule. */
export function countIn({ default: rule }: Pick<Field, 'default'>, way: Way): number {
  const usual = way === 'months' ? 1 : 30;
  return (rule === undefined ? undefined : countOf(rule, way === 'months' ? 'addMonths' : 'addDays')) ?? usual;
}

/** The default that a way means; undefined for none, and for one that is still to be given a value. */
export function ruleFor(field: Field, way: Way, count: number): Rule | undefined {
  const { names } = fieldTypes[field.type];
  const rules: Readonly<Record<Way, Rule | undefined>> = {
    ...{ none: undefined, fixed: undefined, yes: true, no: false, rule: field.default },
    ...{ today: { var: 'today' }, now: { var: 'now' } },
    days: { addDays: [{ var: 'today' }, count] },
    months: { addMonths: [{ var: 'today' }, count] },
    maker: { var: (names && MAKER[names]) ?? 'user.id' },
  };
  return rules[way];
}
