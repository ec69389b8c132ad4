import { type Approval, type ApprovalPhase, isDecided, isOver, type Seat, waits } from './approval.ts';
import type { ApprovalEffect, ApprovalStepped } from './event.ts';
import { isCarried, verdictOf } from './outcome.ts';
import { lineOf, type Place, placesOf, topOf } from './place.ts';

/** Draws the conclusions of what has changed: whether the round is over, who is asked now, and who has to be told of it. */
export function settle(before: Approval, changed: Approval): ApprovalStepped {
  if (new Set(changed.seats.map(({ id }) => id)).size < changed.seats.length) throw new RangeError('an id of a seat that is there already');
  const places = placesOf(changed);
  const phase = (changed.phase === 'open' && verdictOf(changed.mode, places)) || changed.phase;
  const asks = phase === 'open' ? asking(changed, places) : () => PAUSED(phase);
  const seats = changed.seats.map((seat) => (waits(seat) ? { ...seat, state: asks(seat) } : seat));
  const missed = phase === 'open' && isMissed(changed, places);
  const approval = { ...changed, phase, seats, escalated: changed.escalated || missed };
  return { approval, effects: effectsOf(before, approval) };
}

const PAUSED = (phase: ApprovalPhase) => (isOver(phase) ? 'passed' : 'later');

/** How each seat that waits stands in a round that goes on. */
function asking({ mode, seats }: Approval, places: readonly Place[]): (seat: Seat) => Seat['state'] {
  const placeOf = new Map(places.flatMap((place) => place.seats.map(({ id }) => [id, place] as const)));
  const needed = needs(mode, places);
  const isInRow = (place: Place) => topOf(place).kind === 'rule';
  // One place at a time, with whoever was added before or after it in the same row.
  const turn = mode.kind === 'turn' ? places.find((place) => isInRow(place) && place.verdict !== 'approved') : undefined;
  const before = places.filter(({ root, verdict }) => root.origin === 'before' && verdict !== 'approved');
  return (seat) => {
    const place = placeOf.get(seat.id) as Place;
    if (!needed(place)) return 'passed';
    if (turn && turn !== place && isInRow(place)) return 'later';
    return lineOf(seats, seat).some(({ id }) => before.some(({ root }) => root.from === id)) ? 'later' : 'open';
  };
}

/** Says of a place whether its decision can still matter. */
function needs(mode: Approval['mode'], places: readonly Place[]): (place: Place) => boolean {
  // Somebody decided for the whole round, and added others who have to agree: nobody else has.
  const wholly = places.some(({ kind, verdict }) => kind === 'whole' && verdict === 'approved');
  const carried = isCarried(mode, places);
  return (place) => {
    if (place.verdict !== null) return false;
    if (topOf(place).kind === 'whole') return true;
    return !wholly && (place.kind === 'added' || !carried);
  };
}

/** True where nobody is left who could be asked somewhere. */
function isMissed({ mode }: Approval, places: readonly Place[]): boolean {
  const needed = needs(mode, places);
  return places.length === 0 || places.some((place) => place.vacant && needed(place));
}

function effectsOf(before: Approval, after: Approval): ApprovalEffect[] {
  const open = ({ seats }: Approval) => seats.filter(({ state }) => state === 'open').map(({ id }) => id);
  const [was, is] = [open(before), open(after)];
  const decided = after.seats.filter(isDecided).map(({ id }) => id);
  const { phase } = after;
  const turned = phase !== before.phase && phase !== 'open';
  return [
    ...was.filter((seat) => !is.includes(seat) && !decided.includes(seat)).map((seat) => ({ kind: 'unask', seat }) as const),
    ...is.filter((seat) => !was.includes(seat)).map((seat) => ({ kind: 'ask', seat }) as const),
    ...(after.escalated && !before.escalated ? [{ kind: 'escalate' } as const] : []),
    // Whoever withdraws knows.
    ...(turned && phase !== 'withdrawn' ? [{ kind: 'tellStarter', what: phase } as const] : []),
    ...(turned && isOver(phase) ? [{ kind: 'ended', outcome: phase } as const] : []),
  ];
}
