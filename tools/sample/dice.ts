/** Chance that is the same each time it is asked for from the same seed. */
export function dice(seed: number) {
  let state = seed;
  /** The next number of the sequence, from 0 up to 1 (mulberry32). */
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    random,
    whole: (from: number, to: number) => from + Math.floor(random() * (to - from + 1)),
    pick: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T,
    chance: (share: number) => random() < share,
    money: (low: number, high: number) => String(Math.round((low * (high / low) ** random()) / 100) * 100),
  };
}

/** The chance of what the company does day by day: customers, contacts, opportunities and activities take from it in this order. */
export const days = dice(20_260_101);
