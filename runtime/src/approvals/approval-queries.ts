import { call } from '@pipewright/client';
import type { ApprovalShelf } from '@pipewright/definition';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { approvalsOf } from '../data/queries.ts';

/** The approvals on a shelf, page after page. */
export const approvalsQuery = (app: string, show: ApprovalShelf) =>
  infiniteQueryOptions({
    queryKey: [...approvalsOf(app), 'shelf', show],
    queryFn: ({ pageParam }) => call('listApprovals', { app, query: { show, limit: 20, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** One approval, with what it is bound to and what has happened. */
export const approvalQuery = (app: string, id: string) =>
  queryOptions({
    queryKey: [...approvalsOf(app), 'one', id],
    queryFn: () => call('readApproval', { app, id }),
    // Whoever opens it again begins with how it is then: what differs from that is told.
    gcTime: 0,
  });

/** When one is away, and for whom one decides. */
export const awayQuery = (app: string) => queryOptions({ queryKey: ['away', app], queryFn: () => call('readAway', { app }) });
