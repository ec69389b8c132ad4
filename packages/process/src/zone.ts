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
function wall(zone: string, instant: number): number {
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
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Every zone is within 14 hours of UTC; where two offsets meet around this midnight, the earlier instant that already reads this day counts.
  const offsets = [midnight - 15 * 3_600_000, midnight + 15 * 3_600_000].map((near) => wall(zone, near) - near);
  const found = [...new Set(offsets)].map((offset) => midnight - offset).filter((instant) => wall(zone, instant) >= midnight);
  return new Date(Math.min(...found)).toISOString();
}
