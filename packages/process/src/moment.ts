import type { Facts } from '@pipewright/logic';
import { dayIn, startOfDay } from './zone.ts';

/**
 * The surroundings some time after they were told, so that a page that stays open knows the day and the moment without asking again.
 * @param elapsed milliseconds since they were told; the clock they began with is the server's
 */
export function surroundingsAfter(told: Facts, zone: string, elapsed: number): Facts {
  if (typeof told.now !== 'string') return told;
  const now = new Date(Date.parse(told.now) + elapsed).toISOString();
  return { ...told, now, today: dayIn(zone, now) };
}

const DAY = 86_400_000;

/** The milliseconds from an instant to the beginning of the next day in a zone. */
export function untilTomorrow(zone: string, now: string): number {
  const today = dayIn(zone, now);
  const tomorrow = new Date(Date.parse(today) + DAY).toISOString().slice(0, 10);
  return Date.parse(startOfDay(zone, tomorrow)) - Date.parse(now);
}
