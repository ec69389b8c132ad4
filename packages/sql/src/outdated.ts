import { sql } from 'kysely';
import type { Catalog } from './catalog.ts';
import { compileSql, type Statement } from './compile.ts';
import type { Table } from './table.ts';

/**
 * Drops the indexes that sort by options as they once stood, where one by the options as they stand now is there. Each waits for nobody's writes and
 * runs outside of any transaction. Other indexes that are wanted no more are left: the database knows whether they are used.
 */
export function outdatedIndexes(schema: string, tables: readonly Table[], { indexes }: Catalog): Statement[] {
  return tables.flatMap((table) => {
    const own = indexes.filter((index) => index.table === table.name && index.kind === 'position');
    const current = own.filter(({ name, valid }) => table.indexes[name] && valid).map(({ columns }) => columns.join());
    return own
      .filter(({ name, columns }) => !table.indexes[name] && name.startsWith(`i_${table.name}_`) && current.includes(columns.join()))
      .map(({ name }) => compileSql(sql`drop index concurrently if exists ${sql.id(schema, name)}`));
  });
}
