import type { App } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import {
  type Catalog,
  catalogSql,
  DRIFT_KINDS,
  type Drift,
  drift,
  type IdleIndex,
  idleIndexesSql,
  idleIssues,
  ownObjects,
  type Repair,
  repairOf,
} from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { schemaOf } from '../published/published.ts';
import type { Lineage } from './lineage.ts';

/** Where the database is not what the published version says. */
export async function findDrift(db: Queryable, key: string, past: Pick<Lineage, 'version' | 'tables'>): Promise<Drift[]> {
  if (past.version === 0) return [];
  const schema = schemaOf(key);
  return drift(schema, past.tables, ownObjects(schema), await findCatalog(db, key));
}

/** What the database holds of an app; undefined where it has no schema. */
export async function findCatalog(db: Queryable, key: string): Promise<Catalog | undefined> {
  return (await rows<{ catalog: Catalog }>(db, catalogSql(schemaOf(key))))[0]?.catalog;
}

/** How each difference could be mended, without doing anything, in an order that works: keys, say, before what refers to them. */
export function planRepairs(
  key: string,
  { app, tables }: Pick<Lineage, 'tables'> & { readonly app: App },
  found: readonly Drift[],
): Repair[] {
  const schema = schemaOf(key);
  const scope = { schema, app, tables, own: ownObjects(schema) };
  const order = (each: Drift) => DRIFT_KINDS.indexOf(each.kind);
  return found.toSorted((a, b) => order(a) - order(b)).map((each) => repairOf(scope, each));
}

/** The indexes that no question was answered by for a long time, in sentences; none while the catalog cannot be read. */
export async function idleIndexes(
  db: Queryable,
  key: string,
  { app, tables }: Pick<Lineage, 'tables'> & { readonly app: App },
): Promise<Issue[]> {
  const catalog = await findCatalog(db, key);
  const idle = await rows<IdleIndex>(db, idleIndexesSql(schemaOf(key), key));
  return catalog ? idleIssues(app, tables, catalog, idle) : [];
}
