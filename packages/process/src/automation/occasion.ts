import type { TriggerOf } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { type BusinessTime, isWorkday } from '../business-time/time.ts';
import { dayIn, instantAt } from '../zone.ts';

type Schedule = TriggerOf<'schedule'>;

/** Each occasion comes at least once in a month and a few days. */
const LONGEST_DAYS = 70;

/** The last occasion of a schedule up to an instant. A month that lacks the day has it on its last. */
export function lastOccasion(on: Schedule, time: BusinessTime, zone: string, now: string): string | undefined {
  for (let back = 0, day = lastDayAt(zone, on.at, now); back < LONGEST_DAYS; back += 1, day = addDays(day, -1) ?? day)
    if (comesOn(on, time, day)) return instantAt(zone, `${day} ${on.at}`);
  return undefined;
}

/** All occasions of a schedule after an instant, up to another. */
export function occasionsBetween(on: Schedule, time: BusinessTime, zone: string, from: string, to: string): string[] {
  const found: string[] = [];
  const last = dayIn(zone, to);
  for (let day = dayIn(zone, from); day <= last; day = addDays(day, 1) ?? '\uffff') {
    const at = comesOn(on, time, day) ? instantAt(zone, `${day} ${on.at}`) : undefined;
    if (at !== undefined && at > from && at <= to) found.push(at);
  }
  return found;
}

function comesOn({ every, on = 1 }: Schedule, time: BusinessTime, day: string): boolean {
  const comes: Readonly<Record<typeof every, () => boolean>> = {
    day: () => true,
    workday: () => isWorkday(time, day),
    week: () => weekday(day) === on,
    month: () => Number(day.slice(8)) === Math.min(on, lastOfMonth(day)),
  };
  return comes[every]();
}

/** The last day on which the clock has read this by an instant. */
export function lastDayAt(zone: string, at: string, now: string): string {
  const today = dayIn(zone, now);
  return (instantAt(zone, `${today} ${at}`) ?? now) <= now ? today : (addDays(today, -1) ?? today);
}

const weekday = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const lastOfMonth = (day: string) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
