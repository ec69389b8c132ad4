import { call } from '@pipewright/client';
import { type Entity, iconOf, type LineKind, type NoticeKind, type NoticeShelf, type Question, type Report } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { untilTomorrow } from '@pipewright/process';
import { fetchIcons } from '@pipewright/ui';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sinceNow } from './freshness.ts';
import { type ListAsk, listRequest } from './list-ask.ts';
import { takeOwn } from './own.ts';

/** Who is signed in here. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => call('readMe', {}).then(takeOwn) });
/** The apps this person has a role in. */
export const appsQuery = queryOptions({ queryKey: ['apps'], queryFn: () => call('listApps', {}) });

// A day must have begun for the server too when it is asked.
const AFTER_MIDNIGHT = 2000;

/** The published app as this person knows it; asked again when the next day begins where the app is, for `today` is part of it. */
export const appQuery = (app: string) =>
  queryOptions({
    queryKey: ['app', app],
    queryFn: async () => {
      const known = await call('readDefinition', { app });
      // The menu is drawn whole, its pictures with their names.
      await fetchIcons(known.app.entities.map(iconOf));
      return known;
    },
    staleTime: 60_000,
    refetchInterval: ({ state: { data } }) =>
      typeof data?.surroundings.now === 'string' ? untilTomorrow(data.app.timeZone, data.surroundings.now) + AFTER_MIDNIGHT : false,
    refetchIntervalInBackground: true,
  });

/** A list, page after page. */
export const listQuery = (ask: ListAsk) => {
  const { app, entity, ...question } = ask;
  return infiniteQueryOptions({
    queryKey: ['records', app, entity, 'list', question],
    queryFn: ({ pageParam, signal }) => {
      const { query, ...place } = listRequest(ask, pageParam);
      return call('listRecords', { ...place, query: { ...query, since: sinceNow() } }, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
};

/** How many records a list finds; `null` where the server does not say. */
export const countQuery = (app: string, { key: entity, title }: Entity, filter: Rule) =>
  queryOptions({
    queryKey: ['records', app, entity, 'count', filter],
    queryFn: async ({ signal }) => {
      const query = { filter: JSON.stringify(filter), fields: title, limit: 1, count: true, since: sinceNow() };
      return (await call('listRecords', { app, entity, query }, { signal })).count ?? null;
    },
  });

/** One record with the names of what it refers to. */
export const recordQuery = (app: string, entity: string, id: string, expand: readonly string[]) =>
  queryOptions({
    queryKey: ['records', app, entity, 'one', id],
    queryFn: () => call('readRecord', { app, entity, id, query: { expand: expand.join() } }),
  });

/** How a record stands to the pool, in the version in which it is shown. */
export const poolQuery = (app: string, entity: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['records', app, entity, 'pool', id, version],
    queryFn: () => call('readPoolState', { app, entity, id }),
    placeholderData: keepPreviousData,
  });

/** What is done of the work of a record's stages; `shown` names the entity whose records show most of it. */
export const workQuery = (app: string, entity: string, id: string, shown: string) =>
  queryOptions({
    queryKey: ['records', app, shown, 'work', id],
    queryFn: () => call('readWork', { app, entity, id }),
    placeholderData: keepPreviousData,
  });

/** The latest exceptions of a record, in the version in which it is shown. */
export const recordExceptionsQuery = (app: string, entity: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['records', app, entity, 'exceptions', id, version],
    queryFn: () => call('listRecordExceptions', { app, entity, id }),
    placeholderData: keepPreviousData,
  });

/** The exceptions that wait for one, or that one asked for. */
export const exceptionsQuery = (app: string) =>
  queryOptions({ queryKey: ['records', app, 'exceptions'], queryFn: () => call('listExceptions', { app }) });

/** One exception, with the record as it would be. */
export const exceptionQuery = (app: string, id: string) =>
  queryOptions({ queryKey: ['records', app, 'exceptions', id], queryFn: () => call('readException', { app, id }) });

/** All that is asked about approvals of an app, whatever they are about. */
export const approvalsOf = (app: string) => ['records', app, 'approvals'] as const;

/** How many approvals wait for one, up to a hundred. */
export const toDecideQuery = (app: string) =>
  queryOptions({
    queryKey: [...approvalsOf(app), 'count'],
    queryFn: async () => (await call('listApprovals', { app, query: { show: 'todo', limit: 1 } })).todo,
  });

/** What the probability of a record is made of, in the version in which it is shown. */
export const chanceQuery = (app: string, entity: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['records', app, entity, 'chance', id, version],
    queryFn: () => call('readChance', { app, entity, id }),
    placeholderData: keepPreviousData,
  });

/** How far to trust the probabilities of an entity. */
export const chanceScoreQuery = (app: string, entity: string) =>
  queryOptions({ queryKey: ['chance', app, entity], queryFn: () => call('readChanceScore', { app, entity }) });

/** A record's time line, page after page; all of it, or one kind of thing. */
export const lineQuery = (app: string, entity: string, id: string, only?: LineKind) =>
  infiniteQueryOptions({
    queryKey: ['records', app, entity, 'line', id, only],
    queryFn: ({ pageParam }) => call('readLine', { app, entity, id, query: { limit: 30, kinds: only, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** A board of one pipeline. */
export const boardQuery = (app: string, entity: string, pipeline: string, filter: Rule | undefined, search: string | undefined) =>
  queryOptions({
    queryKey: ['records', app, entity, 'board', pipeline, { filter, search }],
    queryFn: ({ signal }) =>
      call(
        'readBoard',
        {
          ...{ app, entity },
          query: { pipeline, limit: 20, search, filter: filter === undefined ? undefined : JSON.stringify(filter), since: sinceNow() },
        },
        { signal },
      ),
    // Another pipeline has other columns; of the same one the cards stay until those of the next question are there.
    placeholderData: (before, asked) => (asked?.queryKey[2] === entity && asked.queryKey[4] === pipeline ? before : undefined),
  });

/** A report's figures, with the ids of what they are split by. */
export const reportQuery = (app: string, report: Report) =>
  queryOptions({
    queryKey: ['records', app, report.entity, 'report', report],
    queryFn: ({ signal }) => call('runReport', { app, body: { report, ids: true }, query: { since: sinceNow() } }, { signal }),
  });

/** The longest that a screen waits before it asks again, for timers know no longer ones, and clocks are set. */
const LONGEST_WAIT_MS = 3_600_000;

/** What a person was told, page after page; asked again when what was put off is back. Without a shelf it is what the bell shows. */
export const noticesQuery = (app: string, of?: { readonly show: NoticeShelf; readonly kinds: readonly NoticeKind[] }) =>
  infiniteQueryOptions({
    queryKey: of ? ['notices', app, of] : ['notices', app],
    queryFn: ({ pageParam }) =>
      call('listNotices', {
        app,
        query: { limit: 20, after: pageParam, ...(of && { show: of.show, ...(of.kinds.length > 0 && { kinds: of.kinds.join(',') }) }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const returns = state.data?.pages[0]?.returns;
      return returns ? Math.min(Math.max(Date.parse(returns) - Date.now() + 500, 5000), LONGEST_WAIT_MS) : false;
    },
    refetchIntervalInBackground: true,
  });

/** The figures of the records that a list finds. */
export const figuresQuery = (app: string, question: Question, search: string | undefined) =>
  queryOptions({
    queryKey: ['records', app, question.entity, 'report', { question, search }],
    queryFn: ({ signal }) =>
      call(
        'runReport',
        { app, body: { report: question, ids: true, ...(search ? { search } : {}) }, query: { since: sinceNow() } },
        { signal },
      ),
  });

/** The views a person keeps for herself. */
export const viewsQuery = (app: string) => queryOptions({ queryKey: ['views', app], queryFn: () => call('listViews', { app }) });

/** What a person is called; undefined where there is nobody of that id. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'named', id],
    queryFn: async () => (await call('listPeople', { query: { ids: id } })).people[0]?.name ?? null,
    staleTime: 60_000,
  });
/** The departments of the workspace, parents first. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: () => call('listDepartments', {}),
  staleTime: 60_000,
});
