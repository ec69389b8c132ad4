import type { Field, FieldType } from '@pipewright/definition';
import type { ColumnType } from './column-type.ts';

/** In which order people read the values of a field: as they are, by pinyin, as its options stand, or in none. */
export type Order = 'value' | 'pinyin' | 'options' | 'none';

/** How a field type is stored and sorted. How it is read and compared follows from the type of its column. */
export interface FieldStorage {
  readonly column: ColumnType;
  readonly order: Order;
  /** True where a value may be too long for a sorted index. */
  readonly long?: true;
}

const text = { column: 'text', order: 'pinyin' } as const;
const files = { column: 'text[]', order: 'none' } as const;
const numeric = { column: 'numeric', order: 'value' } as const;

/** The table of field types as the database sees them. */
export const fieldStorage: Readonly<Record<FieldType, FieldStorage>> = {
  text,
  long_text: { ...text, long: true },
  integer: { column: 'bigint', order: 'value' },
  decimal: numeric,
  money: numeric,
  percent: numeric,
  date: { column: 'date', order: 'value' },
  datetime: { column: 'timestamptz', order: 'value' },
  boolean: { column: 'boolean', order: 'value' },
  choice: { column: 'text', order: 'options' },
  choices: { column: 'text[]', order: 'none' },
  person: { column: 'text', order: 'value' },
  department: { column: 'uuid', order: 'value' },
  reference: { column: 'uuid', order: 'value' },
  email: text,
  phone: text,
  url: { ...text, long: true },
  auto_number: text,
  company_id: text,
  file: files,
  image: files,
};

/** The longest text that is sure to fit into an index beside other columns, whatever its characters. */
const LONGEST = 500;

/** True for a field whose every value fits into a sorted index. */
export function isSortIndexed(field: Field): boolean {
  const { order, long } = fieldStorage[field.type];
  return order !== 'none' && !long && (field.maxLength ?? 0) <= LONGEST;
}
