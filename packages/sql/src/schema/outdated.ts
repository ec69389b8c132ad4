import { type App, fieldOf } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import type { Catalog, CatalogIndex } from './catalog.ts';
import { beginsWith } from './index-set.ts';
import type { Table } from './table.ts';

/**
 * Drops the indexes of an app that nothing can be asked of any more, or that another one of the app does the work of: those over a field that is out
 * of use, those by options as they once stood, those over the parts of a text of which search has keys now, and those that a longer one begins like. Each waits
 * for nobody's writes and runs outside of any transaction; the like can be built again at any time. Others that are wanted no more are left: the database knows whether they are used.
 */
export function outdatedIndexes(schema: string, app: App, tables: readonly Table[], { indexes }: Catalog): Statement[] {
  const there = (table: string, name: string) => indexes.some((index) => index.table === table && index.name === name && index.valid);
  return app.entities.flatMap((entity) => {
    const table = tables.find((each) => each.name === entity.key);
    if (!table || entity.retired) return [];
    const standing = Object.entries(table.indexes).flatMap(([name, index]) => (there(table.name, name) ? [index] : []));
    const ours = indexes.filter((index) => index.table === table.name && !table.indexes[index.name] && isListed(table.name, index));
    const askable = (column: string | null) => column === 'id' || (column !== null && fieldOf(entity, column) !== undefined);
    const replaced = ({ kind, columns }: CatalogIndex) =>
      standing.some((index) => {
        if (kind === 'position') return index.kind === kind && index.columns.join() === columns.join();
        if (kind === 'trigram') return index.kind === 'search' && index.columns.join() === columns.join();
        return kind === 'btree' && beginsWith(index, { kind, columns: columns as string[] });
      });
    return ours
      .filter((index) => !index.columns.every(askable) || replaced(index))
      .map(({ name }) => compileSql(sql`drop index concurrently if exists ${sql.id(schema, name)}`));
  });
}

/** True for an index of our making that guards nothing. */
function isListed(table: string, { name, kind, unique }: CatalogIndex): boolean {
  return name.startsWith(`i_${table}_`) && kind !== 'other' && !unique;
}
