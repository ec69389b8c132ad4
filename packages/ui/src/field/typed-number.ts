/** What may stand beside a number: the currency whose signs are understood, or a percent sign. */
export interface NumberSigns {
  readonly currency?: string;
  readonly percent?: boolean;
}

/** The powers of ten that people write behind a number, in either language; whatever else could be meant by a letter is not here. */
const POWERS: Readonly<Record<string, number>> = {
  ...{ 百: 2, 千: 3, 仟: 3, 万: 4, 萬: 4, 百万: 6, 千万: 7, 亿: 8, 億: 8, 百亿: 10, 千亿: 11, 万亿: 12 },
  ...{ k: 3, thousand: 3, w: 4, m: 6, mn: 6, million: 6, bn: 9, billion: 9 },
};

/** What people write for a currency besides its sign and its code. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  CNY: ['元', '人民币', 'rmb', '块'],
  USD: ['美元', '美金', 'us$'],
  EUR: ['欧元'],
  GBP: ['英镑'],
  JPY: ['日元', '円'],
  HKD: ['港元', '港币', 'hk$'],
};

const NUMBER = /^(?:\d+|\d{1,3}(?:[,'’ ]\d{3})+)?(?:\.\d*)?$/;

/**
 * Reads a number as people type it: `12万`, `1.5亿`, `3千`, `12.5 w`, `1亿2000万`, `¥1,234.50`, `１２`. Nothing is rounded or guessed: separators stand
 * before every three digits, a sign of another currency or a digit too many behind a unit (`3万5`) is not understood.
 * @returns a plain exact decimal without needless zeros, or undefined
 */
export function readNumber(text: string, signs: NumberSigns = {}): string | undefined {
  const clean = text.normalize('NFKC').replaceAll('。', '.').replace(/[−–]/g, '-').replace(/\s+/g, ' ').trim().toLowerCase();
  const [, first = '', front = '', second = '', rest = ''] = /^([+-]?)([^\d.+-]*)([+-]?)(.*)$/.exec(clean) ?? [];
  const bare = first && second ? undefined : strip(front.trim(), rest, signs);
  if (bare === undefined) return undefined;
  const parts = [...bare.matchAll(/([\d.,'’ ]*[\d.])\s*([^\d.,'’ ]*)\s*/g)];
  if (parts.map(([all]) => all).join('') !== bare || parts.length === 0) return undefined;
  const terms = parts.map(([, digits = '', unit = '']) => term(digits.trim(), unit));
  const powers = terms.map((each) => each?.power ?? -1);
  if (powers.some((power, i) => power < 0 || (i > 0 && power >= (powers[i - 1] ?? 0)) || (power === 0 && terms.length > 1)))
    return undefined;
  return written(
    terms.flatMap((each) => each ?? []),
    first === '-' || second === '-',
  );
}

/** The number without the signs around it; undefined where there is one that does not belong there. */
function strip(front: string, rest: string, { currency, percent }: NumberSigns): string | undefined {
  const own = currency ? signsOf(currency) : [];
  if (front !== '' && !own.includes(front)) return undefined;
  const behind = [...own, ...(percent ? ['%'] : [])].toSorted((a, b) => b.length - a.length).find((each) => rest.endsWith(each));
  return (behind ? rest.slice(0, -behind.length) : rest).trim();
}

function signsOf(currency: string): string[] {
  const sign = currencySign(currency).toLowerCase();
  return [sign, currency.toLowerCase(), ...(NAMES[currency] ?? [])];
}

/** The sign of a currency: `¥`, or its code where it has none. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

interface Term {
  /** All digits, as a whole number. */
  readonly digits: bigint;
  /** How many of them stand behind the point. */
  readonly places: number;
  readonly power: number;
}

function term(number: string, unit: string): Term | undefined {
  const power = unit === '' ? 0 : Object.hasOwn(POWERS, unit) ? POWERS[unit] : undefined;
  if (power === undefined || !NUMBER.test(number) || !/\d/.test(number)) return undefined;
  const [whole = '', places = ''] = number.replace(/[,'’ ]/g, '').split('.');
  return { digits: BigInt(whole + places), places: places.length, power };
}

function written(terms: readonly Term[], negative: boolean): string {
  const scale = Math.max(0, ...terms.map(({ places, power }) => places - power));
  const sum = terms.reduce((all, { digits, places, power }) => all + digits * 10n ** BigInt(power - places + scale), 0n);
  const digits = String(sum).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const places = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${negative && sum > 0n ? '-' : ''}${whole}${places ? `.${places}` : ''}`;
}
