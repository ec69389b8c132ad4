import type { Language } from '@pipewright/definition';

const DIGITS = 15;

/** An exact decimal with thousands separators; digits beyond what a float can hold are kept. */
export function formatDecimal(value: string | number, language: Language, options: Intl.NumberFormatOptions = {}): string {
  const text = String(value);
  // Intl formats decimal strings exactly; the types know numbers only.
  const exact = (text.replace(/\D/g, '').length > DIGITS ? text : Number(text)) as number;
  return formatter(language, options).format(exact);
}

// Making a formatter costs as much as a hundred figures, and a page of a list has hundreds.
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const kind = `${language} ${JSON.stringify(options)}`;
  const known = formatters.get(kind) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 8, ...options });
  formatters.set(kind, known);
  return known;
}

/** Money in its currency; whole amounts without decimals. */
export function formatMoney(value: string | number, currency: string, language: Language): string {
  const whole = /^-?\d+(\.0+)?$/.test(String(value));
  return formatDecimal(value, language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 4,
  });
}

/** Money short enough for a column head: 1.2M, 123.4万. */
export function formatShortMoney(value: string | number, currency: string, language: Language): string {
  return formatDecimal(value, language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  });
}
