import { compileOnce, type ListQuery, listShape, listSql, MOST_BRANCHES, type Sight, type Statement, writeCursor } from '@pipewright/sql';
import { ask } from '../db/ask.ts';
import type { Queryable } from '../db/pool.ts';
import { entityFor, orRefuse } from '../door/entity.ts';

/** A record of a page and its cursor, both as JSON text. */
export interface PageRow {
  j: string;
  c: string;
}

function listStatement(view: Sight, entityKey: string, query: ListQuery): Statement {
  const entity = entityFor(view, entityKey);
  const { shape: asked, values } = orRefuse(listShape(query));
  const shape = { ...asked, branched: view.principal.departments.length <= MOST_BRANCHES };
  return orRefuse(compileOnce(view, `list ${entityKey} ${JSON.stringify(shape)}`, values, (each) => listSql(each, entity, shape)));
}

/** All that a page depends on besides the data, who asks being in it as far as it matters. */
export function listKey(view: Sight, entityKey: string, query: ListQuery): string {
  const { sql, parameters } = listStatement(view, entityKey, query);
  return JSON.stringify([sql, parameters, query]);
}

/** A page of records as JSON text: the records are made into JSON by Postgres and pass through untouched. */
export async function listPage(db: Queryable, view: Sight, entityKey: string, query: ListQuery): Promise<string> {
  const found = await ask<PageRow & { n?: string }>(db, listStatement(view, entityKey, query));
  const count = query.count ? `,"count":${found[0]?.n}` : '';
  const records = found.filter((row) => row.j !== null);
  return `{${pageJson(records, query.limit)}${count}}`;
}

/** The inside of a page's JSON: its records, and the place after them where there are more. */
export function pageJson(found: readonly PageRow[], limit: number): string {
  const page = found.slice(0, limit);
  const next = found.length > limit ? writeCursor(page.at(-1)?.c ?? '') : null;
  return `"records":[${page.map((row) => row.j).join(',')}],"next":${JSON.stringify(next)}`;
}
