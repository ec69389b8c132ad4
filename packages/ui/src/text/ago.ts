import type { Language } from '@pipewright/definition';
import { daysBetween } from '@pipewright/logic';
import { dayOf } from './moment.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** Up to so many hours are told as hours after midnight too: at one o'clock nobody says that eleven was yesterday. */
const HOURS = 6;
const [MONTH, YEAR] = [30, 365];

/**
 * How long ago an instant was, as people say it: minutes and hours on the day of whoever reads, then days of the calendar, months, years. One that is to
 * come, by a clock that goes wrong, was just now.
 * @param at ISO 8601
 * @param now milliseconds since 1970
 * @returns undefined within the first minute, for which each language has words of its own
 */
export function agoText(at: string, language: Language, now = Date.now()): string | undefined {
  const then = Date.parse(at);
  if (Number.isNaN(then)) return at;
  const say = (count: number, unit: Intl.RelativeTimeFormatUnit, numeric: 'always' | 'auto' = 'always') =>
    new Intl.RelativeTimeFormat(language, { numeric }).format(-Math.floor(count), unit);
  const past = now - then;
  if (past < MINUTE) return undefined;
  if (past < HOUR) return say(past / MINUTE, 'minute');
  const days = daysBetween(dayOf(at), dayOf(new Date(now).toISOString()));
  if (days === 0 || past < HOURS * HOUR) return say(past / HOUR, 'hour');
  if (days < MONTH) return say(days, 'day', 'auto');
  return days < YEAR ? say(days / MONTH, 'month') : say(days / YEAR, 'year');
}
