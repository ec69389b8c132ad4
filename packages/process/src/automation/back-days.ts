import { dayIn, startOfDay } from '../zone.ts';

/** Days begin in every zone on a quarter of an hour. */
const QUARTER = 900_000;
const DAY = 86_400_000;
/** A long life with many zones and years begins anew, rather than to remember all of them. */
const MOST = 100_000;

const days = new Map<string, Map<number, string>>();
const starts = new Map<string, Map<number, number>>();

/** What a zone's map knows of a number, found once. */
function remembered<T>(all: Map<string, Map<number, T>>, zone: string, number: number, find: () => T): T {
  const held = all.get(zone);
  const known = held && held.size <= MOST ? held : new Map<number, T>();
  all.set(zone, known);
  const found = known.get(number) ?? find();
  known.set(number, found);
  return found;
}

/** The day of an instant in a zone, as `dayIn` tells it, for who asks a million times. */
export function dayAt(zone: string, at: number): string {
  return remembered(days, zone, Math.floor(at / QUARTER), () => dayIn(zone, new Date(at).toISOString()));
}

/** When each day of a zone after an instant begins, up to before another. */
export function dayStarts(zone: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (let day = Math.floor(from / DAY); ; day += 1) {
    const number = day;
    const at = remembered(starts, zone, number, () => Date.parse(startOfDay(zone, new Date(number * DAY).toISOString().slice(0, 10))));
    if (at >= to) return found;
    if (at > from) found.push(at);
  }
}
