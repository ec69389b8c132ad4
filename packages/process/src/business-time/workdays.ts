import type { Calendar } from '@pipewright/definition';
import { DAY, upTo } from './clock.ts';
import { holidayTables } from './holidays.ts';

/** The days that are worked, numbered through: days are counted from 1970-01-01. */
export interface Workdays {
  readonly works: (day: number) => boolean;
  /** How many days of work lie before a day, counted from an arbitrary one. */
  readonly before: (day: number) => number;
  /** The day of work that has so many before it. */
  readonly at: (count: number) => number;
}

/** The number of a day, counted from 1970-01-01. */
export function numberOfDay(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY;
}

// 1970-01-01 was a Thursday.
const sinceMonday = (day: number) => (((day + 3) % 7) + 7) % 7;

/** The days of work of a calendar: its own days win over the table of holidays, and that over the week. */
export function workdaysOf({ weekdays, holidays, days }: Pick<Calendar, 'weekdays' | 'holidays' | 'days'>): Workdays {
  const week = [0, 1, 2, 3, 4, 5, 6].filter((index) => weekdays.includes(index + 1));
  const inWeek = (day: number) => week.includes(sinceMonday(day));
  const named = new Map<number, boolean>();
  for (const { days } of holidays ? holidayTables[holidays] : []) for (const { day, works } of days) named.set(numberOfDay(day), works);
  for (const { day, works } of days) named.set(numberOfDay(day), works);

  // Only the days that differ from the week are kept: between two of them days of work are counted by weeks.
  const odd = [...named].filter(([day, works]) => works !== inWeek(day)).sort(([a], [b]) => a - b);
  const oddDays = odd.map(([day]) => day);
  const added = [0];
  for (const [, works] of odd) added.push((added.at(-1) as number) + (works ? 1 : -1));
  const earlier = [0, 1, 2, 3, 4, 5, 6].map((index) => week.filter((each) => each < index).length);
  const byWeek = (day: number) => Math.floor((day + 3) / 7) * week.length + (earlier[sinceMonday(day)] as number);
  const before = (day: number) => byWeek(day) + (added[upTo(oddDays, day - 1)] as number);
  const counts = oddDays.map(before);

  return {
    works: (day) => named.get(day) ?? inWeek(day),
    before,
    at(count) {
      if (!Number.isFinite(count) || week.length === 0) throw new RangeError('no such day of work');
      const passed = upTo(counts, count);
      const last = odd[passed - 1];
      if (last?.[1] && counts[passed - 1] === count) return last[0];
      const inWeeks = count - (added[passed] as number);
      const weeks = Math.floor(inWeeks / week.length);
      return weeks * 7 - 3 + (week[inWeeks - weeks * week.length] as number);
    },
  };
}
