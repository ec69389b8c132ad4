import type { Approval, ApprovalMode, OwnDecision } from './approval.ts';
import type { ApprovalStepped } from './event.ts';
import { seatsFor } from './seat.ts';
import { settle } from './settle.ts';

/** What an approval begins with: its people in their order, and an id for the seat of each. */
export interface ApprovalBegin {
  readonly mode: ApprovalMode;
  readonly starter: string;
  readonly own: OwnDecision;
  readonly people: readonly string[];
  readonly seatIds: readonly string[];
}

/** An approval at its beginning. Nobody sits twice, nor does the starter where their own decision counts nothing; where nobody is left it waits for an administrator. */
export function openApproval({ mode, starter, own, people, seatIds }: ApprovalBegin): ApprovalStepped {
  if (mode.kind === 'share' && !(Number.isInteger(mode.percent) && mode.percent >= 1 && mode.percent <= 100))
    throw new RangeError(`a share of ${mode.percent} percent`);
  const none: Approval = { phase: 'open', starter, mode, own, seats: [], escalated: false, returnedBy: null, admin: null };
  return settle(none, { ...none, seats: seatsFor(none, people, seatIds, { origin: 'rule', from: null, order: 0 }) });
}
