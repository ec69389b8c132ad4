import type { Calendar, Hours } from '@pipewright/definition';
import { type Clock, DAY, type Millis, upTo } from './clock.ts';
import type { Workdays } from './workdays.ts';

/** Time of work as one count of milliseconds that stands still outside of working hours. */
export interface Worktime {
  /** How much work lies before an instant, counted from an arbitrary one. */
  readonly before: (instant: Millis) => Millis;
  /** The first instant that has so much work before it. */
  readonly first: (work: Millis) => Millis;
  /** The last instant that has no more than so much work before it. */
  readonly last: (work: Millis) => Millis;
}

/** A stretch of a day, as milliseconds of readings since its midnight. */
export interface Stretch {
  readonly from: Millis;
  readonly to: Millis;
}

/** Hours as stretches of a day. */
export function stretchesOf(hours: readonly Hours[]): Stretch[] {
  const at = (reading: string) => Number(reading.slice(0, 2)) * 3_600_000 + Number(reading.slice(3)) * 60_000;
  return hours.map(({ from, to }) => ({ from: at(from), to: at(to) }));
}

/** The time of work of a calendar. Where the clock is put forward or back within hours, as much is work as passes: each counted hour takes an hour. */
export function worktimeOf(calendar: Calendar, workdays: Workdays, clock: Clock): Worktime {
  const stretches = stretchesOf(calendar.hours);
  const usual = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  if (!(usual > 0)) throw new RangeError('a calendar without working hours');
  const pieces = (day: number) =>
    stretches.map(({ from, to }) => ({ from: clock.instant(day * DAY + from), to: clock.instant(day * DAY + to) }));

  // Days of another length than usual are where the clock is put forward or back within hours; hardly any calendar has such.
  const odd = clock.odd
    .map((day) => [day, workdays.works(day) ? pieces(day).reduce((sum, { from, to }) => sum + to - from, 0) - usual : 0] as const)
    .filter(([, added]) => added !== 0);
  const oddDays = odd.map(([day]) => day);
  const added = [0];
  for (const [, more] of odd) added.push((added.at(-1) as number) + more);
  const beforeDay = (day: number) => workdays.before(day) * usual + (added[upTo(oddDays, day - 1)] as number);
  const counts = oddDays.map(beforeDay);

  /** The last day that has no more than so much work before it: a day of work. */
  function dayAt(work: Millis): number {
    const passed = upTo(counts, work);
    const last = oddDays[passed - 1];
    if (last !== undefined && beforeDay(last + 1) > work) return last;
    return workdays.at(Math.floor((work - (added[passed] as number)) / usual));
  }

  return {
    before(instant) {
      const day = Math.floor(clock.reading(instant) / DAY);
      if (!workdays.works(day)) return beforeDay(day);
      return pieces(day).reduce((sum, { from, to }) => sum + Math.max(0, Math.min(instant, to) - from), beforeDay(day));
    },
    first: (work) => at(work - 1, work),
    last: (work) => at(work, work),
  };

  function at(on: Millis, work: Millis): Millis {
    const day = dayAt(on);
    let [rest, within] = [work - beforeDay(day), on - beforeDay(day)];
    for (const { from, to } of pieces(day)) {
      if (within < to - from) return from + rest;
      rest -= to - from;
      within -= to - from;
    }
    throw new Error('a day of work is as long as its hours');
  }
}
