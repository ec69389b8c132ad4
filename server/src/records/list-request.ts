import { type FindAddress, FOUND, type ListAddress } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import type { ListQuery } from '@pipewright/sql';
import { parseJson } from '../door/body.ts';
import { pageSize } from '../door/page-size.ts';
import { refuse } from '../ground/refusal.ts';
import type { FindQuery } from './find.ts';

const words = (text: string | undefined) => text?.split(',').filter((word) => word !== '');

/** Reads the parameters of a search from an address. */
export function findQuery({ search, entities, limit }: FindAddress): FindQuery {
  return { search, entities: words(entities), limit: pageSize(limit, FOUND) };
}

/** Reads the list parameters of an address. */
export function listQuery({ filter, search, sort, fields, expand, limit, after, deleted, count }: ListAddress): ListQuery {
  return {
    filter: filter === undefined ? undefined : readRule(filter),
    search,
    sort,
    fields: words(fields),
    expand: words(expand),
    limit: pageSize(limit),
    after,
    deleted: deleted === 'true',
    count: count === 'true' || undefined,
  };
}

/** Reads a rule from JSON text. */
function readRule(text: string): Rule {
  const rule = parseJson(text, 'query.json', { at: 'filter' }) as Rule;
  if (typeof rule !== 'boolean' && !isLogic(rule)) refuse('rule.condition', undefined, 'filter');
  return rule;
}
