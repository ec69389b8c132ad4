import { isDate } from '@pipewright/logic';
import { type Bucket, bucketAt, type Days, daysOfBucket } from './bucket.ts';

/** The periods that figures can be narrowed to by name. */
export const PERIODS = [
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_30_days',
  'last_90_days',
] as const;
/** A period with a name. */
export type Period = (typeof PERIODS)[number];

const NAMED: Readonly<Record<Period, readonly [Bucket, number] | number>> = {
  this_month: ['month', 0],
  last_month: ['month', -1],
  this_quarter: ['quarter', 0],
  last_quarter: ['quarter', -1],
  this_year: ['year', 0],
  last_year: ['year', -1],
  last_30_days: 30,
  last_90_days: 90,
};

/** True for the name of a period. */
export function isPeriod(text: string): text is Period {
  return Object.hasOwn(NAMED, text);
}

/**
 * The days that a text of an address means: the name of a period, seen from today, or a first and a last day (`2026-01-01..2026-03-31`). Undefined for
 * any other text.
 */
export function daysIn(text: string | undefined, today: string): Days | undefined {
  if (text === undefined) return undefined;
  if (!isPeriod(text)) return between(text);
  const named = NAMED[text];
  if (typeof named === 'number') return { from: bucketAt('day', today, 1 - named), to: today };
  const [bucket, after] = named;
  return daysOfBucket(bucket, bucketAt(bucket, today, after));
}

function between(text: string): Days | undefined {
  const [from = '', to = '', ...more] = text.split('..');
  return isDate(from) && isDate(to) && more.length === 0 && from <= to ? { from, to } : undefined;
}
