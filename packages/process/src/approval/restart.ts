import type { Approval, Seat } from './approval.ts';
import { verdictOf } from './outcome.ts';
import { isDone, placesOf } from './place.ts';

/**
 * Asks anew whom the rule names. Whoever was brought in besides is not asked again, but for those who sit in for somebody who is gone. With `rest` a place that is approved stays so, with
 * all that was added to it approved as well: otherwise a yes on a condition would become one without. Asking anew never decides anything by itself: then all are asked.
 */
export function restart(approval: Approval, again: 'all' | 'rest'): Approval {
  const places = placesOf(approval);
  const kept = places.filter((place) => again === 'rest' && place.kind === 'rule' && isDone(place, places)).flatMap(({ seats }) => seats);
  const seats: Seat[] = [];
  for (const seat of approval.seats) {
    const sitsIn = seat.origin === 'escalation' && seats.some(({ id, state }) => id === seat.from && state === 'gone');
    if (kept.includes(seat)) seats.push(seat);
    else if (seat.origin === 'rule' || sitsIn) seats.push(seat.state === 'gone' ? seat : { ...seat, state: 'later', by: null });
  }
  const fresh: Approval = { ...approval, phase: 'open', returnedBy: null, seats };
  return again === 'rest' && verdictOf(approval.mode, placesOf(fresh)) !== null ? restart(approval, 'all') : fresh;
}
