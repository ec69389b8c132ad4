import { APPLIES, type Entity, fieldOf } from '@pipewright/definition';
import { usualTotal } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApp } from '../data/app-context.ts';
import { listOf, placeOf, UNGROUPED } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { listQuery } from '../data/queries.ts';
import { askable, grantFor, groupingFields, hasPool, mayBeAssigned } from '../data/reach.ts';
import { useRuleNames } from '../data/rule-names.ts';
import { useKeptLook } from './use-kept-look.ts';
import { useTotals } from './use-totals.ts';
import { useViews } from './use-views.ts';

/** What a list shows: by its address and its views what is asked, the answer, and the way to another address. */
export function useList(entity: Entity) {
  const inApp = useApp();
  const navigate = useNavigate();
  const search = useSearch({ from: '/a/$app/$entity' });
  const filterFields = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const { views, view, isKnown } = useViews(entity, search.view);
  const look = useKeptLook(placeOf(inApp, entity, view));
  const { kept, keepLook } = look;
  const asked = listOf(inApp, entity, search, view, kept);
  const { standing, group } = asked;
  const grant = grantFor(inApp, entity.key);
  const nameOf = useRuleNames(inApp, filterFields, asked.extra);
  // A view of her own that is not there yet would be asked as the first one.
  const list = useInfiniteQuery({ ...listQuery(asked.ask), enabled: isKnown && !group });
  const set = (patch: Partial<Record<keyof ListSearch, ListSearch[keyof ListSearch]>>) =>
    void navigate({
      to: '/a/$app/$entity',
      params: { app: inApp.key, entity: entity.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  const figures = asked.columns.flatMap((key) => fieldOf(entity, key) ?? []).map((field) => ({ key: field.key, fn: usualTotal(field) }));
  const totals = useTotals(asked.ask, figures, { kept, keepLook, ready: list.isSuccess || (isKnown && group !== undefined) });
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
    /** What groups may be made by. */
    groupFields: search.deleted ? [] : groupingFields(inApp, entity),
    groupBy: (key: string | undefined) => set({ group: key === view?.group ? undefined : (key ?? UNGROUPED) }),
    /** Folds all groups, or none. */
    foldAll: (all: boolean) => group && keepLook({ folded: { by: group.key, all, but: [] } }),
    /** The fields that a filter may ask about. */
    filterFields,
    /** What the people, departments and records in a filter are called. */
    nameOf,
    /** True where it can be told which records another pipeline applies to. */
    appliesKnown: standing.includes(APPLIES) && (entity.process?.pipelines.length ?? 0) > 1,
    /** True where records can be treated together. */
    selecting:
      !search.deleted && (hasPool(inApp, entity) || mayBeAssigned(inApp, entity.key) || grant.update !== 'none' || grant.delete !== 'none'),
    create: () => void navigate({ to: '/a/$app/$entity/new', params: { app: inApp.key, entity: entity.key } }),
  };
}

/** A list as its parts hold it. */
export type ShownList = ReturnType<typeof useList>;
