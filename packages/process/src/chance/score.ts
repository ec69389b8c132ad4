/** A group of estimates that were about the same, beside what became of the records. */
export interface Bin {
  /** The mean estimate, in percent. */
  readonly told: number;
  /** The share that was won, in percent. */
  readonly won: number;
  readonly n: number;
}

const BINS = 10;

/** Adds up how far estimates lie from what became of records: the Brier score, and a group for each tenth. Estimates are percentages. */
export class Score {
  #sum = 0;
  #n = 0;
  readonly #bins = Array.from({ length: BINS }, () => ({ told: 0, won: 0, n: 0 }));

  /** Adds an estimate, and gives what it adds to the score. */
  add(percent: number, won: boolean): number {
    const miss = (percent - (won ? 100 : 0)) ** 2;
    this.#sum += miss;
    this.#n += 1;
    const bin = this.#bins[Math.min(BINS - 1, Math.floor((percent / 100) * BINS))];
    if (bin) {
      bin.told += percent;
      bin.n += 1;
      if (won) bin.won += 1;
    }
    return miss / 10_000;
  }

  /** The Brier score: the mean square of the misses, 0 for who knows everything and 0.25 for who always says one half; null without an estimate. */
  brier(): number | null {
    return this.#n === 0 ? null : this.#sum / this.#n / 10_000;
  }

  /** How many estimates there were. */
  count(): number {
    return this.#n;
  }

  /** The groups that have any. */
  bins(): Bin[] {
    return this.#bins.filter(({ n }) => n > 0).map(({ told, won, n }) => ({ told: told / n, won: (100 * won) / n, n }));
  }
}

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
  const means = Array.from({ length: DRAWS }, () => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < differences.length; i += 1) {
      const each = differences[Math.floor(next() * differences.length)] as Difference;
      sum += each.sum;
      n += each.n;
    }
    return n === 0 ? 0 : sum / n;
  }).sort((a, b) => a - b);
  return { low: means[Math.floor(DRAWS * 0.025)] ?? 0, high: means[Math.floor(DRAWS * 0.975)] ?? 0 };
}
