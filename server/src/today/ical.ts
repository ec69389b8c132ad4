/** An entry of a calendar: a day, or a moment and how long it takes. */
export interface CalendarEntry {
  /** What it is known by, always the same. */
  readonly uid: string;
  /** How often it was changed. */
  readonly sequence: number;
  /** When it was last changed: an instant in ISO 8601. */
  readonly stamp: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly url: string;
  readonly when: { readonly day: string } | { readonly at: string; readonly minutes: number };
}

const OCTETS = 75;

/** A text as a value: what would end it or begin another one is marked, and what no calendar can show is left out. */
function text(value: string): string {
  return [...value.toWellFormed()]
    .filter((letter) => letter === '\n' || letter === '\t' || !/\p{Cc}/u.test(letter))
    .join('')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');
}

/** A line in pieces of at most 75 octets, of which none ends within a letter. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const letter of line) {
    const more = Buffer.byteLength(letter);
    // The blank with which a piece goes on counts as well.
    if (octets + more > OCTETS) {
      pieces.push(piece);
      piece = '';
      octets = 1;
    }
    piece += letter;
    octets += more;
  }
  return [...pieces, piece].join('\r\n ');
}

const digits = (text: string) => text.replace(/[-:]/g, '');
/** An instant as calendars write it in UTC. */
const instant = (at: string | number) => `${digits(new Date(at).toISOString().slice(0, 19))}Z`;
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

function timesOf(when: CalendarEntry['when']): string[] {
  if ('day' in when)
    return [`DTSTART;VALUE=DATE:${digits(when.day)}`, `DTEND;VALUE=DATE:${digits(dayAfter(when.day))}`, 'TRANSP:TRANSPARENT'];
  return [`DTSTART:${instant(when.at)}`, `DTEND:${instant(Date.parse(when.at) + when.minutes * 60_000)}`];
}

/**
 * A calendar as text after RFC 5545. Moments are in UTC, which every program shows by the clock of whoever looks.
 * @param name what programs call it
 * @param zone by which clock its person reads, where that is known
 */
export function calendarText(name: string, zone: string | null, entries: readonly CalendarEntry[]): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Pipewright//Calendar feed//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    ...[`X-WR-CALNAME:${text(name)}`, ...(zone === null ? [] : [`X-WR-TIMEZONE:${text(zone)}`])],
    ...['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'],
    ...entries.flatMap(({ uid, sequence, stamp, title, note, url, when }) => [
      ...['BEGIN:VEVENT', `UID:${text(uid)}`, `DTSTAMP:${instant(stamp)}`, `LAST-MODIFIED:${instant(stamp)}`, `SEQUENCE:${sequence}`],
      ...timesOf(when),
      `SUMMARY:${text(title)}`,
      ...(note === undefined ? [] : [`DESCRIPTION:${text(note)}`]),
      ...[`URL:${url}`, 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
