import { APPLIES, type AppForPerson, type Entity, type View } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import type { ListSearch } from './list-search.ts';
import { fieldsIn, namedFields } from './reach.ts';

/** What a list asks the server. */
export interface ListAsk {
  readonly app: string;
  readonly entity: string;
  readonly filter: Rule | undefined;
  readonly search: string | undefined;
  readonly sort: string | undefined;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly deleted?: boolean | undefined;
}

/** The view of an address that shows every record, where an entity has none that does. No view can be called so. */
export const EVERY = '*';

const PAGE = 50;

/** Where and how a page of a list is asked for; `after` is where the page before ended. */
export function listRequest({ app, entity, filter, search, sort, fields, expand, deleted }: ListAsk, after?: string | null) {
  return {
    ...{ app, entity },
    query: {
      filter: filter === undefined ? undefined : JSON.stringify(filter),
      search,
      sort,
      fields: fields.join(),
      expand: expand.join(),
      limit: PAGE,
      after: after ?? undefined,
      deleted: deleted || undefined,
    },
  };
}

/** A rule as an address holds it; undefined for none and for a text that is none. */
export function ruleIn(text: string | undefined): Rule | undefined {
  try {
    return text ? (JSON.parse(text) as Rule) : undefined;
  } catch {
    return undefined;
  }
}

/** What a list shows, by its address and its view: columns, what is asked besides the view's own filter, and the question. */
export function listOf(inApp: AppForPerson, entity: Entity, search: ListSearch, view: View | undefined) {
  const fields = fieldsIn(inApp, entity);
  const known = (name: string) => fields.some((field) => field.key === name);
  const columns = search.columns?.split(',').filter(known) ?? view?.columns ?? [entity.title];
  const extra = ruleIn(search.filter);
  const sort = search.sort ?? view?.sort;
  const filter = view?.filter !== undefined && extra !== undefined ? { and: [view.filter, extra] } : (extra ?? view?.filter);
  // Where records stand is asked for beside the columns, as far as this person may know it.
  const standing = entity.process ? ['status', 'pipeline', APPLIES].filter(known) : [];
  const ask: ListAsk = {
    app: inApp.key,
    entity: entity.key,
    filter: search.deleted ? undefined : filter,
    search: search.q,
    sort,
    fields: [...new Set([entity.title, ...columns, ...standing])],
    expand: namedFields(inApp, entity).filter((name) => columns.includes(name)),
    deleted: search.deleted,
  };
  return { fields, columns, extra, sort, filter, standing, ask };
}
