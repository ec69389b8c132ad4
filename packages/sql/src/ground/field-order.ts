import type { Field, FieldType } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from './compile.ts';

/** In which order people read the values of a field: as they are, by pinyin, as its options stand, or in none. */
export type Order = 'value' | 'pinyin' | 'options' | 'none';

/** How each field type is sorted. */
export const orders: Readonly<Record<FieldType, Order>> = {
  text: 'pinyin',
  long_text: 'pinyin',
  integer: 'value',
  decimal: 'value',
  money: 'value',
  percent: 'value',
  date: 'value',
  datetime: 'value',
  boolean: 'value',
  choice: 'options',
  choices: 'none',
  person: 'value',
  department: 'value',
  reference: 'value',
  email: 'pinyin',
  phone: 'pinyin',
  url: 'pinyin',
  auto_number: 'pinyin',
  company_id: 'pinyin',
};

/** The longest text that is sure to fit into an index beside other columns, whatever its characters. */
const LONGEST = 500;
const LONG: ReadonlySet<FieldType> = new Set(['long_text', 'url']);

/** True for a field whose every value fits into a sorted index. */
export function isSortIndexed(field: Field): boolean {
  return orders[field.type] !== 'none' && !LONG.has(field.type) && (field.maxLength ?? 0) <= LONGEST;
}

/** A list of options as Postgres writes it. Throws for what is no key of the definition's: the list becomes a part of statements. */
export function optionList(options: readonly string[]): string {
  if (!options.every((key) => /^[a-z0-9_]+$/.test(key))) throw new Error(`No keys: ${options.join()}`);
  // A word that Postgres would take for an empty member.
  return `{${options.map((key) => (key === 'null' ? '"null"' : key)).join()}}`;
}

/** The place of a value among the options, empty for any other. The list is a part of the text, so that an index on just this can serve. */
export function positionSql(options: readonly string[], column: Fragment): Fragment {
  return sql`array_position(${sql.lit(optionList(options))}::text[], ${column})`;
}
