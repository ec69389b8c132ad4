import type { MailWish } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { instantAt, wallClock } from '@pipewright/process';

/** When a person's mail may leave: of the person's wish what has to do with time. */
export type MailHours = Pick<MailWish, 'quiet' | 'weekends' | 'digestAt'>;

const SUNDAY = 0;
const SATURDAY = 6;

/** True while no mail leaves: in the quiet hours and at weekends, by the clock on the wall, however it is set. */
export function quietAt({ quiet, weekends }: MailHours, zone: string, instant: string): boolean {
  const reading = wallClock(zone, instant);
  const weekday = new Date(`${reading.slice(0, 10)}T00:00:00Z`).getUTCDay();
  if (weekends && (weekday === SATURDAY || weekday === SUNDAY)) return true;
  if (!quiet) return false;
  const time = reading.slice(11, 16);
  const { from, to } = quiet;
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

/** The latest time at which what comes once a day was to leave: the instant, and the day it is of. One that the clock jumps over is as much later as it jumps. */
export function lastDigest({ digestAt }: MailHours, zone: string, instant: string): { readonly day: string; readonly at: string } {
  const today = wallClock(zone, instant).slice(0, 10);
  const of = (day: string) => ({ day, at: instantAt(zone, `${day} ${digestAt}`) ?? instant });
  const now = of(today);
  return now.at <= new Date(instant).toISOString() ? now : of(addDays(today, -1) ?? today);
}
