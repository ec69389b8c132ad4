import type { Dimension } from '../model/report.ts';

/** A stretch of the calendar by which figures are split. */
export type Bucket = NonNullable<Dimension['bucket']>;

/** Days from the first to the last, both of them meant, as `YYYY-MM-DD`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Buckets as numbers that follow one another, and as answers write them. */
interface Calendar {
  readonly form: RegExp;
  readonly read: (value: string) => number;
  readonly write: (n: number) => string;
  /** The first day of a bucket. */
  readonly first: (n: number) => string;
}

const DAY = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const two = (n: number) => String(n).padStart(2, '0');
const year = (n: number) => String(n).padStart(4, '0');
const month = (n: number) => `${year(Math.floor(n / 12))}-${two((n % 12) + 1)}`;
const day = (n: number) => dayOf(n * DAY);

const CALENDARS: Readonly<Record<Bucket, Calendar>> = {
  day: { form: /^\d{4}-\d\d-\d\d$/, read: (value) => Date.parse(`${value}T00:00:00Z`) / DAY, write: day, first: day },
  month: {
    form: /^\d{4}-\d\d$/,
    read: (value) => Number(value.slice(0, 4)) * 12 + Number(value.slice(5)) - 1,
    write: month,
    first: (n) => `${month(n)}-01`,
  },
  quarter: {
    form: /^\d{4}-Q[1-4]$/,
    read: (value) => Number(value.slice(0, 4)) * 4 + Number(value.slice(6)) - 1,
    write: (n) => `${year(Math.floor(n / 4))}-Q${(n % 4) + 1}`,
    first: (n) => `${month(n * 3)}-01`,
  },
  year: { form: /^\d{4}$/, read: Number, write: year, first: (n) => `${year(n)}-01-01` },
};

/** The days of a bucket as answers write it (`2026-03`, `2026-Q1`); undefined for what is none. */
export function daysOfBucket(bucket: Bucket, value: unknown): Days | undefined {
  const { form, read, first } = CALENDARS[bucket];
  if (typeof value !== 'string' || !form.test(value)) return undefined;
  const n = read(value);
  return { from: first(n), to: dayOf(Date.parse(`${first(n + 1)}T00:00:00Z`) - DAY) };
}

/** The bucket that a day lies in, or the one so many after it. */
export function bucketAt(bucket: Bucket, at: string, after = 0): string {
  const { read, write } = CALENDARS[bucket];
  const [years = '', months = ''] = at.split('-');
  const within = { day: at, month: `${years}-${months}`, quarter: `${years}-Q${Math.ceil(Number(months) / 3)}`, year: years };
  return write(read(within[bucket]) + after);
}

/** Every bucket from the first to the last of those given, in order; those given where there would be more than `most`. */
export function bucketsThrough(bucket: Bucket, given: readonly string[], most: number): readonly string[] {
  const { form, read, write } = CALENDARS[bucket];
  if (given.length === 0 || !given.every((each) => form.test(each))) return given;
  const numbers = given.map(read);
  const first = Math.min(...numbers);
  const length = Math.max(...numbers) - first + 1;
  return length > most ? given : Array.from({ length }, (_, i) => write(first + i));
}
