import { type BusinessTime, dayText } from './time.ts';
import { numberOfDay } from './workdays.ts';

/** A unit in which days are counted. */
export type DayUnit = 'days' | 'workdays';

/**
 * The day that lies some days, or days of work, after another, or before it where the number is negative. A day off is not counted, nor is
 * the day itself: the first working day after a Saturday is Monday, the first before it Friday.
 * @param n whole
 */
export function dayOffset({ workdays }: BusinessTime, day: string, n: number, unit: DayUnit): string {
  const from = numberOfDay(day);
  if (n === 0 || unit === 'days') return dayText(from + n);
  return dayText(workdays.at(n > 0 ? workdays.before(from + 1) + n - 1 : workdays.before(from) + n));
}

/** The latest day whose offset is no later than another day: `dayOffset(day, n) <= today` holds for exactly the days up to this one. */
export function latestDay({ workdays }: BusinessTime, today: string, n: number, unit: DayUnit): string {
  const now = numberOfDay(today);
  if (n === 0 || unit === 'days') return dayText(now - n);
  const worked = workdays.before(now + 1);
  return dayText(n > 0 ? workdays.at(worked - n) - 1 : workdays.at(worked - 1 - n));
}
