const LONGEST = 40;

/** A key that is not taken: the wished one, else with the first number behind it that is free. */
export function keyIn(taken: ReadonlySet<string>, wish: string): string {
  if (!taken.has(wish)) return wish;
  for (let n = 2; ; n += 1) {
    const key = `${wish.slice(0, LONGEST - 1 - String(n).length)}_${n}`;
    if (!taken.has(key)) return key;
  }
}
