import { type Issue, isLogic, type Rule } from '@pipewright/logic';
import {
  compileOnce,
  type ListQuery,
  listShape,
  listSql,
  MOST_BRANCHES,
  readableEntity,
  type Statement,
  type View,
  writeCursor,
} from '@pipewright/sql';
import type { Context } from 'hono';
import { PG, pgError } from '../db/error.ts';
import { type Queryable, rows } from '../db/pool.ts';
import { parseJson } from '../door/body.ts';
import { Refusal, refuse } from '../ground/refusal.ts';

/** A record of a page and its cursor, both as JSON text. */
export interface PageRow {
  j: string;
  c: string;
}

/** Runs a prepared question once more where a publish in between changed what its plan gives back. */
export async function ask<T>(db: Queryable, statement: Statement): Promise<T[]> {
  try {
    return await rows<T>(db, statement);
  } catch (error) {
    if (pgError(error)?.code !== PG.planChanged) throw error;
    return rows<T>(db, statement);
  }
}

/** The entity a person asks for; one the role does not know is an unknown one. */
export function entityFor(view: View, key: string) {
  const found = readableEntity(view, key);
  if ('issues' in found) throw new Refusal(found.issues);
  return found.entity;
}

/** How many records a page has unless the request says so. */
export const PAGE = 50;
/** How many records a page has at the most. */
export const MOST = 200;

function pageSize(size: number): number {
  return size >= 1 && size <= MOST ? size : refuse('query.limit', undefined, 'limit');
}

/** Reads the list parameters of a request. */
export function listQuery(c: Context): ListQuery {
  const { filter, search, sort, fields, expand, limit, after, deleted, count } = c.req.query();
  const words = (text: string | undefined) => text?.split(',').filter((word) => word !== '');
  return {
    filter: filter === undefined ? undefined : readRule(filter),
    search,
    sort,
    fields: words(fields),
    expand: words(expand),
    limit: limit === undefined ? PAGE : pageSize(/^[0-9]{1,3}$/.test(limit) ? Number(limit) : 0),
    after,
    deleted: deleted === 'true',
    count: count === 'true' || undefined,
  };
}

/** Reads a rule from JSON text. */
export function readRule(text: string): Rule {
  const rule = parseJson(text, 'query.json', { at: 'filter' }) as Rule;
  if (typeof rule !== 'boolean' && !isLogic(rule)) refuse('rule.condition', undefined, 'filter');
  return rule;
}

/** The compiled question; throws a Refusal where it cannot be asked. */
export const orRefuse = <T>(compiled: { query: T } | { issues: readonly Issue[] }): T => {
  if ('issues' in compiled) throw new Refusal(compiled.issues);
  return compiled.query;
};

function listStatement(view: View, entityKey: string, query: ListQuery): Statement {
  const entity = entityFor(view, entityKey);
  const { shape: asked, values } = orRefuse(listShape(query));
  const shape = { ...asked, branched: view.principal.departments.length <= MOST_BRANCHES };
  return orRefuse(compileOnce(view, `list ${entityKey} ${JSON.stringify(shape)}`, values, (each) => listSql(each, entity, shape)));
}

/** All that a page depends on besides the data, who asks being in it as far as it matters. */
export function listKey(view: View, entityKey: string, query: ListQuery): string {
  const { sql, parameters } = listStatement(view, entityKey, query);
  return JSON.stringify([sql, parameters, query]);
}

/** A page of records as JSON text: the records are made into JSON by Postgres and pass through untouched. */
export async function listPage(db: Queryable, view: View, entityKey: string, query: ListQuery): Promise<string> {
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
