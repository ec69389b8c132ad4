import type { ApprovalMode } from './approval.ts';
import { isDone, type Place, topOf } from './place.ts';

/** How many of these votes have to be for it: one at least, whatever the share. */
export function quorum(mode: ApprovalMode, votes: number): number {
  if (mode.kind === 'any') return 1;
  // Multiplied first, since 0.07 × 100 is more than 7.
  return Math.max(1, mode.kind === 'share' ? Math.ceil((mode.percent * votes) / 100) : votes);
}

/** True where as many approved as the mode asks for, not counting whom they added. */
export function isCarried(mode: ApprovalMode, places: readonly Place[]): boolean {
  const votes = places.filter(({ kind }) => kind === 'rule');
  return votes.filter(({ verdict }) => verdict === 'approved').length >= quorum(mode, votes.length);
}

/** True where the mode can be carried no more. Whoever is gone has not said no. */
function isLost(mode: ApprovalMode, places: readonly Place[]): boolean {
  const votes = places.filter(({ kind }) => kind === 'rule');
  const against = votes.filter(({ verdict }) => verdict === 'rejected').length;
  return against > 0 && (mode.kind !== 'share' || votes.length - against < quorum(mode, votes.length));
}

/** What the decisions so far come to; null as long as they decide nothing. */
export function verdictOf(mode: ApprovalMode, places: readonly Place[]): 'approved' | 'rejected' | null {
  // Whoever decides for the whole round decides it, and whoever was added is required: a no of theirs is the end of it in every mode.
  if (places.some(({ kind, verdict }) => kind !== 'rule' && verdict === 'rejected')) return 'rejected';
  if (places.some((place) => place.kind === 'whole' && isDone(place, places))) return 'approved';
  const carried = isCarried(mode, places);
  if (!carried && isLost(mode, places)) return 'rejected';
  const required = places.filter((place) => place.kind === 'added' && topOf(place).kind === 'rule');
  return carried && required.every(({ verdict }) => verdict === 'approved') ? 'approved' : null;
}
