import type { Field, Language } from '@pipewright/definition';
import dayjs from 'dayjs';
import i18next from 'i18next';

/** What a field's value needs to be written. */
export interface FormatOptions {
  readonly language: Language;
  /** The app's currency, for money fields without one of their own. */
  readonly currency: string;
}

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

/** What an option is called; one that the definition no longer has goes by no name of its own, least of all its key. */
export function optionName(field: Field, key: unknown, language: Language): string {
  return field.options?.find((each) => each.key === key)?.name[language] ?? i18next.t('value.gone', { lng: language });
}

/** A field's value as people read it; an empty one as an empty text. Names of references come from outside. */
export function formatValue(field: Field, value: unknown, { language, currency }: FormatOptions): string {
  if (value === null || value === undefined) return '';
  const option = (key: unknown) => optionName(field, key, language);
  switch (field.type) {
    case 'money':
      return formatMoney(String(value), field.currency ?? currency, language);
    case 'decimal':
      return formatDecimal(String(value), language);
    case 'integer':
      return formatDecimal(String(value), language, { useGrouping: Math.abs(Number(value)) > 9999 });
    case 'percent':
      return `${formatDecimal(String(value), language)}%`;
    case 'date':
      return dayjs(String(value)).format('YYYY-MM-DD');
    case 'datetime':
      return dayjs(String(value)).format('YYYY-MM-DD HH:mm');
    case 'choice':
      return option(value);
    case 'choices':
      return Array.isArray(value) ? value.map(option).join(language === 'en' ? ', ' : '、') : '';
    default:
      return String(value);
  }
}
