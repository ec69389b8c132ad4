import type { Language } from '@pipewright/definition';

// A year has as many names to say as it has days.
const formats = new Map<string, Intl.DateTimeFormat>();

/** A day in words: “26 November 2026”, and with its day of the week where it is asked for. */
export function longDay(day: string, language: Language, weekday = false): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const name = `${locale} ${weekday}`;
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale, { dateStyle: weekday ? 'full' : 'long', timeZone: 'UTC' });
  formats.set(name, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The name of a month, 1 to 12. */
export function monthName(month: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1));
}
