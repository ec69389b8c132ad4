import type { Circumstances } from './circumstances.ts';

/** A closed record: how it ended, and the circumstances it was seen in on its way. */
export interface Past {
  readonly won: boolean;
  readonly seen: readonly Circumstances[];
}

/** How many records were seen in the same circumstances, and how many of them were won. */
export interface Count {
  readonly won: number;
  readonly n: number;
}

/** What besides its stage tells of a record's chance, in the order in which it is told. */
export type Factor = { readonly kind: 'segment'; readonly at: number } | { readonly kind: 'age' | 'quiet' };

const name = (...parts: readonly (string | number | null)[]) => JSON.stringify(parts);

/** The name of all records together. */
export const ALL = name('all');

/** The name of what is counted for a stage; that of all records where nothing is known of stages. */
export function stageName({ pipeline, stage }: Circumstances): string {
  return stage === null ? ALL : name('stage', pipeline, stage);
}

/** The factors that are known in some circumstances, each with its value and the name of what is counted for it. */
export function factorsIn(seen: Circumstances): { readonly factor: Factor; readonly value: string | null; readonly name: string }[] {
  const { pipeline, stage, segments, age, quiet } = seen;
  const rows: { factor: Factor; value: string | null; name: string }[] = segments.map((value, at) => ({
    factor: { kind: 'segment', at },
    value,
    name: name('segment', at, pipeline, stage, value),
  }));
  if (age !== null) rows.push({ factor: { kind: 'age' }, value: age, name: name('age', pipeline, stage, age) });
  if (quiet !== null) rows.push({ factor: { kind: 'quiet' }, value: quiet, name: name('quiet', pipeline, stage, quiet) });
  return rows;
}

/** The name of what is counted for exactly these circumstances. */
export function cellName({ pipeline, stage, segments, age, quiet }: Circumstances): string {
  return name('cell', pipeline, stage, age, quiet, ...segments);
}

/** Counts closed records, in any order: each once for everything that it was ever seen in. */
export class Tally {
  readonly #counts = new Map<string, { won: number; n: number }>();
  readonly #cells = new Map<string, Circumstances>();

  /** How many were counted. */
  get size(): number {
    return this.#counts.get(ALL)?.n ?? 0;
  }

  /** Counts one more. A record that was never seen tells nothing. */
  add({ won, seen }: Past): void {
    if (seen.length === 0) return;
    const names = new Set([ALL]);
    for (const each of seen) {
      const cell = cellName(each);
      if (!this.#cells.has(cell)) this.#cells.set(cell, each);
      names.add(cell).add(stageName(each));
      for (const row of factorsIn(each)) names.add(row.name);
    }
    for (const key of names) {
      const count = this.#counts.get(key) ?? { won: 0, n: 0 };
      count.n += 1;
      if (won) count.won += 1;
      this.#counts.set(key, count);
    }
  }

  /** What was counted, in the order of the names, so that nothing depends on which record came first. */
  counts(): [string, Count][] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The circumstances that were seen, in the order of their names. */
  cells(): Circumstances[] {
    return [...this.#cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, seen]) => seen);
  }
}
