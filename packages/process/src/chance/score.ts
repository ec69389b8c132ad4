/** A group of estimates that were about the same, beside what became of the records. */
export interface Bin {
  /** The mean estimate, in percent. */
  readonly told: number;
  /** The share that was won, in percent. */
  readonly won: number;
  readonly n: number;
}

const BINS = 10;

/** Adds up how far estimates lie from what became of records: the Brier score, and a group for each tenth. Estimates are percentages; their order is nothing to it. */
export class Score {
  readonly #told = new Map<number, { won: number; n: number }>();
  #n = 0;

  /** Adds an estimate, and gives what it adds to the score. */
  add(percent: number, won: boolean): number {
    const count = this.#told.get(percent) ?? { won: 0, n: 0 };
    this.#told.set(percent, { won: count.won + (won ? 1 : 0), n: count.n + 1 });
    this.#n += 1;
    return missOf(percent, won);
  }

  /** The Brier score: the mean square of the misses, 0 for who knows everything and 0.25 for who always says one half; null without an estimate. */
  brier(): number | null {
    const sum = this.#sorted().reduce(
      (all, [percent, { won, n }]) => all + won * missOf(percent, true) + (n - won) * missOf(percent, false),
      0,
    );
    return this.#n === 0 ? null : sum / this.#n;
  }

  /** How many estimates there were. */
  count(): number {
    return this.#n;
  }

  /** The groups that have any. */
  bins(): Bin[] {
    const groups = Map.groupBy(this.#sorted(), ([percent]) => Math.min(BINS - 1, Math.floor((percent / 100) * BINS)));
    return [...groups.values()].map((group) => {
      const total = (of: (percent: number, count: { won: number; n: number }) => number) =>
        group.reduce((sum, [percent, count]) => sum + of(percent, count), 0);
      const n = total((_, count) => count.n);
      return { told: total((percent, count) => percent * count.n) / n, won: (100 * total((_, { won }) => won)) / n, n };
    });
  }

  #sorted() {
    return [...this.#told].sort(([a], [b]) => a - b);
  }
}

const missOf = (percent: number, won: boolean) => ((percent - (won ? 100 : 0)) / 100) ** 2;

const DRAWS = 1000;

/** Numbers between 0 and 1 that look like chance and are the same for the same seed (mulberry32). */
function drawn(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What one record adds to a difference of two scores: how much, and from how many estimates. */
export interface Difference {
  readonly sum: number;
  readonly n: number;
}

/** Between which values the mean difference lies with 95 %: records, which their estimates belong to, are drawn anew many times. The same for the same records. */
export function spreadOf(differences: readonly Difference[], seed = 1): { readonly low: number; readonly high: number } | null {
  if (differences.length === 0) return null;
  const next = drawn(seed);
  const drawnFrom = [...differences].sort((a, b) => a.sum - b.sum || a.n - b.n);
  const means = Array.from({ length: DRAWS }, () => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < drawnFrom.length; i += 1) {
      const each = drawnFrom[Math.floor(next() * drawnFrom.length)] as Difference;
      sum += each.sum;
      n += each.n;
    }
    return n === 0 ? 0 : sum / n;
  }).sort((a, b) => a - b);
  return { low: means[Math.floor(DRAWS * 0.025)] ?? 0, high: means[Math.floor(DRAWS * 0.975)] ?? 0 };
}
