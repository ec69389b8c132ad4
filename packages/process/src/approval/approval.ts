/** What an approval asks for: one decision; all of them; all of them, one after the other; a share of them, in percent. */
export type ApprovalMode = { readonly kind: 'any' | 'all' | 'turn' } | { readonly kind: 'share'; readonly percent: number };

/** Whether whoever began an approval may decide in it, for themself or for others. */
export type OwnDecision = 'may' | 'never';

/** Where an approval stands. It may be taken up again after `returned`; what comes after that is its end. */
export type ApprovalPhase = 'open' | 'returned' | ApprovalOutcome;

/** How an approval may end. */
export type ApprovalOutcome = 'approved' | 'rejected' | 'withdrawn' | 'voided';

/** One asking of one person. */
export interface Seat {
  readonly id: string;
  readonly person: string;
  /** `passed` is asked no more, for somebody else is or the round is over; the person of `gone` may decide no more. */
  readonly state: 'later' | 'open' | 'approved' | 'rejected' | 'passed' | 'gone';
  /** Who decided it; another than its person where that was a delegate. */
  readonly by: string | null;
  readonly origin: 'rule' | 'transfer' | 'before' | 'after' | 'escalation';
  /** The seat that it comes from; null where a rule asks, or a limit that was reached. */
  readonly from: string | null;
  /** Its place in the row. Those who sit in for one another have the same. */
  readonly order: number;
}

/** One round of asking for consent, as it is kept: plain JSON. */
export interface Approval {
  readonly phase: ApprovalPhase;
  readonly starter: string;
  readonly mode: ApprovalMode;
  readonly own: OwnDecision;
  /** In the order in which they came to be. */
  readonly seats: readonly Seat[];
  /** Somewhere nobody is left to be asked, so that administrators may decide. */
  readonly escalated: boolean;
  /** Who returned it to its starter; null where it is not returned. */
  readonly returnedBy: string | null;
  /** The administrator who decided for everybody, and why. */
  readonly admin: { readonly by: string; readonly note: string } | null;
}

/** True for a seat whose person may yet have to decide. */
export const waits = ({ state }: Seat) => state === 'open' || state === 'later';

/** True for a seat that was decided. */
export const isDecided = ({ state }: Seat) => state === 'approved' || state === 'rejected';

/** True for an approval that is over. */
export const isOver = (phase: ApprovalPhase): phase is ApprovalOutcome => phase !== 'open' && phase !== 'returned';
