// Making a formatter costs more than a whole request; there are as many as there are time zones in use.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  formatters.set(zone, made);
  return made;
}

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** The clock on the wall at an instant, as milliseconds of the same reading in UTC. */
export function wall(zone: string, instant: number): number {
  const parts = new Map(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = PARTS.map((part) => Number(parts.get(part)));
  const date = new Date(0);
  // The year before 1 is 1 BC to people and 0 to the calendar of ISO 8601.
  date.setUTCFullYear(parts.get('era')?.startsWith('B') ? 1 - year : year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
}

// Who asks is told today's date at every request: the last day found in each zone, and the minute that it was found for.
const lastDays = new Map<string, { readonly minute: string; readonly day: string }>();

/** The calendar day at an instant in a time zone, as `YYYY-MM-DD`. */
export function dayIn(zone: string, instant: string): string {
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?=:[\d.]+Z$)/.exec(instant)?.[0] ?? '';
  const known = lastDays.get(zone);
  if (known && known.minute === minute) return known.day;
  const day = new Date(wall(zone, Date.parse(instant))).toISOString().slice(0, 10);
  // Days begin with a minute since clocks go by zones; before that they were off by seconds.
  if (minute > '1973') lastDays.set(zone, { minute, day });
  return day;
}

/**
 * The instant a calendar day begins in a time zone, in ISO 8601: midnight, or where the clock jumps over midnight the first moment after the jump.
 * @param day `YYYY-MM-DD`
 */
export function startOfDay(zone: string, day: string): string {
  return new Date(instantReading(zone, Date.parse(`${day}T00:00:00Z`))).toISOString();
}

/** The instant at which the clock on the wall first reads this, or, where it jumps over it, has just jumped. Both are milliseconds, the reading as if it were UTC. */
function instantReading(zone: string, reading: number): number {
  // Every zone is within 14 hours of UTC; where two offsets meet around this reading, the earlier instant that already shows it counts.
  const offsets = [reading - 15 * 3_600_000, reading + 15 * 3_600_000].map((near) => wall(zone, near) - Math.floor(near / 1000) * 1000);
  const found = [...new Set(offsets)]
    .map((offset) => reading - offset)
    .filter((instant) => wall(zone, instant) >= Math.floor(reading / 1000) * 1000);
  return Math.min(...found);
}

/** What the clock on the wall reads at an instant: `2026-03-11 10:00`, with seconds and milliseconds where there are any. */
export function wallClock(zone: string, instant: string): string {
  const at = Date.parse(instant);
  const read = new Date(wall(zone, at) + (((at % 1000) + 1000) % 1000)).toISOString();
  return read
    .slice(0, -1)
    .replace('T', ' ')
    .replace(/(:00)?\.000$/, '');
}

/** The instant at which the clock on the wall reads this, in ISO 8601: the opposite of `wallClock`, but for the hour that a clock goes back. Undefined for what is no reading. */
export function instantAt(zone: string, reading: string): string | undefined {
  const [, day, time = ''] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)$/.exec(reading) ?? [];
  const at = day ? Date.parse(`${day}T${time}Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(instantReading(zone, at)).toISOString();
}
