import Big from 'big.js';

/** How many percent one decimal is of another, exact and rounded down, so that 100 means that it was reached; undefined for a part of nothing. */
export function percentOf(part: string | number, whole: string | number): number | undefined {
  const all = new Big(whole);
  if (all.eq(0)) return undefined;
  const percent = new Big(part).times(100);
  const rounded = percent.div(all).round(0, Big.roundDown);
  // A quotient has only so many digits: 99.99…9 may have become 100.
  const over = rounded.times(all).abs().gt(percent.abs());
  return Number(over ? rounded.minus(rounded.gt(0) ? 1 : -1) : rounded);
}
