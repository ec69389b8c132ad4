import { type Entity, readsName } from '@pipewright/definition';
import { type Issue, isLogic, type Rule } from '@pipewright/logic';
import { prepare } from '@pipewright/process';
import {
  compileOnce,
  type ListQuery,
  listShape,
  listSql,
  type RoleView,
  readableEntity,
  recordsSql,
  type Statement,
  type View,
  writeCursor,
} from '@pipewright/sql';
import type { Context } from 'hono';
import { type Queryable, rows } from '../db/pool.ts';
import { parseJson } from '../http/body.ts';
import { PG, pgError, Refusal, refuse } from '../http/fault.ts';

interface PageRow {
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

/** Reads the list parameters of a request. */
export function listQuery(c: Context): ListQuery {
  const { filter, search, sort, fields, expand, limit, after, deleted } = c.req.query();
  const size = limit === undefined ? 50 : Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > 200) refuse('query.limit', undefined, 'limit');
  const words = (text: string | undefined) => text?.split(',').filter((word) => word !== '');
  for (const text of [search, after]) if (text?.includes('\0')) refuse('value.characters', { field: 'search' });
  return {
    filter: filter === undefined ? undefined : readRule(filter),
    search,
    sort,
    fields: words(fields),
    expand: words(expand),
    limit: size,
    after,
    deleted: deleted === 'true',
  };
}

/** Reads a rule from JSON text. */
export function readRule(text: string): Rule {
  const rule = parseJson(text, 'query.json') as Rule;
  if (typeof rule !== 'boolean' && !isLogic(rule)) refuse('rule.condition', undefined, 'filter');
  return rule;
}

const orRefuse = <T>(compiled: { query: T } | { issues: readonly Issue[] }): T => {
  if ('issues' in compiled) throw new Refusal(compiled.issues);
  return compiled.query;
};

function listStatement(view: View, entityKey: string, query: ListQuery): Statement {
  const entity = entityFor(view, entityKey);
  const { shape, values } = orRefuse(listShape(query));
  return orRefuse(compileOnce(view, `list ${entityKey} ${JSON.stringify(shape)}`, values, (each) => listSql(each, entity, shape)));
}

/** All that a page depends on besides the data, who asks being in it as far as it matters. */
export function listKey(view: View, entityKey: string, query: ListQuery): string {
  const { sql, parameters } = listStatement(view, entityKey, query);
  return JSON.stringify([sql, parameters, query]);
}

/** A page of records as JSON text: the records are made into JSON by Postgres and pass through untouched. */
export async function listPage(db: Queryable, view: View, entityKey: string, query: ListQuery): Promise<string> {
  const found = await ask<PageRow>(db, listStatement(view, entityKey, query));
  const page = found.slice(0, query.limit);
  const next = found.length > query.limit ? writeCursor(page.at(-1)?.c ?? '') : null;
  return `{"records":[${page.map((row) => row.j).join(',')}],"next":${JSON.stringify(next)}}`;
}

/** The facts one reference away that rules of this entity read and a role may know. */
function farNames({ app, principal }: RoleView, entity: Entity): string[] {
  return prepare(app, entity).far.filter((name) => readsName(app, entity, principal.role, name));
}

/** One record as JSON text, with the facts its rules read one reference away unless particular fields are asked for; undefined where it does not exist for this person. */
export async function getRecord(
  db: Queryable,
  view: View,
  entityKey: string,
  id: string,
  options: Pick<ListQuery, 'fields' | 'expand' | 'deleted'> = {},
): Promise<string | undefined> {
  const entity = entityFor(view, entityKey);
  const compiled = compileOnce(view, `get ${entityKey} ${JSON.stringify(options)}`, { records: [id] }, (each) =>
    recordsSql(each, entity, 'one', options, options.fields ? [] : farNames(each, entity)),
  );
  return (await ask<Pick<PageRow, 'j'>>(db, orRefuse(compiled)))[0]?.j;
}
