import { APPLIES, type Entity, type View } from '@pipewright/definition';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApp } from '../data/app-context.ts';
import { EVERY, listOf } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { departmentsQuery, listQuery, peopleQuery, viewsQuery } from '../data/queries.ts';
import { askable, grantFor, mayBeAssigned } from '../data/reach.ts';

/** A view of the app, or one of a person's own, with the id that the server knows it by. */
export type ShownView = View & { readonly own?: string };

/** What a list shows: by its address and its views what is asked, the answer, and the way to another address. */
export function useList(entity: Entity) {
  const inApp = useApp();
  const navigate = useNavigate();
  const search = useSearch({ from: '/a/$app/$entity' });
  const kept = useQuery(viewsQuery(inApp.key));
  const people = useQuery(peopleQuery).data?.people;
  const departments = useQuery({ ...departmentsQuery, enabled: search.filter?.includes('department') === true }).data?.departments;
  const filterFields = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const own = kept.data?.views.filter((each) => each.entity === entity.key) ?? [];
  const views: ShownView[] = [...entity.views, ...own.map((each) => ({ ...each.view, key: each.id, own: each.id }))];
  const [first] = views;
  const every = search.view === EVERY && first ? { ...first, key: EVERY, filter: undefined } : first;
  const view: ShownView | undefined = views.find((each) => each.key === search.view) ?? every;
  const asked = listOf(inApp, entity, search, view);
  const { standing } = asked;
  // A view of her own that is not there yet would be asked as the first one.
  const list = useInfiniteQuery({ ...listQuery(asked.ask), enabled: !kept.isPending || view?.key === (search.view ?? view?.key) });
  const set = (patch: Partial<Record<keyof ListSearch, ListSearch[keyof ListSearch]>>) =>
    void navigate({
      to: '/a/$app/$entity',
      params: { app: inApp.key, entity: entity.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  return {
    ...asked,
    entity,
    search,
    views,
    view,
    list,
    records: list.data?.pages.flatMap((page) => page.records) ?? [],
    set,
    /** The fields that a filter may ask about. */
    filterFields,
    /** What the people and departments in a filter are called. */
    nameOf: (id: string) => [...(people ?? []), ...(departments ?? [])].find((each) => each.id === id)?.name,
    /** True where it can be told which records another pipeline applies to. */
    appliesKnown: standing.includes(APPLIES) && (entity.process?.pipelines.length ?? 0) > 1,
    /** True where records can be treated together. */
    selecting:
      !search.deleted && (mayBeAssigned(inApp, entity.key) || (standing.length > 0 && grantFor(inApp, entity.key).update !== 'none')),
    create: () => void navigate({ to: '/a/$app/$entity/new', params: { app: inApp.key, entity: entity.key } }),
  };
}

/** A list as its parts hold it. */
export type ShownList = ReturnType<typeof useList>;
