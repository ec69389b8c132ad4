import { type App, type Automation, type Calendar, calendarFor, reachedFrom, type TriggerOf } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { latestDay } from '../business-time/days.ts';
import { subtract } from '../business-time/due.ts';
import { type BusinessTime, timeOf } from '../business-time/time.ts';
import { dayIn } from '../zone.ts';
import { lastDayAt, lastOccasion } from './occasion.ts';

/** A level of a ladder at an instant: the latest beginning of a clock that has run out, and until when the level before must have been reached. */
export interface LevelDue {
  readonly band: number;
  readonly level: string;
  readonly node: string;
  readonly cutoff: string;
  /** The level that it waits for, where it waits for one, and the latest instant at which that may have begun. */
  readonly before: string | null;
  readonly waits: string | null;
  /** True where it comes to take the record back, which an appeal holds. */
  readonly reclaims: boolean;
}

/** What is due at an instant, for the search over records. */
export type Due =
  | { readonly kind: 'ladder'; readonly levels: readonly LevelDue[]; readonly latest: string }
  | { readonly kind: 'date'; readonly after: string; readonly until: string }
  | { readonly kind: 'occasion'; readonly occasion: string };

const times = new WeakMap<Calendar, Map<string, BusinessTime>>();

/** The working calendar that an automation counts by, in the zone of its app. */
export function timeFor(app: Pick<App, 'calendars' | 'timeZone'>, key: string | undefined): BusinessTime {
  const calendar = calendarFor(app, key);
  const known = times.get(calendar) ?? new Map<string, BusinessTime>();
  times.set(calendar, known);
  const found = known.get(app.timeZone) ?? timeOf(calendar, app.timeZone);
  known.set(app.timeZone, found);
  return found;
}

/**
 * What of an automation is due at an instant; undefined where it waits for no clock, or its occasion has not come since it is at work.
 * @param since from when on it is at work: what was due before belongs to nobody, but for dates that are still ahead
 */
export function dueAt(app: Pick<App, 'calendars' | 'timeZone'>, automation: Automation, now: string, since: string): Due | undefined {
  const { on, calendar } = automation;
  const time = timeFor(app, calendar);
  switch (on.kind) {
    case 'since':
      return ladder(automation, on, time, now);
    case 'date': {
      const dayDue = (at: string) => latestDue(app.timeZone, time, on, at);
      const yesterday = addDays(dayIn(app.timeZone, now), -1) ?? '';
      const [after = ''] = [dayDue(since), yesterday].sort();
      return { kind: 'date', after, until: dayDue(now) };
    }
    case 'schedule': {
      const occasion = lastOccasion(on, time, app.timeZone, now);
      return occasion !== undefined && occasion > since ? { kind: 'occasion', occasion } : undefined;
    }
    default:
      return undefined;
  }
}

/** The latest day that a date may be for its time to have come by an instant. */
export function latestDue(zone: string, time: BusinessTime, { at, offset, unit }: TriggerOf<'date'>, now: string): string {
  return latestDay(time, lastDayAt(zone, at, now), offset, unit);
}

/** True where the steps from a node on take the record back. */
export function reclaimsFrom({ nodes }: Pick<Automation, 'nodes'>, start: string): boolean {
  return reachedFrom(nodes, start).some(({ kind }) => kind === 'reclaim');
}

/** True for a ladder at some level of which the record is taken back: it begins anew for each owner, who is warned before. */
export function takesBack(automation: Pick<Automation, 'nodes' | 'on'>): boolean {
  const { on } = automation;
  return on.kind === 'since' && on.levels.some(({ start }) => reclaimsFrom(automation, start));
}

function ladder(automation: Automation, { levels, bands, unit }: TriggerOf<'since'>, time: BusinessTime, now: string): Due | undefined {
  const due = bands.flatMap(({ after }, band) => {
    const named = levels.filter(({ key }) => after[key] !== undefined);
    return named.map(
      ({ key, start, waits }, i): LevelDue => ({
        ...{ band, level: key, node: start, cutoff: subtract(time, now, after[key] ?? 0, unit) },
        ...(waits === undefined
          ? { before: null, waits: null }
          : { before: named[i - 1]?.key ?? null, waits: subtract(time, now, waits, unit) }),
        reclaims: reclaimsFrom(automation, start),
      }),
    );
  });
  const latest = due
    .map(({ cutoff }) => cutoff)
    .sort()
    .at(-1);
  return latest === undefined ? undefined : { kind: 'ladder', levels: due, latest };
}
