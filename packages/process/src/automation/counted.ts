import type { Clock, TimeUnit } from '@pipewright/definition';
import { resume } from '../business-time/due.ts';
import type { BusinessTime } from '../business-time/time.ts';

/** A stretch of a record's way: where it stood, from when to when. */
export interface Stay {
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly status: string | null;
  readonly from: string;
  readonly to: string;
}

/** Since when a clock counts (a fact), and from when it would have to run without a stop to show the same. */
export interface Counted {
  readonly counted_from: string;
  readonly start: string;
}

const WAITING: ReadonlySet<unknown> = new Set(['paused', 'future']);

/** True for a status in which clocks stand still. */
export const isWaiting = (status: unknown): boolean => WAITING.has(status);

/**
 * How the clock of an open record runs that stood still for a while: paused and future time does not count, so the beginning is moved by the time that passed, in the unit that is counted.
 * @param stays everything it went through, latest first; the first is the one that goes on
 * @param seen when somebody last followed it up, and when it was last taken out of the pool, if ever
 */
export function countedFrom(
  stays: readonly Stay[],
  clock: Clock,
  seen: { readonly followed: string; readonly taken: string | null },
  time: BusinessTime,
  unit: TimeUnit,
): Counted {
  const since = inHand(clock === 'stage' ? (visit(stays).at(-1)?.from ?? seen.followed) : seen.followed, seen.taken);
  return { counted_from: since, start: withoutWaits(stays, since, time, unit) };
}

/**
 * From when a clock would have to run without a stop that counts since an instant, but not while the record is paused or put off.
 * @param stays at least those that ended since, latest first
 */
export function withoutWaits(stays: readonly Stay[], since: string, time: BusinessTime, unit: TimeUnit): string {
  const waits = stays.filter(({ status, to }) => isWaiting(status) && to > since).toReversed();
  return waits.reduce((moved, { from, to }) => resume(time, moved, from > since ? from : since, to, unit), since);
}

/** From when a clock counts that would count from one instant on: whoever takes a record out of the pool begins with a clock of their own. */
export function inHand(since: string, taken: string | null): string {
  return taken !== null && taken > since ? taken : since;
}

/** True for a record that stood still before it came, at this instant, to stand as it does. */
export function stoodStill(stays: readonly Stay[], since: string): boolean {
  return stays.some(({ status, to }) => isWaiting(status) && to === since);
}

/** The stays in the stage where a record stands now, latest first, without a gap and whatever its status was. */
export function visit(stays: readonly Stay[]): Stay[] {
  const [now] = stays;
  const end = stays.findIndex(
    ({ pipeline, stage }, i) => i > 0 && (pipeline !== now?.pipeline || stage !== now?.stage || stays[i - 1]?.from !== stays[i]?.to),
  );
  return end === -1 ? [...stays] : stays.slice(0, end);
}
