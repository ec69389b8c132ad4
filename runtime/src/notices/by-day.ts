import type { Language, Notice } from '@pipewright/definition';
import { daysBetween } from '@pipewright/logic';
import { momentText } from '@pipewright/ui';

/** The day of an instant by the clock of whoever reads: `YYYY-MM-DD`. */
export const dayOfNotice = (at: string) => momentText(at).slice(0, 10);

/** Notices of one day after the other, as they come. */
export function byDay(notices: readonly Notice[]): [day: string, of: Notice[]][] {
  return [...Map.groupBy(notices, ({ shown }) => dayOfNotice(shown))];
}

/** A day as a heading: today, yesterday and tomorrow by these words, others by the day of the week and the date. */
export function dayInWords(day: string, today: string, language: Language): string {
  const away = daysBetween(today, day);
  if (Math.abs(away) <= 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(away, 'day');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
