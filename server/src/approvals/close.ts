import { approvalStep } from '@pipewright/process';
import type { Queryable } from '../db/pool.ts';
import { keepActs, keepApproval, openApprovals } from './kept.ts';

/** Ends the approvals of runs that go on without them or are over. */
export async function closeApprovals(
  db: Queryable,
  schema: string,
  runs: readonly string[],
  now: string,
  by: string | null,
): Promise<void> {
  if (runs.length === 0) return;
  for (const kept of await openApprovals(db, schema, runs)) {
    const stepped = approvalStep(kept.state, { kind: 'withdraw', by: kept.state.starter });
    if ('refused' in stepped) continue;
    await keepApproval(db, schema, { ...kept, state: stepped.approval, due: null, endedAt: now });
    await keepActs(db, schema, kept.id, [{ kind: 'ended', at: now, by, instead: null, people: [], note: null, seen: null }]);
  }
}
