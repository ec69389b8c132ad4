import { type Field, fieldTypes } from '@pipewright/definition';
import type { ValueType } from '@pipewright/logic';
import type { Operator } from '../field/operator.ts';
import type { WordsContext } from './words-context.ts';

const COMES = ['less', 'at_most', 'greater', 'at_least'] as const satisfies readonly Operator[];
const WORDS: Readonly<Record<ValueType, 'operator' | 'time'>> = {
  text: 'operator',
  number: 'operator',
  boolean: 'operator',
  list: 'operator',
  date: 'time',
  datetime: 'time',
};

/** What a comparison is called for a field; days and instants come before and after one another, numbers are less and greater. */
export function operatorWord(field: Field, operator: Operator, t: WordsContext['t']): string {
  const comes = COMES.find((each) => each === operator);
  return comes && WORDS[fieldTypes[field.type].value] === 'time' ? t(`time.${comes}`) : t(`operator.${operator}`);
}

/** What is said of a field of yes or no: its name (“Won”), or that it is not so (“not Won”). */
export function yesNoInWords(name: string, value: boolean, operator: Operator, { t, language }: WordsContext): string {
  const holds = language === 'zh-CN' && name.startsWith('是否') ? t('filter.yes', { name: name.slice(2) }) : name;
  const said = (yes: boolean) => (yes ? holds : notSo(name, t, language));
  return operator === 'is' ? said(value) : t('filter.orEmpty', { what: said(!value) });
}

/** In Chinese the denial stands where the name says that something has been done (“预算已确认”, “预算未确认”) or asks whether (“是否重点”, “不是重点”). */
function notSo(name: string, t: WordsContext['t'], language: WordsContext['language']): string {
  if (language === 'zh-CN' && name.startsWith('是否')) return t('filter.isNo', { name: name.slice(2) });
  if (language === 'zh-CN' && name.includes('已')) return name.replace('已', '未');
  return t('filter.no', { name });
}
