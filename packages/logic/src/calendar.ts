const DAY = 86_400_000;
const FIRST = Date.parse('0001-01-01T00:00:00Z') / DAY;
const LAST = Date.parse('9999-12-31T00:00:00Z') / DAY;

/** The number of a day, counted from 1970-01-01. */
function numberOf(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY;
}

function dateOf(day: number): string | null {
  return day >= FIRST && day <= LAST ? new Date(day * DAY).toISOString().slice(0, 10) : null;
}

/** The days from one date to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** The date so many whole days later; empty outside the years 1 to 9999. */
export function addDays(date: string, days: number): string | null {
  return dateOf(numberOf(date) + days);
}

/** The date so many whole months later: the same day of the month, or its last one where it is shorter; empty outside the years 1 to 9999. */
export function addMonths(date: string, months: number): string | null {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(count / 12), ((count % 12) + 12) % 12];
  if (!(inYear >= 1 && inYear <= 9999)) return null;
  // Months are as long every 400 years, and Date takes years before 100 for those after 1900.
  const longest = new Date(Date.UTC(2000 + (inYear % 400), inMonth + 1, 0)).getUTCDate();
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(inYear, 4)}-${pad(inMonth + 1, 2)}-${pad(Math.min(day, longest), 2)}`;
}
