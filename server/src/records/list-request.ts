import { isLogic, type Rule } from '@pipewright/logic';
import type { ListQuery } from '@pipewright/sql';
import type { Context } from 'hono';
import { parseJson } from '../door/body.ts';
import { refuse } from '../ground/refusal.ts';

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
