import { compileSql, type Fragment } from '../ground/compile.ts';
import { storyDdl } from './ddl.ts';

/** A table of the product's own inside an app's schema, or an index of one, with the statement that makes it. */
export interface OwnObject {
  readonly kind: 'own_table' | 'own_index';
  readonly table: string;
  readonly name: string;
  /** True for an index that is a rule as well, and for a table whose rows have a key. */
  readonly unique: boolean;
  readonly make: Fragment;
}

const TABLE = /^\s*create table (?:if not exists )?"[^"]+"\."([^"]+)"/i;
const INDEX = /^\s*create (unique )?index (?:if not exists )?"?([^"\s]+)"? on "[^"]+"\."([^"]+)"/i;

/** The product's own tables and indexes in an app's schema, read off the statements that make them, so that they are said once. */
export function ownObjects(schema: string): OwnObject[] {
  return storyDdl(schema).flatMap((make): OwnObject[] => {
    const text = compileSql(make).sql;
    const [, table] = TABLE.exec(text) ?? [];
    if (table) return [{ kind: 'own_table', table, name: table, unique: / primary key\b/.test(text), make }];
    const [, unique, name, on] = INDEX.exec(text) ?? [];
    return name && on ? [{ kind: 'own_index', table: on, name, unique: unique !== undefined, make }] : [];
  });
}
