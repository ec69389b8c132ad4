import { type Field, fieldTypes, type Language } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { formatValue } from '../field/faces.ts';
import type { Text } from '../text/language.ts';
import { type Condition, fromRule, needsNoValue } from './condition.ts';

/** What the words of a rule need from outside. */
export interface WordsContext {
  readonly language: Language;
  readonly currency: string;
  readonly t: Text['t'];
  readonly nameOf: (id: string) => string | undefined;
}

/** A rule made by clicking, line by line in words (“Stage is Negotiation”); one phrase for a rule that is richer than that. */
export function ruleInWords(rule: Rule | undefined, fields: readonly Field[], context: WordsContext): string[] {
  const group = fromRule(rule, fields);
  if (!group) return [context.t('filter.rich')];
  return group.conditions.map((condition) => lineInWords(condition, fields, context));
}

function lineInWords({ field: key, operator, value }: Condition, fields: readonly Field[], context: WordsContext): string {
  const field = fields.find((each) => each.key === key);
  const name = field?.name[context.language] ?? key;
  const verb = context.t(`operator.${operator}`);
  if (needsNoValue(operator) || !field) return `${name} ${verb}`;
  const one = (each: Rule): string => {
    if (typeof each === 'object' && each !== null && !Array.isArray(each)) return context.t('filter.me');
    if (typeof each === 'boolean') return context.t(each ? 'value.yes' : 'value.no');
    if (fieldTypes[field.type].names) return context.nameOf(String(each)) ?? '…';
    return operator === 'within_days' ? String(each) : formatValue(field, each, context);
  };
  return `${name} ${verb} ${Array.isArray(value) ? value.map(one).join(' / ') : one(value)}`;
}
