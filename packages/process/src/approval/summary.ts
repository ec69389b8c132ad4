import { type Approval, type ApprovalPhase, isDecided, type Seat } from './approval.ts';
import { quorum } from './outcome.ts';
import { placesOf, topOf } from './place.ts';

/** What a screen says of an approval: who is asked now, who will be, who decided what, and how many are needed still. */
export interface ApprovalSummary {
  readonly phase: ApprovalPhase;
  readonly asked: readonly Seat[];
  readonly later: readonly Seat[];
  readonly decided: readonly Seat[];
  /** How many have to approve by what the mode asks for, how many of those did, and how many are missing still, with those who were added. */
  readonly needed: number;
  readonly approved: number;
  readonly missing: number;
  readonly escalated: boolean;
  readonly returnedBy: string | null;
  readonly admin: Approval['admin'];
}

/** Says where an approval stands, for screens. Seats are in the order of the row. */
export function summaryOf(approval: Approval): ApprovalSummary {
  const { phase, mode, escalated, returnedBy, admin } = approval;
  const seats = approval.seats.toSorted((a, b) => a.order - b.order);
  const places = placesOf(approval);
  const votes = places.filter(({ kind }) => kind === 'rule');
  const added = places.filter(({ kind, verdict }) => kind === 'added' && verdict === null);
  const wholly = places.filter(({ kind, verdict }) => kind === 'whole' && verdict === 'approved');
  const needed = quorum(mode, votes.length);
  const approved = votes.filter(({ verdict }) => verdict === 'approved').length;
  // Whoever decided for the whole round has only those missing whom they added.
  const under = added.filter((place) => (wholly.length > 0 ? wholly.includes(topOf(place)) : topOf(place).kind === 'rule')).length;
  const missing = under + (wholly.length > 0 ? 0 : Math.max(0, needed - approved));
  return {
    phase,
    asked: seats.filter(({ state }) => state === 'open'),
    later: seats.filter(({ state }) => state === 'later'),
    decided: seats.filter(isDecided),
    needed,
    approved,
    missing: phase === 'open' || phase === 'returned' ? missing : 0,
    ...{ escalated, returnedBy, admin },
  };
}
