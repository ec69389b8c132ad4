import { type Catalog, catalogSql, type Drift, drift, ownObjects } from '@pipewright/sql';
import { schemaOf } from '../apps/published.ts';
import { type Queryable, rows } from '../db/pool.ts';
import type { Lineage } from './lineage.ts';

/** Where the database is not what the published version says. */
export async function findDrift(db: Queryable, key: string, past: Pick<Lineage, 'version' | 'tables'>): Promise<Drift[]> {
  if (past.version === 0) return [];
  const schema = schemaOf(key);
  const [found] = await rows<{ catalog: Catalog }>(db, catalogSql(schema));
  return drift(schema, past.tables, ownObjects(schema), found?.catalog);
}
