import { wall } from '../zone.ts';

/** A millisecond count: of an instant since 1970, or of a reading of the clock on the wall as if it were UTC. */
export type Millis = number;

/** The clock on the wall of a zone, as a reading that never goes back. */
export interface Clock {
  /** The furthest that the clock has read up to an instant: while an hour comes for the second time, the end of its first coming. */
  readonly reading: (instant: Millis) => Millis;
  /** The first instant by which the clock has read this: the earlier one of two, and the moment after the jump where it jumps over it. */
  readonly instant: (reading: Millis) => Millis;
  /** The days, counted from 1970, on which the clock is put forward or back. */
  readonly odd: readonly number[];
}

/** The milliseconds of a day. */
export const DAY = 86_400_000;
const WEEK = 7 * DAY;

// Before and after these a zone keeps the offset that it has there: no due time lies outside, and the list of turns has an end.
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/** A moment at which the clock is put from one offset to UTC to another. */
interface Turn {
  readonly at: Millis;
  readonly before: Millis;
  readonly after: Millis;
}

const clocks = new Map<string, Clock>();

/** The clock of a zone; its turns are looked up once. */
export function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known) return known;
  const made = clock(zone);
  clocks.set(zone, made);
  return made;
}

function clock(zone: string): Clock {
  const first = offset(zone, FIRST);
  const turns = turnsOf(zone, first);
  const [ats, reached] = [turns.map(({ at }) => at), turns.map(({ at, before }) => at + before)];
  const after = (count: number) => turns[count - 1]?.after ?? first;
  return {
    odd: [...new Set(turns.flatMap(({ at, before, after }) => daysFrom(at + Math.min(before, after), at + Math.max(before, after))))],
    reading(instant) {
      const count = upTo(ats, instant);
      return Math.max(instant + after(count), (reached[count - 1] ?? Number.NEGATIVE_INFINITY) - 1);
    },
    instant(reading) {
      // What a turn's former offset still showed was first read before the turn.
      const count = upTo(reached, reading);
      return Math.max(reading - after(count), ats[count - 1] ?? Number.NEGATIVE_INFINITY);
    },
  };
}

function offset(zone: string, instant: Millis): Millis {
  return wall(zone, instant) - Math.floor(instant / 1000) * 1000;
}

function turnsOf(zone: string, first: Millis): Turn[] {
  const turns: Turn[] = [];
  let before = first;
  for (let from = FIRST; from < LAST; from += WEEK) {
    const after = offset(zone, from + WEEK);
    if (after === before) continue;
    turns.push({ at: turnBetween(zone, from, from + WEEK, before), before, after });
    before = after;
  }
  return turns;
}

function turnBetween(zone: string, from: Millis, to: Millis, before: Millis): Millis {
  const middle = Math.floor((from + to) / 2);
  if (middle === from) return to;
  return offset(zone, middle) === before ? turnBetween(zone, middle, to, before) : turnBetween(zone, from, middle, before);
}

function daysFrom(from: Millis, to: Millis): number[] {
  const first = Math.floor(from / DAY);
  return Array.from({ length: Math.floor(to / DAY) - first + 1 }, (_, i) => first + i);
}

/** How many of some sorted numbers are no larger than another. */
export function upTo(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
