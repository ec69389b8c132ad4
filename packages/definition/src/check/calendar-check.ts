import { type Issue, isDate, issue } from '@pipewright/logic';
import type { Calendar, Hours } from '../model/calendar.ts';

/** Every reason why nothing can be counted by a calendar. */
export function checkCalendar({ name, weekdays, hours, days }: Calendar, path: string): Issue[] {
  const calendar = { calendar: name };
  const twice = new Set(weekdays).size < weekdays.length;
  return [
    ...(weekdays.length === 0 ? [issue(`${path}.weekdays`, 'calendar.no_weekday', calendar)] : []),
    ...(twice ? [issue(`${path}.weekdays`, 'calendar.weekday_twice', calendar)] : []),
    ...(hours.length === 0 ? [issue(`${path}.hours`, 'calendar.no_hours', calendar)] : []),
    ...hours.flatMap((each, i) => checkHours(each, hours[i - 1], name, `${path}.hours.${i}`)),
    ...days.flatMap(({ day }, i) => {
      if (!isDate(day)) return [issue(`${path}.days.${i}.day`, 'calendar.day', { ...calendar, day })];
      const before = days.findIndex((each) => each.day === day) < i;
      return before ? [issue(`${path}.days.${i}.day`, 'calendar.day_twice', { ...calendar, day })] : [];
    }),
  ];
}

// Readings of the clock are of one width, so that their texts stand in the order of the day.
function checkHours({ from, to }: Hours, before: Hours | undefined, calendar: Calendar['name'], path: string): Issue[] {
  if (from >= to) return [issue(path, 'calendar.hours_end', { calendar, from, to })];
  return before && from < before.to ? [issue(path, 'calendar.hours_order', { calendar, from, before: before.to })] : [];
}
