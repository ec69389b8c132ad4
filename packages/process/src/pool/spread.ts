/** Somebody who may be given records. */
export interface Candidate {
  readonly id: string;
  /** How many open records that person has. */
  readonly load: number;
  /** When that person was given one last, as a running number; null for never. */
  readonly given: number | null;
}

/** How records are spread: to whom has the fewest, or was not given one for longest; nobody has more than `most` afterwards. */
export interface SpreadWish {
  readonly by: 'turn' | 'load';
  readonly most?: number | undefined;
}

/**
 * Chooses for each record who is given it, in their order, as if each were given before the next is looked at; null where nobody may. Those who stand alike come by their ids.
 * @param may whether a candidate may be given the record of this place
 */
export function spread(
  count: number,
  candidates: readonly Candidate[],
  { by, most = Number.POSITIVE_INFINITY }: SpreadWish,
  may: (candidate: Candidate, place: number) => boolean,
): (string | null)[] {
  let turn = Math.max(0, ...candidates.map(({ given }) => given ?? 0));
  const queue = candidates.map((candidate) => ({ candidate, load: candidate.load, given: candidate.given ?? -1 }));
  type Waiting = (typeof queue)[number];
  const rank = ({ load, given }: Waiting) => (by === 'load' ? load : given);
  const before = (a: Waiting, b: Waiting) => rank(a) - rank(b) || (a.candidate.id < b.candidate.id ? -1 : 1);
  queue.sort(before);
  return Array.from({ length: count }, (_, place) => {
    const found = queue.findIndex(({ candidate, load }) => load < most && may(candidate, place));
    const [chosen] = found < 0 ? [] : queue.splice(found, 1);
    if (!chosen) return null;
    turn += 1;
    const next = { ...chosen, load: chosen.load + 1, given: turn };
    const behind = queue.findIndex((each) => before(next, each) < 0);
    queue.splice(behind < 0 ? queue.length : behind, 0, next);
    return chosen.candidate.id;
  });
}
