import { instantAt, wallClock } from '@pipewright/process';

let own: string | undefined;

/** The zone of this machine. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** From now on moments are shown by the clock of this zone; by that of the machine where a person has chosen none, or one that the browser does not know. */
export function keepZone(zone: string | null): void {
  own = undefined;
  if (zone === null) return;
  try {
    own = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // A zone of a newer list than the browser's.
  }
}

/** An instant as the clock of whoever reads shows it: `YYYY-MM-DD HH:mm`. */
export function momentText(at: string): string {
  return Number.isNaN(Date.parse(at)) ? at : wallClock(own ?? deviceZone(), at).slice(0, 16);
}

/** The day of the calendar of whoever reads: `YYYY-MM-DD`. */
export function dayOf(at: string): string {
  return momentText(at).slice(0, 10);
}

/** The same to the second. */
export function secondText(at: string): string {
  return Number.isNaN(Date.parse(at))
    ? at
    : wallClock(own ?? deviceZone(), at)
        .padEnd(19, ':00')
        .slice(0, 19);
}

/** The instant at which the clock of whoever reads shows this, `YYYY-MM-DDTHH:mm`, in ISO 8601. */
export function momentAt(reading: string): string | undefined {
  return instantAt(own ?? deviceZone(), reading);
}
