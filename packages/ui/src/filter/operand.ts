import { type Field, fieldTypes } from '@pipewright/definition';
import { isDate, isDecimal, isInstant, isLogic, type Rule, type ValueType } from '@pipewright/logic';

/** What kind of thing a line is compared with: what is written down, another field, a day counted from today, who asks, their department, or this moment. */
export type Source = 'value' | 'field' | 'day' | 'me' | 'department' | 'now';

const MINE: Readonly<Record<string, Source>> = { today: 'day', 'user.id': 'me', 'user.department': 'department', now: 'now' };

/** Today, as rules call it. */
export const TODAY: Rule = { var: 'today' };

/** The operand a source begins with; a value and a field are still to be chosen. */
export const STARTS: Readonly<Record<Source, Rule>> = {
  value: null,
  field: null,
  day: TODAY,
  me: { var: 'user.id' },
  department: { var: 'user.department' },
  now: { var: 'now' },
};

/** The name a rule reads and does nothing more with; undefined where it does, or reads none. */
export function nameIn(rule: Rule): string | undefined {
  if (!isLogic(rule) || !('var' in rule)) return undefined;
  const name = Array.isArray(rule.var) && rule.var.length === 1 ? rule.var[0] : rule.var;
  return typeof name === 'string' ? name : undefined;
}

/** How many days after today a rule means, negative before it; undefined where it means no such day. */
export function daysFromToday(rule: Rule): number | undefined {
  if (nameIn(rule) === 'today') return 0;
  if (!isLogic(rule) || !Array.isArray(rule.addDays)) return undefined;
  const [from, days] = rule.addDays as readonly Rule[];
  return rule.addDays.length === 2 && nameIn(from ?? null) === 'today' && Number.isInteger(days) ? Number(days) : undefined;
}

/** The day so many days after today. */
export function dayFromToday(days: number): Rule {
  return days === 0 ? TODAY : { addDays: [TODAY, days] };
}

/** Where what a line is compared with comes from; undefined for what a line cannot show. */
export function sourceOf(operand: Rule): Source | undefined {
  const name = nameIn(operand);
  if (name !== undefined) return MINE[name] ?? 'field';
  if (daysFromToday(operand) !== undefined) return 'day';
  return typeof operand === 'object' && operand !== null ? undefined : 'value';
}

const WRITTEN: Readonly<Record<ValueType, (value: Rule) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  number: (value) => typeof value === 'number' || (typeof value === 'string' && isDecimal(value)),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDate(value),
  datetime: (value) => typeof value === 'string' && isInstant(value),
  list: (value) => typeof value === 'string',
};

const meaning = (field: Field) => fieldTypes[field.type].value;
const names = (field: Field) => fieldTypes[field.type].names;

/** The sources of what a field can be compared with, a written value first. */
export function sourcesFor(field: Field): readonly Source[] {
  if (meaning(field) === 'date') return ['value', 'day', 'field'];
  if (meaning(field) === 'datetime') return ['value', 'now', 'field'];
  if (names(field) === 'person') return ['value', 'me', 'field'];
  if (names(field) === 'department') return ['value', 'department', 'field'];
  return meaning(field) === 'list' || meaning(field) === 'boolean' ? ['value'] : ['value', 'field'];
}

/** The other fields that mean the same kind of thing: both numbers, both people, both options, records of the same entity. */
export function comparable(field: Field, fields: readonly Field[]): Field[] {
  const kind = (each: Field) => [meaning(each), names(each), each.options !== undefined, each.target].join();
  return fields.filter((each) => each.key !== field.key && kind(each) === kind(field));
}

/** True where a line about this field can show what it is compared with. */
export function fits(operand: Rule, field: Field, fields: readonly Field[]): boolean {
  const source = sourceOf(operand);
  if (source === undefined || operand === null || !sourcesFor(field).includes(source)) return false;
  if (source === 'value') return WRITTEN[meaning(field)](operand);
  return source !== 'field' || fields.some(({ key, type }) => key === nameIn(operand) && fieldTypes[type].value === meaning(field));
}
