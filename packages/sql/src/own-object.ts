import { compileSql, type Fragment } from './compile.ts';
import { ledgerDdl } from './ddl.ts';

/** A table of the product's own inside an app's schema, or an index of one, with the statement that makes it. */
export interface OwnObject {
  readonly kind: 'own_table' | 'own_index';
  readonly table: string;
  readonly name: string;
  readonly make: Fragment;
}

const TABLE = /^\s*create table (?:if not exists )?"[^"]+"\."([^"]+)"/i;
const INDEX = /^\s*create (?:unique )?index (?:if not exists )?"?([^"\s]+)"? on "[^"]+"\."([^"]+)"/i;

/** The product's own tables and indexes in an app's schema, read off the statements that make them, so that they are said once. */
export function ownObjects(schema: string): OwnObject[] {
  return ledgerDdl(schema).flatMap((make): OwnObject[] => {
    const text = compileSql(make).sql;
    const [, table] = TABLE.exec(text) ?? [];
    if (table) return [{ kind: 'own_table', table, name: table, make }];
    const [, name, on] = INDEX.exec(text) ?? [];
    return name && on ? [{ kind: 'own_index', table: on, name, make }] : [];
  });
}
