import { type Automation, isOpen } from '@pipewright/definition';
import type { RunRow } from './claim.ts';
import type { WorkRecord } from './records.ts';

/**
 * True for a run of a clock that has nothing left to say: A record that was moved on, closed or set aside between the moment its time had come and the
 * moment its turn came is not reminded of. It begins anew where its time comes again.
 */
export function isOvertaken({ on }: Automation, run: RunRow, { facts, deleted }: WorkRecord): boolean {
  if (on.kind === 'deleted') return false;
  if (deleted) return true;
  if (on.kind !== 'since') return false;
  if (!isOpen(facts.status)) return true;
  return on.clock === 'stage' && typeof facts.stage_since === 'string' && facts.stage_since > run.begun_at;
}
