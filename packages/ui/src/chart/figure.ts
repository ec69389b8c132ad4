import type { Language } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { formatDecimal, formatMoney, formatShortMoney } from '../text/format.ts';

/** What a figure counts, and how a person reads it. */
export interface Unit {
  /** The format of its column. */
  readonly format: string;
  readonly currency: string;
  readonly language: Language;
  /** The word for days. */
  readonly days: string;
}

/** A figure as people read it. */
export function formatFigure(value: Value, format: string, currency: string, language: Language, days: string): string {
  if (value === null || value === undefined) return '–';
  if (format === 'money') return formatMoney(String(value), currency, language);
  if (format === 'percent') return `${formatDecimal(String(value), language)}%`;
  if (format === 'days') return `${formatDecimal(String(value), language)} ${days}`;
  return formatDecimal(String(value), language);
}

/** A figure short enough for an axis: ¥1.2M, 123.5万, 4.5K. */
export function shortFigure(value: number, { format, currency, language, days }: Unit): string {
  if (format === 'money') return formatShortMoney(value, currency, language);
  if (format === 'percent' || format === 'days') return formatFigure(value, format, currency, language, days);
  return formatDecimal(value, language, { notation: 'compact', maximumFractionDigits: 1 });
}
