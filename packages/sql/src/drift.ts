import { sql } from 'kysely';
import { compileSql, type Statement } from './compile.ts';
import type { Table } from './table.ts';

/** A column as the catalog tells it: `udt` is Postgres' own name of the type. */
export interface CatalogColumn {
  readonly table: string;
  readonly column: string;
  readonly udt: string;
}

/** A difference between the database and what the published version says. */
export interface Drift {
  readonly kind: 'table_missing' | 'column_missing' | 'column_type' | 'column_unknown';
  readonly table: string;
  readonly name: string;
}

/** Reads the columns of an app's tables; the product's own tables start with an underscore and are left out. */
export function catalogSql(schema: string): Statement {
  return compileSql(sql`select c.table_name as "table", c.column_name as "column", c.udt_name as udt from information_schema.columns c
    where c.table_schema = ${schema} and left(c.table_name, 1) <> '_' order by 1, 2`);
}

/** Reads the names of the valid indexes of an app's tables. */
export function catalogIndexSql(schema: string): Statement {
  return compileSql(
    sql`select c.relname as name, i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${schema}`,
  );
}

const UDT = {
  text: 'text',
  bigint: 'int8',
  numeric: 'numeric',
  date: 'date',
  timestamptz: 'timestamptz',
  boolean: 'bool',
  uuid: 'uuid',
  'text[]': '_text',
  integer: 'int4',
} as const;

/** Compares what should be with what the catalog says. */
export function drift(expected: readonly Table[], columns: readonly CatalogColumn[]): Drift[] {
  const found = new Map<string, Map<string, string>>();
  for (const { table, column, udt } of columns) {
    const own = found.get(table) ?? new Map<string, string>();
    found.set(table, own.set(column, udt));
  }
  const known = new Map(expected.map((table) => [table.name, table]));
  return [
    ...expected.flatMap((table): Drift[] => {
      const have = found.get(table.name);
      if (!have) return [{ kind: 'table_missing', table: table.name, name: table.name }];
      return Object.entries(table.columns).flatMap(([name, column]): Drift[] => {
        const udt = have.get(name);
        if (udt === undefined) return [{ kind: 'column_missing', table: table.name, name }];
        return udt === UDT[column.type] ? [] : [{ kind: 'column_type', table: table.name, name }];
      });
    }),
    ...[...found].flatMap(([table, have]) =>
      [...have.keys()].filter((name) => !known.get(table)?.columns[name]).map((name): Drift => ({ kind: 'column_unknown', table, name })),
    ),
  ];
}
