import type { Approval, ApprovalOutcome } from './approval.ts';

/**
 * What happens to an approval. `acts` names for whom `by` may decide at this moment: themself and whoever delegated to them. Ids of seats are made by the caller, as many as may be
 * needed; what is left over is not used. Who begins a seat, and whether `by` has a right to `admin`, is checked by the caller.
 */
export type ApprovalEvent =
  | { readonly kind: 'approve' | 'reject' | 'return'; readonly by: string; readonly acts: readonly string[] }
  | ({ readonly kind: 'transfer'; readonly to: string; readonly seatId: string } & AtSeat)
  | ({
      readonly kind: 'add';
      readonly place: 'before' | 'after';
      readonly people: readonly string[];
      readonly seatIds: readonly string[];
    } & AtSeat)
  | { readonly kind: 'withdraw'; readonly by: string }
  // Those who approved already are asked again with `all`, which is right wherever what they saw has changed.
  | { readonly kind: 'resubmit'; readonly by: string; readonly again: 'all' | 'rest' }
  // A person may decide no more, and these sit in for them: the decision of one of them is enough.
  | { readonly kind: 'gone'; readonly person: string; readonly instead: readonly string[]; readonly seatIds: readonly string[] }
  // Any of these may decide for the whole round.
  | { readonly kind: 'escalate'; readonly people: readonly string[]; readonly seatIds: readonly string[] }
  // What those who were asked have seen is true no more.
  | { readonly kind: 'changed' }
  // Nobody has decided in time, and the rule does; it never agrees where nobody is left who could have.
  | { readonly kind: 'lapse'; readonly decision: 'approve' | 'reject' }
  | { readonly kind: 'admin'; readonly by: string; readonly decision: 'approve' | 'reject'; readonly note: string };

/** What is done at one seat, by its person or a delegate of theirs. */
interface AtSeat {
  readonly by: string;
  readonly acts: readonly string[];
  readonly seat: string;
}

/** What one kind of event says. */
export type EventOf<Kind extends ApprovalEvent['kind']> = ApprovalEvent extends infer Each
  ? Each extends { readonly kind: infer Kinds }
    ? Kind extends Kinds
      ? Each
      : never
    : never
  : never;

/** Why an event may not happen. Each of these changes nothing. */
export const APPROVAL_REFUSALS = [
  // The round is over.
  'closed',
  // It is not one's turn, or the round is with its starter, or it is not.
  'not_now',
  'not_yours',
  // It is decided, passed on or so already.
  'already',
  // It would let the starter decide.
  'self',
  // That person is asked already.
  'same_person',
  'too_many',
  // Nobody is named, or nobody whom it concerns.
  'nobody',
  // An administrator has to say why.
  'no_note',
] as const;

/** Why an event may not happen. */
export type ApprovalRefusal = (typeof APPROVAL_REFUSALS)[number];

/** What is to be done for an approval, each at most once: somebody is asked, or asked no more without having decided; its starter is told; nobody is left to be asked; it is over. */
export type ApprovalEffect =
  | { readonly kind: 'ask' | 'unask'; readonly seat: string }
  | { readonly kind: 'escalate' }
  | { readonly kind: 'tellStarter'; readonly what: 'returned' | 'approved' | 'rejected' | 'voided' }
  | { readonly kind: 'ended'; readonly outcome: ApprovalOutcome };

/** Where an approval has come to, and what is to be done for it. */
export interface ApprovalStepped {
  readonly approval: Approval;
  readonly effects: readonly ApprovalEffect[];
}
