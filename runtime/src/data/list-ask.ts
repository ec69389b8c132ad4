import {
  APPLIES,
  type AppForPerson,
  type Asked,
  dropUndefined,
  type Entity,
  type Field,
  MOST_SORT_KEYS,
  type View,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { type KeptLook, lookPlace } from './kept-look.ts';
import type { ListSearch } from './list-search.ts';
import { fieldsIn, groupingFields, hasPool, namedFields } from './reach.ts';

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

/** The view of an address that shows the open records that belong to nobody. No view can be called so. */
export const POOL = ':pool';

/** In an address: without groups, though the view has some. No field is called so. */
export const UNGROUPED = '-';

const PAGE = 50;

/** Where the look of a list is kept for who looks at it. */
export function placeOf({ key, surroundings }: AppForPerson, entity: Entity, view: View | undefined): string {
  return lookPlace(surroundings['user.id'], key, entity.key, view?.key ?? '');
}

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

/** Which records a file is made of, and which of their fields. */
export type FileWish = Asked<'exportRecords'>['body'];

/** The whole of a list as a file: what a page of it asks for, in the columns on screen, the records of a group together. */
export function fileWish({ filter, search, sort, deleted }: ListAsk, columns: readonly string[], group?: Pick<Field, 'key'>): FileWish {
  return dropUndefined({ filter, search, sort: group ? groupedSort(sort, group.key) : sort, deleted, fields: columns }) as FileWish;
}

/** An order in which the records of a group stand together. */
function groupedSort(sort: string | undefined, group: string): string {
  const words = sort?.split(',') ?? [];
  const own = (word: string) => word.replace(/^-/, '') === group;
  return [words.find(own) ?? group, ...words.filter((word) => !own(word))].slice(0, MOST_SORT_KEYS).join();
}

/** A rule as an address holds it. */
export const asText = (rule: Rule | undefined) => (rule === undefined ? undefined : JSON.stringify(rule));

/** The rule that an address holds; undefined for none and for a text that is none. */
export function ruleIn(text: string | undefined): Rule | undefined {
  try {
    return text ? (JSON.parse(text) as Rule) : undefined;
  } catch {
    return undefined;
  }
}

/** The rule that both hold, of which either may be missing. */
export function bothRules(one: Rule | undefined, other: Rule | undefined): Rule | undefined {
  return one !== undefined && other !== undefined ? { and: [one, other] } : (other ?? one);
}

/** What a list shows, by its address, its view and how its person likes it to look: columns, groups, what is asked besides the view's own filter, and the question. */
export function listOf(inApp: AppForPerson, entity: Entity, search: ListSearch, view: View | undefined, look: KeptLook = {}) {
  const fields = fieldsIn(inApp, entity);
  const known = (name: string) => fields.some((field) => field.key === name);
  const liked = Array.isArray(look.columns) ? look.columns.filter(known) : [];
  const columns = search.columns?.split(',').filter(known) ?? (liked.length > 0 ? liked : (view?.columns ?? [entity.title]));
  const extra = ruleIn(search.filter);
  const sort = search.sort ?? view?.sort;
  const filter = bothRules(view?.filter, extra);
  const by = search.deleted ? undefined : (search.group ?? view?.group);
  const group = by === undefined ? undefined : groupingFields(inApp, entity).find(({ key }) => key === by);
  // Where records stand is asked for beside the columns, as far as this person may know it.
  const standing = entity.process ? ['status', 'pipeline', APPLIES].filter(known) : [];
  const ask: ListAsk = {
    app: inApp.key,
    entity: entity.key,
    filter: search.deleted ? undefined : filter,
    search: search.q,
    sort,
    fields: [...new Set([entity.title, ...columns, ...standing, ...(hasPool(inApp, entity) ? ['owner'] : [])])],
    expand: namedFields(inApp, entity).filter((name) => columns.includes(name)),
    deleted: search.deleted,
  };
  return { fields, columns, extra, sort, filter, standing, group, ask };
}
