import { addDays, addMonths, isDate } from '@pipewright/logic';
import { COUNTS, ENDS, MONTHS, NEAR, WEEKDAYS, WEEKS } from './day-words.ts';

const pad = (part: string | number, width = 2) => String(part).padStart(width, '0');
const own = <T>(words: Readonly<Record<string, T>>, word: string): T | undefined => (Object.hasOwn(words, word) ? words[word] : undefined);
const day = (year: string | number, month: string | number, date: string | number) => {
  const text = `${pad(year, 4)}-${pad(month)}-${pad(date)}`;
  return isDate(text) ? text : undefined;
};

/** How far back a month and a day without a year may lie before next year is meant. */
const MONTHS_BACK = 6;

/** A day of this year, or of the next where that of this year is more than half a year past. */
function dayOfYear(month: string | number, date: string | number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const here = day(year, month, date);
  return here === undefined || here < (addMonths(today, -MONTHS_BACK) ?? '') ? day(year + 1, month, date) : here;
}

/** Three figures with the year last: only one order must give a day. */
function yearLast(first: string, second: string, year: string): string | undefined {
  const found = new Set([day(year, first, second), day(year, second, first)].filter((each) => each !== undefined));
  return found.size === 1 ? [...found][0] : undefined;
}

const monthOf = (name: string) => MONTHS.findIndex((each) => each.startsWith(name)) + 1;
const countOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : own(COUNTS, text));

function later(today: string, count: number | undefined, unit: string): string | undefined {
  if (count === undefined) return undefined;
  const found = /月|month/.test(unit) ? addMonths(today, count) : addDays(today, count * (/周|星期|week/.test(unit) ? 7 : 1));
  return found ?? undefined;
}

/** The number of a weekday from Monday, 0. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function inWeek(today: string, which: string, name: string): string | undefined {
  const [wanted, now] = [own(WEEKDAYS, name), weekday(today)];
  if (wanted === undefined) return undefined;
  const week = own(WEEKS, which);
  // Without a week the coming one is meant, today included.
  return addDays(today, week === undefined ? (wanted - now + 7) % 7 : wanted - now + 7 * week) ?? undefined;
}

function endOf(today: string, [months, from]: readonly [number, number]): string | undefined {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = `${pad(year, 4)}-${pad(Math.floor((month - 1) / months) * months + 1)}-01`;
  const next = addMonths(first, months * (from + 1));
  return (next && addDays(next, -1)) ?? undefined;
}

type Reads = (found: readonly string[], today: string) => string | undefined;
const UNIT = '(天|日|周|星期|个?月|days?|weeks?|months?)';
const COUNT = '(\\d{1,4}|[一两二三四五六七八九十]|an?|one|two|three)';

/** What people write for a day, each with how it is read. */
const FORMS: readonly (readonly [RegExp, Reads])[] = [
  [/^(\d{4})(\d{2})(\d{2})$/, ([year = '', month = '', date = '']) => day(year, month, date)],
  [/^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?$/, ([year = '', month = '', date = '']) => day(year, month, date)],
  [/^(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?$/, ([month = '', date = ''], today) => dayOfYear(month, date, today)],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, ([first = '', second = '', year = '']) => yearLast(first, second, year)],
  [
    /^(今年|明年|去年) ?(\d{1,2})月(\d{1,2})[日号]?$/,
    ([which = '', month = '', date = ''], today) => day(Number(today.slice(0, 4)) + '去今明'.indexOf(which[0] ?? '') - 1, month, date),
  ],
  [
    /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? ?(\d{4})?$/,
    ([date = '', month = '', year = ''], today) => (year ? day(year, monthOf(month), date) : dayOfYear(monthOf(month), date, today)),
  ],
  [
    /^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})?$/,
    ([month = '', date = '', year = ''], today) => (year ? day(year, monthOf(month), date) : dayOfYear(monthOf(month), date, today)),
  ],
  [/^([+-])(\d{1,4})$/, ([sign = '', count = ''], today) => later(today, Number(sign + count), '天')],
  [
    new RegExp(`^${COUNT} ?${UNIT} ?(?:之?后|以后|later|from now)$`),
    ([count = '', unit = ''], today) => later(today, countOf(count), unit),
  ],
  [new RegExp(`^in ${COUNT} ${UNIT}$`), ([count = '', unit = ''], today) => later(today, countOf(count), unit)],
  [
    new RegExp(`^${COUNT} ?${UNIT} ?(?:之?前|以前|ago)$`),
    ([count = '', unit = ''], today) => later(today, -(countOf(count) ?? Number.NaN), unit),
  ],
  [/^(本|这个?|下个?|下下|上个?)?(?:周|星期|礼拜)([一二三四五六日天])$/, ([which = '', name = ''], today) => inWeek(today, which, name)],
  [/^(?:(this|next|last) )?([a-z]{3,9})$/, ([which = '', name = ''], today) => inWeek(today, which, name)],
];

/**
 * Reads a day as people type it: `2026-12-30`, `20261230`, `12-30`, `12月30日`, `明天`, `下周一`, `月底`, `+3`, `next monday`, `in 3 days`. A month and a day
 * without a year are of this year, or of the next where that of this year is more than half a year past; weeks begin on Mondays, so `next monday` is
 * that of the next week. What could be two days is not understood: `30`, `05/06/2026`.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD` or undefined
 */
export function readDay(text: string, today: string): string | undefined {
  const clean = text.normalize('NFKC').replaceAll('。', '.').replace(/[−–]/g, '-').replace(/\s+/g, ' ').trim().toLowerCase();
  const near = own(NEAR, clean);
  if (near !== undefined) return addDays(today, near) ?? undefined;
  const end = own(ENDS, clean);
  if (end) return endOf(today, end);
  for (const [form, read] of FORMS) {
    const found = form.exec(clean);
    const date = found && read(found.slice(1), today);
    if (date) return date;
  }
  return undefined;
}
