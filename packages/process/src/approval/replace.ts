import { type Approval, type Seat, waits } from './approval.ts';
import type { ApprovalRefusal, EventOf } from './event.ts';
import { placesOf } from './place.ts';
import { mayDecide, seatsFor } from './seat.ts';

/** Somebody may decide no more: others sit in for them wherever they were to decide. Where there are none the place stays empty; it is never taken for approved. */
export function gone(approval: Approval, { person, instead, seatIds }: EventOf<'gone'>): Approval | ApprovalRefusal {
  const leaves = (seat: Seat) => seat.person === person && waits(seat);
  const left = approval.seats.filter(leaves);
  if (left.length === 0) return 'nobody';
  const people = mayDecide(approval, instead).filter((each) => each !== person);
  const fresh = left.flatMap(({ id, order }, n) =>
    seatsFor(approval, people, seatIds.slice(n * people.length), { origin: 'escalation', from: id, order }).map((seat) => ({
      ...seat,
      order,
    })),
  );
  return { ...approval, seats: [...approval.seats.map((seat) => (leaves(seat) ? { ...seat, state: 'gone' as const } : seat)), ...fresh] };
}

/** Asks others who may decide for everybody; where there are none, administrators may. */
export function escalate(approval: Approval, { people, seatIds }: EventOf<'escalate'>): Approval | ApprovalRefusal {
  if (approval.phase !== 'open') return 'not_now';
  const whole = placesOf(approval).filter(({ kind }) => kind === 'whole');
  const asked = whole.flatMap(({ seats }) => seats.filter(waits).map(({ person }) => person));
  const named = mayDecide(approval, people);
  const fresh = named.filter((person) => !asked.includes(person));
  if (fresh.length === 0) return named.length > 0 || approval.escalated ? 'already' : { ...approval, escalated: true };
  const order = Math.max(-1, ...approval.seats.map((seat) => seat.order)) + 1;
  return { ...approval, seats: [...approval.seats, ...seatsFor(approval, fresh, seatIds, { origin: 'escalation', from: null, order })] };
}
