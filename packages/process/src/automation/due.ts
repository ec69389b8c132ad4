import { type App, type Automation, type Calendar, calendarsOf, type TriggerOf } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { latestDay } from '../business-time/days.ts';
import { subtract } from '../business-time/due.ts';
import { type BusinessTime, isWorkday, timeOf } from '../business-time/time.ts';
import { dayIn, instantAt } from '../zone.ts';

/** A level of a ladder at an instant: the latest beginning of a clock that has run out, and until when the level before must have been reached. */
export interface LevelDue {
  readonly band: number;
  readonly level: string;
  readonly node: string;
  readonly cutoff: string;
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
  const all = calendarsOf(app);
  const calendar = all.find((each) => each.key === key) ?? all[0];
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
      const dayDue = (at: string) => latestDay(time, lastDayAt(app.timeZone, on.at, at), on.offset, on.unit);
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

/** True where the steps from a node on take the record back. */
export function reclaimsFrom({ nodes }: Pick<Automation, 'nodes'>, start: string): boolean {
  const seen = new Set<string>();
  for (
    let node = nodes.find(({ key }) => key === start);
    node && !seen.has(node.key);
    node = nodes.find(({ key }) => key === node?.next.done)
  ) {
    if (node.kind === 'reclaim') return true;
    seen.add(node.key);
  }
  return false;
}

function ladder(automation: Automation, { levels, bands, unit }: TriggerOf<'since'>, time: BusinessTime, now: string): Due | undefined {
  const due = bands.flatMap(({ after }, band) => {
    const named = levels.filter(({ key }) => after[key] !== undefined);
    return named.map(
      ({ key, start, waits }, i): LevelDue => ({
        ...{ band, level: key, node: start, cutoff: subtract(time, now, after[key] ?? 0, unit), before: named[i - 1]?.key ?? null },
        waits: waits === undefined ? null : subtract(time, now, waits, unit),
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

/** The last day on which the clock has read this by an instant. */
function lastDayAt(zone: string, at: string, now: string): string {
  const today = dayIn(zone, now);
  return (instantAt(zone, `${today} ${at}`) ?? now) <= now ? today : (addDays(today, -1) ?? today);
}

/** Each occasion comes at least once in a month and a few days. */
const LONGEST_DAYS = 70;

/** The last occasion of a schedule up to an instant. A month that lacks the day has it on its last. */
function lastOccasion({ every, on = 1, at }: TriggerOf<'schedule'>, time: BusinessTime, zone: string, now: string): string | undefined {
  const comes: Readonly<Record<typeof every, (day: string) => boolean>> = {
    day: () => true,
    workday: (day) => isWorkday(time, day),
    week: (day) => weekday(day) === on,
    month: (day) => Number(day.slice(8)) === Math.min(on, lastOfMonth(day)),
  };
  for (let back = 0, day = lastDayAt(zone, at, now); back < LONGEST_DAYS; back += 1, day = addDays(day, -1) ?? day)
    if (comes[every](day)) return instantAt(zone, `${day} ${at}`);
  return undefined;
}

const weekday = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const lastOfMonth = (day: string) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
