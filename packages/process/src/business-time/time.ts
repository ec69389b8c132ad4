import type { Calendar } from '@pipewright/definition';
import { type Clock, clockOf, DAY } from './clock.ts';
import { holidayTables } from './holidays.ts';
import { numberOfDay, type Workdays, workdaysOf } from './workdays.ts';
import { type Worktime, worktimeOf } from './worktime.ts';

/** A calendar in a zone, ready to be asked many times. */
export interface BusinessTime {
  readonly calendar: Calendar;
  readonly timeZone: string;
  readonly workdays: Workdays;
  /** Looked up when first asked for: who only asks about days needs none of them. */
  readonly clock: Clock;
  readonly worktime: Worktime;
}

/** Prepares a calendar that keeps its rules in a time zone. One without working days or hours, as a draft may be, can still be asked which days it works; counting with it throws a RangeError. */
export function timeOf(calendar: Calendar, timeZone: string): BusinessTime {
  const workdays = workdaysOf(calendar);
  let worktime: Worktime | undefined;
  return {
    calendar,
    timeZone,
    workdays,
    get clock() {
      return clockOf(timeZone);
    },
    get worktime() {
      worktime ??= worktimeOf(calendar, workdays, clockOf(timeZone));
      return worktime;
    },
  };
}

/** Whether a day, `YYYY-MM-DD`, is worked. */
export function isWorkday({ workdays }: BusinessTime, day: string): boolean {
  return workdays.works(numberOfDay(day));
}

/** Whether the table of holidays that the calendar follows knows a year; outside of its years the week and the calendar's own days alone count. True for a calendar that follows no table. */
export function covers({ calendar }: BusinessTime, year: number): boolean {
  return !calendar.holidays || holidayTables[calendar.holidays].some((each) => each.year === year);
}

/** The text of a day that is counted from 1970, kept within the years 1 to 9999. */
export function dayText(day: number): string {
  const [first, last] = [numberOfDay('0001-01-01'), numberOfDay('9999-12-31')];
  return new Date(Math.min(Math.max(day, first), last) * DAY).toISOString().slice(0, 10);
}
