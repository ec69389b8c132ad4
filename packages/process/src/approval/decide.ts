import { type Approval, isDecided, type Seat } from './approval.ts';
import type { ApprovalRefusal, EventOf } from './event.ts';

type Deciding = EventOf<'approve' | 'reject' | 'return'>;

/** Decides all seats that are open to somebody, or returns the round to its starter. */
export function decide(approval: Approval, { kind, by, acts }: Deciding): Approval | ApprovalRefusal {
  const refused = refusedActing(approval, by);
  if (refused) return refused;
  const theirs = approval.seats.filter(({ person }) => acts.includes(person));
  if (!theirs.some(({ state }) => state === 'open')) {
    if (theirs.some(({ state }) => state === 'later')) return 'not_now';
    return theirs.some(isDecided) ? 'already' : 'not_yours';
  }
  // Nobody is asked as long as it is with its starter, so nobody is missed either.
  if (kind === 'return') return { ...approval, phase: 'returned', returnedBy: by, escalated: false };
  const state = kind === 'approve' ? 'approved' : 'rejected';
  const decided = (seat: Seat): Seat => (seat.state === 'open' && acts.includes(seat.person) ? { ...seat, state, by } : seat);
  return { ...approval, seats: approval.seats.map(decided) };
}

/** Why somebody may not act as an approver now, whatever their seat. */
export function refusedActing({ phase, own, starter }: Approval, by: string): ApprovalRefusal | undefined {
  if (phase !== 'open') return 'not_now';
  // Not even for somebody who delegated to them.
  return own === 'never' && by === starter ? 'self' : undefined;
}
