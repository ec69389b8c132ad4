import { APPLIES, type Entity, fieldOf, type View } from '@pipewright/definition';
import { usualTotal } from '@pipewright/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApp } from '../data/app-context.ts';
import { useKeptLook } from '../data/kept-look.ts';
import { EVERY, listOf, placeOf } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { departmentsQuery, listQuery, peopleQuery, viewsQuery } from '../data/queries.ts';
import { askable, grantFor } from '../data/reach.ts';
import { useTotals } from './use-totals.ts';

/** A view of the app, or one of a person's own, with the id that the server knows it by. */
export type ShownView = View & { readonly own?: string };

/** What a list shows: by its address and its views what is asked, the answer, and the way to another address. */
export function useList(entity: Entity) {
  const inApp = useApp();
  const navigate = useNavigate();
  const search = useSearch({ from: '/a/$app/$entity' });
  const saved = useQuery(viewsQuery(inApp.key));
  const people = useQuery(peopleQuery).data?.people;
  const departments = useQuery({ ...departmentsQuery, enabled: search.filter?.includes('department') === true }).data?.departments;
  const filterFields = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const own = saved.data?.views.filter((each) => each.entity === entity.key) ?? [];
  const views: ShownView[] = [...entity.views, ...own.map((each) => ({ ...each.view, key: each.id, own: each.id }))];
  const [first] = views;
  const every = search.view === EVERY && first ? { ...first, key: EVERY, filter: undefined } : first;
  const view: ShownView | undefined = views.find((each) => each.key === search.view) ?? every;
  const look = useKeptLook(placeOf(inApp, entity, view));
  const { kept, keepLook } = look;
  const asked = listOf(inApp, entity, search, view, kept);
  const { standing } = asked;
  // A view of her own that is not there yet would be asked as the first one.
  const list = useInfiniteQuery({ ...listQuery(asked.ask), enabled: !saved.isPending || view?.key === (search.view ?? view?.key) });
  const set = (patch: Partial<Record<keyof ListSearch, ListSearch[keyof ListSearch]>>) =>
    void navigate({
      to: '/a/$app/$entity',
      params: { app: inApp.key, entity: entity.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  const figures = asked.columns.flatMap((key) => fieldOf(entity, key) ?? []).map((field) => ({ key: field.key, fn: usualTotal(field) }));
  const totals = useTotals(asked.ask, figures, { kept, keepLook, ready: list.isSuccess });
  return {
    ...asked,
    ...look,
    entity,
    totals,
    search,
    views,
    view,
    list,
    records: list.data?.pages.flatMap((page) => page.records) ?? [],
    set,
    /** Shows other columns, or these in another order, from now on whenever this person looks at this view. */
    arrange: (columns: readonly string[] | undefined) => {
      keepLook({ columns });
      set({ columns: columns?.join() });
    },
    /** The fields that a filter may ask about. */
    filterFields,
    /** What the people and departments in a filter are called. */
    nameOf: (id: string) => [...(people ?? []), ...(departments ?? [])].find((each) => each.id === id)?.name,
    /** True where it can be told which records another pipeline applies to. */
    appliesKnown: standing.includes(APPLIES) && (entity.process?.pipelines.length ?? 0) > 1,
    /** True where records can be treated together. */
    selecting: standing.length > 0 && !search.deleted && grantFor(inApp, entity.key).update !== 'none',
    create: () => void navigate({ to: '/a/$app/$entity/new', params: { app: inApp.key, entity: entity.key } }),
  };
}

/** A list as its parts hold it. */
export type ShownList = ReturnType<typeof useList>;
