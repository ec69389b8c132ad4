import type { App, Automation } from '@pipewright/definition';
import { nextOpen } from '../business-time/open.ts';
import { timeFor } from './due.ts';

/**
 * From when on an automation carries out what is due at an instant: at once, but for a ladder that keeps to working hours, which begins when they do. Until then nothing of it has begun, so
 * that whatever moves on, closes or changes hands meanwhile was never due.
 */
export function opensAt(
  app: Pick<App, 'calendars' | 'timeZone'>,
  { on, calendar }: Pick<Automation, 'on' | 'calendar'>,
  instant: string,
): string {
  if (on.kind !== 'since' || !on.openHours) return instant;
  const open = nextOpen(timeFor(app, calendar), instant, on.openHours.except);
  return Date.parse(open) > Date.parse(instant) ? open : instant;
}
