import { type Field, fieldTypes, namesInRule, SURROUNDINGS, type Surrounding } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { formatValue } from '../field/faces.ts';
import { SHAPES } from '../field/operator.ts';
import type { EverydayKey } from '../text/en/everyday.ts';
import { expressionInWords } from './expression-words.ts';
import { lineIn, partsOf } from './from-rule.ts';
import { daysFromToday, nameIn, sourceOf } from './operand.ts';
import { operatorWord, yesNoInWords } from './operator-words.ts';
import type { ConditionLine } from './tree.ts';
import type { WordsContext } from './words-context.ts';

/**
 * A rule in words, a sentence for each part that must hold (“Stage is Negotiation”); one phrase stands for a part that reads what is not among the fields.
 * @param fields with those one step away under `reference.field`, where the rule may read them
 */
export function ruleInWords(rule: Rule | undefined, fields: readonly Field[], context: WordsContext): string[] {
  if (rule === undefined || rule === null) return [];
  const [operator, args] = partsOf(rule) ?? [];
  const parts = operator === 'and' && args ? args : [rule];
  return parts.map((part) => partInWords(part, fields, context));
}

/** True where every name that a rule reads can be said. */
export function isSayable(rule: Rule, fields: readonly Field[]): boolean {
  return namesInRule(rule).every((name) => Object.hasOwn(SURROUNDINGS, name) || fields.some(({ key }) => key === name));
}

function partInWords(rule: Rule, fields: readonly Field[], context: WordsContext): string {
  const { t } = context;
  if (typeof rule === 'boolean') return t(rule ? 'rule.always' : 'rule.never');
  const line = lineIn(rule, fields);
  if (line) return lineInWords(line, fields, context);
  const [operator = '', args = []] = isSayable(rule, fields) ? (partsOf(rule) ?? []) : [];
  const say = (part: Rule) => partInWords(part, fields, context);
  const inner = (part: Rule) => (['and', 'or'].includes(partsOf(part)?.[0] ?? '') ? t('filter.group', { what: say(part) }) : say(part));
  if (operator === 'and' || operator === 'or') return args.map(inner).join(t(operator === 'and' ? 'publish.and' : 'publish.or'));
  if (operator === '!') return t('filter.not', { what: say(args[0] ?? null) });
  return comparisonInWords(operator, args, fields, context) ?? t('filter.rich');
}

const VERBS: Readonly<Record<string, EverydayKey>> = {
  '==': 'operator.is',
  '!=': 'operator.is_not',
  '<': 'operator.less',
  '<=': 'operator.at_most',
  '>': 'operator.greater',
  '>=': 'operator.at_least',
  startsWith: 'operator.starts_with',
  endsWith: 'operator.ends_with',
};

/** A comparison that is no line, because something in it is worked out. */
function comparisonInWords(operator: string, args: readonly Rule[], fields: readonly Field[], context: WordsContext): string | undefined {
  const names = Object.fromEntries(fields.map(({ key, name }) => [key, name]));
  const side = (rule: Rule): string =>
    Array.isArray(rule)
      ? rule.map(side).join(' / ')
      : expressionInWords(rule, { ...context, names, condition: (inner) => partInWords(inner, fields, context) });
  const [left = null, right = null, last] = args;
  if (operator === 'in') {
    const [subject, verb, object] = Array.isArray(right) ? ([left, 'one_of', right] as const) : ([right, 'contains', left] as const);
    return `${side(subject)} ${context.t(`operator.${verb}`)} ${side(object)}`;
  }
  const verb = VERBS[operator];
  if (!verb) return undefined;
  const chained = last === undefined ? '' : ` ${context.t(verb)} ${side(last)}`;
  return `${side(left)} ${context.t(verb)} ${side(right)}${chained}`;
}

function lineInWords({ field: key, operator, value }: ConditionLine, fields: readonly Field[], context: WordsContext): string {
  const { t, language } = context;
  const field = fields.find((each) => each.key === key);
  if (!field) return t('filter.rich');
  const name = field.name[language];
  if (typeof value === 'boolean') return yesNoInWords(name, value, operator, context);
  const verb = operatorWord(field, operator, t);
  const one = (each: Rule) => operandInWords(each, field, fields, context);
  if (SHAPES[operator] === 'none') return `${name} ${verb}`;
  if (operator === 'within_next' || operator === 'within_last')
    return `${name} ${t(value === 1 ? `filter.${operator}_one` : `filter.${operator}`, { days: value })}`;
  if (SHAPES[operator] === 'pair') {
    const [from = null, to = null] = value as readonly Rule[];
    return `${name} ${t('filter.between', { from: one(from), to: one(to) })}`;
  }
  return `${name} ${verb} ${Array.isArray(value) ? value.map(one).join(' / ') : one(value)}`;
}

function operandInWords(operand: Rule, field: Field, fields: readonly Field[], context: WordsContext): string {
  const { t, language } = context;
  switch (sourceOf(operand)) {
    case 'day':
      return dayInWords(daysFromToday(operand) ?? 0, t);
    case 'field':
      return fields.find(({ key }) => key === nameIn(operand))?.name[language] ?? t('filter.rich');
    case 'value':
      return fieldTypes[field.type].names ? (context.nameOf(String(operand)) ?? '…') : formatValue(field, operand, context);
    default:
      return t(`expression.${nameIn(operand) as Surrounding}`);
  }
}

function dayInWords(days: number, t: WordsContext['t']): string {
  if (days === 0) return t('expression.today');
  const count = Math.abs(days);
  const way = days > 0 ? 'filter.daysAfter' : 'filter.daysBefore';
  return t(count === 1 ? `${way}_one` : way, { days: count });
}
