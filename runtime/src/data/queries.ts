import { callApi } from '@pipewright/client';
import type {
  AppForPerson,
  AppSummary,
  BoardColumn,
  DepartmentJson,
  LedgerEntry,
  PersonJson,
  RecordJson,
  RecordPage,
  Report,
  ReportResult,
  View,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { untilTomorrow } from '@pipewright/process';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sinceNow } from './freshness.ts';
import { type ListAsk, listRequest } from './list-ask.ts';

/** Who is signed in. */
export interface Me {
  readonly user: string;
  readonly name: string;
  readonly installationAdmin: boolean;
}

/** Who is signed in here. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => callApi<Me>('/me') });
/** The apps this person has a role in. */
export const appsQuery = queryOptions({ queryKey: ['apps'], queryFn: () => callApi<{ apps: AppSummary[] }>('/apps') });

// A day must have begun for the server too when it is asked.
const AFTER_MIDNIGHT = 2000;

/** The published app as this person knows it; asked again when the next day begins where the app is, for `today` is part of it. */
export const appQuery = (app: string) =>
  queryOptions({
    queryKey: ['app', app],
    queryFn: () => callApi<AppForPerson>(`/apps/${app}/definition`),
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
      const { path, query } = listRequest(ask, pageParam);
      return callApi<RecordPage>(path, { query: { ...query, since: sinceNow() }, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
};

/** One record with the names of what it refers to. */
export const recordQuery = (app: string, entity: string, id: string, expand: readonly string[]) =>
  queryOptions({
    queryKey: ['records', app, entity, 'one', id],
    queryFn: () => callApi<RecordJson>(`/apps/${app}/records/${entity}/${id}`, { query: { expand: expand.join() } }),
  });

/** A record's time line. */
export const historyQuery = (app: string, entity: string, id: string) =>
  queryOptions({
    queryKey: ['records', app, entity, 'history', id],
    queryFn: () => callApi<{ entries: LedgerEntry[] }>(`/apps/${app}/records/${entity}/${id}/history`),
  });

/** A board of one pipeline. */
export const boardQuery = (app: string, entity: string, pipeline: string, filter: Rule | undefined, search: string | undefined) =>
  queryOptions({
    queryKey: ['records', app, entity, 'board', pipeline, { filter, search }],
    queryFn: ({ signal }) =>
      callApi<{ columns: BoardColumn[] }>(`/apps/${app}/board/${entity}`, {
        query: { pipeline, limit: 20, search, filter: filter === undefined ? undefined : JSON.stringify(filter), since: sinceNow() },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

/** A report's figures. */
export const reportQuery = (app: string, report: Report) =>
  queryOptions({
    queryKey: ['records', app, report.entity, 'report', report],
    queryFn: ({ signal }) =>
      callApi<ReportResult>(`/apps/${app}/reports/run`, { method: 'POST', body: { report }, query: { since: sinceNow() }, signal }),
  });

/** A view that a person keeps for herself. */
export interface OwnView {
  readonly id: string;
  readonly entity: string;
  readonly view: View;
}

/** The views a person keeps for herself. */
export const viewsQuery = (app: string) =>
  queryOptions({ queryKey: ['views', app], queryFn: () => callApi<{ views: OwnView[] }>(`/apps/${app}/views`) });

/** The people of the workspace, for pickers. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => callApi<{ people: PersonJson[] }>('/people'),
  staleTime: 60_000,
});
/** The departments of the workspace, parents first. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: () => callApi<{ departments: DepartmentJson[] }>('/departments'),
  staleTime: 60_000,
});
