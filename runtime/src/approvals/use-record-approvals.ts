import { call } from '@pipewright/client';
import type { ApprovalItem, Entity, RecordJson } from '@pipewright/definition';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';

/** The latest approvals of a record, in the version in which it is shown. */
const recordApprovalsQuery = (app: string, entity: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['records', app, entity, 'approvals', id, version],
    queryFn: () => call('listRecordApprovals', { app, entity, id }),
    placeholderData: keepPreviousData,
  });

const NONE: readonly ApprovalItem[] = [];

/** The latest approvals of a record, those first that came last; none where nobody is asked about records of its entity. */
export function useRecordApprovals(entity: Pick<Entity, 'key'>, { id, version }: RecordJson): readonly ApprovalItem[] {
  const { key, approves } = useApp();
  const enabled = approves?.includes(entity.key) === true;
  return useQuery({ ...recordApprovalsQuery(key, entity.key, id, version), enabled }).data?.approvals ?? NONE;
}

/** True for an approval that is not over. */
export const isOpenApproval = ({ phase }: Pick<ApprovalItem, 'phase'>) => phase === 'open' || phase === 'returned';
