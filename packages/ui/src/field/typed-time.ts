import { momentAt } from '../text/moment.ts';
import { readDay } from './typed-date.ts';

const HALVES: Readonly<Record<string, 0 | 12>> = { 凌晨: 0, 早上: 0, 上午: 0, 中午: 12, 下午: 12, 傍晚: 12, 晚上: 12, am: 0, pm: 12 };
const QUARTERS: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

const CLOCK =
  /(?:^|[\s,]|(?<=\d)t|(?<=[日号天一二三四五六底后]))(凌晨|早上|上午|中午|下午|傍晚|晚上)? ?(\d{1,2})(?::(\d{2})(?::\d{2})?|[点时](?:(\d{1,2})分?|(半|一刻|三刻))?|(?= ?[ap]m$))(?: ?([ap]m))?$/;

/** The time of a day. */
interface Time {
  readonly hour: number;
  readonly minute: number;
}

function timeOf([, half, hours = '', minutes, spoken, quarter, after]: readonly (string | undefined)[]): Time | undefined {
  const shift = HALVES[half ?? after ?? ''];
  const hour = Number(hours);
  const minute = quarter ? (QUARTERS[quarter] ?? 0) : Number(minutes ?? spoken ?? 0);
  if (minute > 59 || hour > 23 || (half && after) || (after && (hour < 1 || hour > 12))) return undefined;
  if (shift === undefined) return { hour, minute };
  // Noon and midnight are 12, but twelve in the evening may be either end of the day; who writes 15 in the afternoon has said it all.
  if (hour === 12) return half === '晚上' ? undefined : { hour: shift, minute };
  if (hour > 12) return shift === 12 ? { hour, minute } : undefined;
  return { hour: half === '中午' && hour > 9 ? hour : hour + shift, minute };
}

/**
 * Reads a moment as people type it: `2026-12-30 15:00`, `明天 15:00`, `下周一下午3点半`, `tomorrow 3pm`, `15:00` of today. A day alone is its beginning.
 * @param today `YYYY-MM-DD`
 * @returns the instant at which the clock of whoever types shows that, in ISO 8601, or undefined
 */
export function readMoment(text: string, today: string): string | undefined {
  const clean = text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  const found = CLOCK.exec(clean);
  const time = found ? timeOf(found) : { hour: 0, minute: 0 };
  const rest = found ? clean.slice(0, found.index).replace(/ at$|,$/, '') : clean;
  const day = rest === '' && found ? today : readDay(rest, today);
  if (!time || !day) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  return momentAt(`${day}T${two(time.hour)}:${two(time.minute)}`);
}
