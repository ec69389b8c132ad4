import { isInstant } from '@pipewright/logic';
import { dayStarts } from './back-days.ts';
import { type BackAutomation, farNamesOf, type Timeline, type Window } from './back-rules.ts';
import type { Stood } from './story.ts';

/** A time in which nothing changed that an automation reads: not the record, nor what it refers to, nor who followed it up, nor the day where that matters. */
export interface Stretch {
  readonly stood: Stood;
  /** The first tick in it; there is one. */
  readonly tick: number;
  /** Milliseconds; the end is not part of it. */
  readonly to: number;
  /** The last activity in it, or when the record was made. */
  readonly followed: string;
}

/** The first tick at an instant or after it. */
export const tickAt = ({ step }: Window, at: number): number => Math.ceil(at / step) * step;

/** The stretches of a record's way up to the end of a window in which the clock was asked, in order. */
export function stretches(back: BackAutomation, timeline: Timeline, all: readonly Stood[], window: Window): Stretch[] {
  const end = Date.parse(window.to) + 1;
  const [today, now] = [back.names.includes('today') || back.names.includes('now'), back.names.includes('now')];
  const near = [...new Set(farNamesOf(back).map((name) => name.split('.')[0] ?? ''))];
  const follows = timeline.followed.map(({ at, last }) => ({ at: Date.parse(at), last }));
  return all.flatMap((stood, i): Stretch[] => {
    const to = Math.min(all[i + 1]?.from ?? end, end);
    if (tickAt(window, stood.from) >= to) return [];
    const changes = near.flatMap((field) => {
      const id = stood.values[field];
      return typeof id === 'string' ? timeline.far(field, id).map(({ from }) => from) : [];
    });
    const instants = now
      ? Object.values(stood.values).flatMap((value) =>
          typeof value === 'string' && isInstant(value) ? [Date.parse(value), Date.parse(value) + 1] : [],
        )
      : [];
    const days = today ? dayStarts(back.app.timeZone, stood.from, to) : [];
    const cuts = [...changes, ...follows.map(({ at }) => at), ...instants, ...days].filter((at) => at > stood.from && at < to);
    const points = [...new Set([stood.from, ...cuts, to])].sort((a, b) => a - b);
    return points.slice(0, -1).flatMap((from, j): Stretch[] => {
      const [tick, until] = [tickAt(window, from), points[j + 1] ?? to];
      const last = follows.findLast(({ at }) => at <= from)?.last ?? '';
      return tick < until ? [{ stood, tick, to: until, followed: [last, stood.created].sort()[1] ?? '' }] : [];
    });
  });
}
