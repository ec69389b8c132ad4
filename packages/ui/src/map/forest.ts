/** Somebody, and whom that person reports to. */
export interface Placed {
  readonly id: string;
  readonly above: string | null;
}

/** Somebody in the tree: how far down, under whom, and who stands below. */
export interface TreePlace {
  readonly id: string;
  /** From 1. */
  readonly level: number;
  readonly above: string | null;
  readonly below: readonly string[];
}

/** People as trees, each before those below, and those who stand by themselves. Everybody is in it once. */
export interface Forest {
  readonly places: ReadonlyMap<string, TreePlace>;
  /** At the top of a tree of several. */
  readonly tops: readonly string[];
  /** Linked with nobody. */
  readonly loose: readonly string[];
}

/**
 * Puts people below those they report to, in the order they come in. Who reports to somebody who is not among them stands at the top; of a circle,
 * which no write lets come about, the first stands there, so that nothing is lost and nothing goes round.
 */
export function forestOf(people: readonly Placed[]): Forest {
  const known = new Map(people.map((each) => [each.id, each]));
  const aboveOf = ({ id, above }: Placed) => (above !== null && above !== id && known.has(above) ? above : null);
  const below = Map.groupBy([...known.values()], aboveOf);
  const places = new Map<string, TreePlace>();
  const tops: string[] = [];
  const grow = (top: string) => {
    tops.push(top);
    const waiting = [{ id: top, level: 1, above: null as string | null }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (places.has(next.id)) continue;
      const { id, level } = next;
      const own = (below.get(id) ?? []).map((each) => each.id).filter((each) => !places.has(each) && each !== top);
      places.set(id, { ...next, below: own });
      for (const each of own.toReversed()) waiting.push({ id: each, level: level + 1, above: id });
    }
  };
  for (const { id } of below.get(null) ?? []) grow(id);
  for (const id of known.keys()) if (!places.has(id)) grow(id);
  const alone = (id: string) => places.get(id)?.below.length === 0;
  return { places, tops: tops.filter((id) => !alone(id)), loose: tops.filter(alone) };
}

/** Everybody at or below a place, each before those below, as far as nothing on the way is folded. */
export function downFrom({ places }: Forest, starts: readonly string[], folded: ReadonlySet<string> = new Set()): string[] {
  const found: string[] = [];
  const waiting = starts.toReversed();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    found.push(id);
    if (!folded.has(id)) waiting.push(...(places.get(id)?.below ?? []).toReversed());
  }
  return found;
}
