import { type Approval, isDecided, type Seat, waits } from './approval.ts';

/** What one decision is asked of: a seat that a rule, an approver or a limit brought in, with everybody who sits there in place of its person. */
export interface Place {
  readonly root: Seat;
  readonly seats: readonly Seat[];
  readonly verdict: 'approved' | 'rejected' | null;
  /** Nobody who could decide it is left, though it is not decided. */
  readonly vacant: boolean;
  /** The place whose approver added it; null where none did. */
  readonly under: Place | null;
  /** A rule's decision; one for the whole round; one that an approver added, which is required besides. */
  readonly kind: 'rule' | 'whole' | 'added';
}

/** True for a seat whose person decides in place of another. */
const sitsIn = ({ origin, from }: Seat) => origin === 'transfer' || (origin === 'escalation' && from !== null);

/** A seat, and those before it in the same place, nearest first. */
export function lineOf(seats: readonly Seat[], seat: Seat): Seat[] {
  const line = [seat];
  for (let at = seat; sitsIn(at); line.push(at)) at = seats.find(({ id }) => id === at.from) as Seat;
  return line;
}

const kindOf = ({ origin }: Seat) => (origin === 'rule' ? 'rule' : origin === 'escalation' ? 'whole' : 'added');

/** The places of an approval in the order of its row. */
export function placesOf({ seats }: Pick<Approval, 'seats'>): Place[] {
  const rootOf = new Map(seats.map((seat) => [seat.id, (lineOf(seats, seat).at(-1) as Seat).id]));
  const sitting = Map.groupBy(seats, ({ id }) => rootOf.get(id) as string);
  const made = new Map<string, Place>();
  // A place comes to be after the one it is under, and its own seat before all who sit in for it.
  for (const [id, here] of sitting) {
    const root = here[0] as Seat;
    const verdict = here.some(({ state }) => state === 'approved') ? 'approved' : here.some(isDecided) ? 'rejected' : null;
    const vacant = verdict === null && !here.some(waits) && here.some(({ state }) => state === 'gone');
    const under = root.from === null ? null : (made.get(rootOf.get(root.from) as string) as Place);
    made.set(id, { root, seats: here, verdict, vacant, under, kind: kindOf(root) });
  }
  return [...made.values()].sort((a, b) => a.root.order - b.root.order);
}

/** The place that a place was added under first. */
export function topOf(place: Place): Place {
  return place.under ? topOf(place.under) : place;
}

/** True for a place that is approved, with everything that was added under it. */
export function isDone(place: Place, places: readonly Place[]): boolean {
  return place.verdict === 'approved' && places.every((each) => each.under !== place || isDone(each, places));
}
