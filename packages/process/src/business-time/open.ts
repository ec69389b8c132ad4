import { type Hours, hoursWithout } from '@pipewright/definition';
import { DAY } from './clock.ts';
import type { BusinessTime } from './time.ts';
import { stretchesOf } from './worktime.ts';

/**
 * The first instant, no earlier than this one, that lies in working hours and outside of somebody's quiet hours. Quiet hours that begin later
 * than they end go over midnight; those that leave no working hour are not kept, for what is to be told would never be.
 */
export function nextOpen({ calendar, workdays, clock }: BusinessTime, instant: string, quiet?: Hours): string {
  const at = Date.parse(instant);
  const loud = quiet ? hoursWithout(calendar.hours, quiet) : [];
  const open = stretchesOf(loud.length > 0 ? loud : calendar.hours);
  if (open.length === 0) throw new RangeError('a calendar without working hours');
  for (let day = Math.floor(clock.reading(at) / DAY); ; day = workdays.at(workdays.before(day + 1))) {
    if (!workdays.works(day)) continue;
    for (const stretch of open) {
      const [from, to] = [clock.instant(day * DAY + stretch.from), clock.instant(day * DAY + stretch.to)];
      if (from < to && at < to) return new Date(Math.max(at, from)).toISOString();
    }
  }
}
