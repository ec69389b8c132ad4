import type { TimeUnit } from '@pipewright/definition';
import { DAY, type Millis } from './clock.ts';
import type { BusinessTime } from './time.ts';

/** What a unit counts: a count that never goes back, with its ways back to instants. */
interface Count {
  /** What has been counted up to an instant. */
  readonly at: (instant: Millis) => Millis;
  /** The instant at which a count that is waited for is due. */
  readonly due: (count: Millis) => Millis;
  /** The largest count that is due by an instant. */
  readonly reached: (now: Millis) => Millis;
  /** The last instant up to which no more than this has been counted. */
  readonly last: (count: Millis) => Millis;
}

const same = (value: number) => value;

const COUNTS: Readonly<Record<TimeUnit, (time: BusinessTime) => Count>> = {
  hours: () => ({ at: same, due: same, reached: same, last: same }),
  days: ({ clock }) => ({
    at: clock.reading,
    due: clock.instant,
    reached: clock.reading,
    last: (count) => clock.instant(count + 1) - 1,
  }),
  workhours: ({ worktime }) => ({ at: worktime.before, due: worktime.first, reached: worktime.before, last: worktime.last }),
  workdays: ({ clock, workdays }) => {
    const split = (reading: Millis) => {
      const day = Math.floor(reading / DAY);
      return { works: workdays.works(day), start: workdays.before(day) * DAY, clock: reading - day * DAY };
    };
    const on = (count: Millis) => workdays.at(Math.floor(count / DAY)) * DAY;
    return {
      at(instant) {
        const { works, start, clock: reads } = split(clock.reading(instant));
        return works ? start + reads : start;
      },
      due: (count) => clock.instant(on(count) + within(count)),
      reached(now) {
        const { works, start, clock: reads } = split(clock.reading(now));
        return works ? start + reads : start - 1;
      },
      last(count) {
        // The end of a day of work, at which its last moment has been counted, comes before the days off that follow it.
        const ends = within(count + 1) === 0 ? on(count) + DAY : on(count + 1) + within(count + 1);
        return clock.instant(ends) - 1;
      },
    };
  },
};

const within = (count: Millis) => count - Math.floor(count / DAY) * DAY;

const LONG: Readonly<Record<TimeUnit, Millis>> = { hours: 3_600_000, workhours: 3_600_000, days: DAY, workdays: DAY };

// One count is made per prepared calendar and unit, for millions of instants.
const counts = new WeakMap<BusinessTime, Partial<Record<TimeUnit, Count>>>();

function countOf(time: BusinessTime, unit: TimeUnit): Count {
  let known = counts.get(time);
  if (!known) {
    known = {};
    counts.set(time, known);
  }
  known[unit] ??= COUNTS[unit](time);
  return known[unit];
}

/**
 * The instant at which something is due, so much after an instant (ISO 8601, as the answer). Nothing after it is the instant itself.
 * @param amount no less than 0, in the unit; parts of one count too
 * @throws RangeError for an amount that is negative or no number
 */
export function add(time: BusinessTime, instant: string, amount: number, unit: TimeUnit): string {
  const { at, due } = countOf(time, unit);
  const long = millis(amount, unit);
  return text(long === 0 ? Date.parse(instant) : due(at(Date.parse(instant)) + long));
}

/**
 * The latest start that is due by an instant: `add(start, amount) <= instant` holds for exactly the starts up to this one.
 * @param amount no less than 0, in the unit
 * @throws RangeError for an amount that is negative or no number
 */
export function subtract(time: BusinessTime, instant: string, amount: number, unit: TimeUnit): string {
  const { reached, last } = countOf(time, unit);
  const long = millis(amount, unit);
  return text(long === 0 ? Date.parse(instant) : last(reached(Date.parse(instant)) - long));
}

/** How much has passed from one instant to another, in the unit, with its parts; negative where the other is earlier. */
export function elapsed(time: BusinessTime, from: string, to: string, unit: TimeUnit): number {
  const { at } = countOf(time, unit);
  return (at(Date.parse(to)) - at(Date.parse(from))) / LONG[unit];
}

/** The start to count from once a pause is over: as much has passed from it when the pause ends as had when it began, so that each due time is later by the pause. */
export function resume(time: BusinessTime, start: string, pausedAt: string, resumedAt: string, unit: TimeUnit): string {
  const { at, last } = countOf(time, unit);
  const [paused, resumed] = [at(Date.parse(pausedAt)), at(Date.parse(resumedAt))];
  if (paused === resumed) return start;
  return text(Math.min(last(resumed - paused + at(Date.parse(start))), Date.parse(resumedAt)));
}

function millis(amount: number, unit: TimeUnit): Millis {
  if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY)) throw new RangeError(`no amount of time: ${amount}`);
  return Math.round(amount * LONG[unit]);
}

const [FIRST, LAST] = [Date.parse('0001-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')];

// What lies outside of the years that texts can say is their first or last moment: never due, or due for every start.
function text(instant: Millis): string {
  return new Date(Math.min(Math.max(instant, FIRST), LAST)).toISOString();
}
