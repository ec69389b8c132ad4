import type { Approval, Seat } from './approval.ts';
import { refusedActing } from './decide.ts';
import type { ApprovalRefusal, EventOf } from './event.ts';
import { mayDecide, seatsFor, withRoom } from './seat.ts';

const MOST_AT_SEAT = 10;
const MOST = 50;

/** Hands a seat on to somebody else, who sits in its place. */
export function transfer(approval: Approval, event: EventOf<'transfer'>): Approval | ApprovalRefusal {
  const seat = seatOf(approval, event);
  if (typeof seat === 'string') return seat;
  const refused = refusedAsking(approval, [event.to]);
  if (refused) return refused;
  const added = seatsFor(approval, [event.to], [event.seatId], { origin: 'transfer', from: seat.id, order: seat.order });
  return { ...approval, seats: [...put(approval.seats, { ...seat, state: 'passed' }), ...added] };
}

/** Brings in others who have to approve besides: before oneself, who waits for them, or after, when one has approved at once. */
export function add(approval: Approval, event: EventOf<'add'>): Approval | ApprovalRefusal {
  const seat = seatOf(approval, event);
  if (typeof seat === 'string') return seat;
  const { place, seatIds } = event;
  const people = [...new Set(event.people)];
  const refused = refusedAsking(approval, people);
  if (refused) return refused;
  const added = approval.seats.filter(({ origin }) => origin === 'before' || origin === 'after');
  const here = added.filter(({ from }) => from === seat.id);
  if (here.length + people.length > MOST_AT_SEAT || added.length + people.length > MOST) return 'too_many';
  const order = place === 'before' ? seat.order : seat.order + 1;
  const seats = place === 'before' ? approval.seats : put(approval.seats, { ...seat, state: 'approved', by: event.by });
  const fresh = seatsFor(approval, people, seatIds, { origin: place, from: seat.id, order });
  return { ...approval, seats: [...withRoom(seats, order, people.length), ...fresh] };
}

/** The open seat at which somebody acts, or why they may not. */
function seatOf(approval: Approval, { by, acts, seat }: EventOf<'transfer' | 'add'>): Seat | ApprovalRefusal {
  const refused = refusedActing(approval, by);
  if (refused) return refused;
  const found = approval.seats.find(({ id }) => id === seat);
  if (!found || !acts.includes(found.person)) return 'not_yours';
  if (found.state === 'open') return found;
  return found.state === 'later' ? 'not_now' : 'already';
}

function refusedAsking(approval: Approval, people: readonly string[]): ApprovalRefusal | undefined {
  if (people.length === 0) return 'nobody';
  if (mayDecide(approval, people).length < people.length) return 'self';
  return approval.seats.some(({ state, person }) => state === 'open' && people.includes(person)) ? 'same_person' : undefined;
}

const put = (seats: readonly Seat[], seat: Seat) => seats.map((each) => (each.id === seat.id ? seat : each));
