import type { AppForPerson } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { toDecideQuery } from '../data/queries.ts';

/** How many approvals wait for whoever looks at an app, up to a hundred; nothing is asked where nobody is asked to approve anything. */
export function useToDecide(inApp: Pick<AppForPerson, 'key' | 'approves'> | undefined): number {
  return useQuery({ ...toDecideQuery(inApp?.key ?? ''), enabled: inApp?.approves !== undefined }).data ?? 0;
}
