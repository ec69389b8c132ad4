import { call } from '@pipewright/client';
import type { Whose } from '@pipewright/definition';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sinceNow } from '../data/freshness.ts';

/** What a working day begins with among the records of an entity; another day asks anew. */
export const todayQuery = (app: string, entity: string, whose: Whose, today: string) =>
  queryOptions({
    queryKey: ['records', app, entity, 'today', { whose, today }],
    queryFn: ({ signal }) => call('readToday', { app, entity, query: { whose, since: sinceNow() } }, { signal }),
    placeholderData: keepPreviousData,
  });
