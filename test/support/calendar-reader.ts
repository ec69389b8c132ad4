/** A calendar as it was read: its own lines and those of its entries, by their names with their parameters, as they were meant. */
export interface ReadCalendar {
  readonly lines: Readonly<Record<string, string>>;
  readonly events: readonly Readonly<Record<string, string>>[];
}

const meant = (value: string) => value.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));

/** Reads a calendar by the rules of RFC 5545, and throws where it keeps one of them not: ends of lines, their length in octets, whole letters, what is begun and ended, and what each entry must have. */
export function readCalendar(text: string): ReadCalendar {
  if (!text.endsWith('\r\n')) throw new Error('The last line does not end');
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`A line ends otherwise: ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`A line is too long: ${line}`);
    if (!line.isWellFormed() || line.includes('\uFFFD')) throw new Error(`A letter is cut: ${line}`);
  }
  const lines: string[] = [];
  for (const line of raw)
    if (line.startsWith(' ')) lines.push(`${lines.pop() ?? ''}${line.slice(1)}`);
    else lines.push(line);
  const own: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  const open: string[] = [];
  for (const line of lines) {
    const at = line.indexOf(':');
    if (at < 1) throw new Error(`A line without a name: ${line}`);
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push({});
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`${value} ends where it was not begun`);
    } else {
      const into = open.at(-1) === 'VEVENT' ? (events.at(-1) as Record<string, string>) : own;
      if (Object.hasOwn(into, name)) throw new Error(`${name} stands twice`);
      into[name] = meant(value);
    }
  }
  if (open.length > 0 || lines[0] !== 'BEGIN:VCALENDAR' || own.VERSION !== '2.0' || !own.PRODID) throw new Error('It is no calendar');
  const uids = events.map(({ UID }) => UID);
  if (new Set(uids).size < uids.length || events.some(({ UID, DTSTAMP }) => !UID || !/^\d{8}T\d{6}Z$/.test(DTSTAMP ?? '')))
    throw new Error('An entry cannot be told from others');
  return { lines: own, events };
}
