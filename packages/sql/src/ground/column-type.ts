import type { ValueType } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';

/** The column types we use. */
export type ColumnType = 'text' | 'bigint' | 'numeric' | 'date' | 'timestamptz' | 'boolean' | 'uuid' | 'text[]' | 'integer';

/** The type's name as SQL. Instants keep milliseconds, which is what a browser can show and send back. */
export const typeSql: Readonly<Record<ColumnType, RawBuilder<unknown>>> = {
  text: sql`text`,
  bigint: sql`bigint`,
  numeric: sql`numeric`,
  date: sql`date`,
  timestamptz: sql`timestamptz(3)`,
  boolean: sql`boolean`,
  uuid: sql`uuid`,
  'text[]': sql`text[]`,
  integer: sql`integer`,
};

/** The SQL type a rule's value of each kind is compared in. */
export const valueSql: Readonly<Record<ValueType, RawBuilder<unknown>>> = {
  text: sql`text`,
  number: sql`numeric`,
  boolean: sql`boolean`,
  date: sql`date`,
  datetime: sql`timestamptz`,
  list: sql`text[]`,
};

/** A column of a type cast for JSON: decimals as strings, instants in UTC with a Z. */
export function jsonOf(type: ColumnType, column: RawBuilder<unknown>): RawBuilder<unknown> {
  if (type === 'numeric') return sql`trim_scale(${column})::text`;
  if (type === 'timestamptz') return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return column;
}
