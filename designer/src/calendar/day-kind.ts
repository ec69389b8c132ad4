import type { Calendar, Label, OwnDay } from '@pipewright/definition';
import { type HolidayYear, holidayTables } from '@pipewright/process';

/** What a day is in a calendar, and what says so. */
export interface DayKind {
  readonly works: boolean;
  readonly by: 'week' | 'table' | 'own';
  readonly name: Label | undefined;
}

/** The years of the table of holidays that a calendar follows. */
export function tableOf({ holidays }: Calendar): readonly HolidayYear[] {
  return holidays ? holidayTables[holidays] : [];
}

/** Tells what each day is in a calendar; prepared once for the days of a year. */
export function dayKinds(calendar: Calendar): (day: string) => DayKind {
  const own = new Map(calendar.days.map((each) => [each.day, each]));
  const table = new Map(tableOf(calendar).flatMap(({ days }) => days.map((each) => [each.day, each] as const)));
  return (day) => {
    const named = own.get(day);
    if (named) return { works: named.works, by: 'own', name: named.name };
    const arranged = table.get(day);
    if (arranged) return { works: arranged.works, by: 'table', name: arranged.name };
    return { works: calendar.weekdays.includes(weekdayOf(day)), by: 'week', name: undefined };
  };
}

/** What a calendar says of a day once it is the other way round; nothing where that is what week and table say anyhow. */
export function turned(calendar: Calendar, day: string): OwnDay | undefined {
  const { works } = dayKinds(calendar)(day);
  const plain = dayKinds({ ...calendar, days: [] })(day);
  return plain.works === works ? { day, works: !works } : undefined;
}

/** The day of the week of a day: 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The days of a month, with as many gaps before the first as there are days of the week before it. */
export function monthOf(year: number, month: number): readonly (string | undefined)[] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const texts = Array.from({ length: days }, (_, i) => new Date(Date.UTC(year, month - 1, i + 1)).toISOString().slice(0, 10));
  return [...Array.from({ length: weekdayOf(texts[0] as string) - 1 }, () => undefined), ...texts];
}
