import Big from 'big.js';
import type { Value, ValueType } from './value-type.ts';

/** A value that is not empty. */
export type Present = Exclude<Value, null>;

/** True for what is not there. */
export const empty = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Orders two texts by code point, as Postgres does under collation "C" with UTF-8; `<` on JS strings orders by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogates = x >= 0xd800 && x <= 0xdfff ? 1 : 0;
    const others = y >= 0xd800 && y <= 0xdfff ? 1 : 0;
    return surrogates === others ? x - y : surrogates - others || x - y;
  }
  return a.length - b.length;
}

function compareNumber(a: Present, b: Present): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return (a as number) - (b as number);
  return new Big(a as string).cmp(b as string);
}

const instant = (value: Present) => Date.parse(value as string);

/** How two values of a type stand to each other: negative, zero or positive; lists have no order. */
export const ORDER: Readonly<Record<ValueType, (a: Present, b: Present) => number>> = {
  text: (a, b) => compareText(a as string, b as string),
  number: compareNumber,
  boolean: (a, b) => Number(a) - Number(b),
  date: (a, b) => instant(a) - instant(b),
  datetime: (a, b) => instant(a) - instant(b),
  list: () => Number.NaN,
};
