import type { Approval, Seat } from './approval.ts';

/** These people, each once, without whoever may not decide. */
export function mayDecide({ own, starter }: Approval, people: readonly string[]): string[] {
  return [...new Set(people)].filter((person) => own === 'may' || person !== starter);
}

/**
 * Seats for people in their order, one after the other from a place in the row on. They wait: `settle` says who is asked.
 * @throws where the caller made too few ids
 */
export function seatsFor(
  approval: Approval,
  people: readonly string[],
  ids: readonly string[],
  { order, ...seat }: Pick<Seat, 'origin' | 'from' | 'order'>,
): Seat[] {
  return mayDecide(approval, people).map((person, n) => {
    const id = ids[n];
    if (id === undefined) throw new RangeError('too few ids of seats');
    return { id, person, state: 'later', by: null, ...seat, order: order + n };
  });
}

/** Makes room in the row, from an order on. */
export function withRoom(seats: readonly Seat[], from: number, count: number): Seat[] {
  return seats.map((seat) => (seat.order >= from ? { ...seat, order: seat.order + count } : seat));
}
