/** Random choices that a seed repeats exactly. */
export interface Dice {
  /** A whole number from 0 up to, not including, `n`. */
  readonly below: (n: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** Some of them, in their order, each with the probability. */
  readonly some: <T>(from: readonly T[], probability: number) => T[];
}

/** Dice from a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new Error('Nothing to pick from');
      return from[below(from.length)] as (typeof from)[number];
    },
    some: (from, probability) => from.filter(() => next() < probability),
  };
}
