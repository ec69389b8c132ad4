import { formatDecimal, formatMoney } from '../text/format.ts';
import type { Face } from './face.ts';
import { EMPTY } from './operator.ts';
import * as css from './value.module.css';

const number = (format: Face['format'], total: NonNullable<Face['total']> = 'sum'): Face => ({
  format,
  total,
  show: ({ text }) => <span className={css.figures}>{text}</span>,
  operators: ['at_least', 'at_most', 'greater', 'less', 'between', 'is', 'is_not', ...EMPTY],
});

/** A whole number; what may be a year is written without separators. */
export const integer = number((value, _, { language }) =>
  formatDecimal(String(value), language, { useGrouping: Math.abs(Number(value)) > 9999 }),
);

/** An exact decimal. */
export const decimal = number((value, _, { language }) => formatDecimal(String(value), language));

/** An exact percentage; several of them add up to nothing. */
export const percent = number((value, _, { language }) => `${formatDecimal(String(value), language)}%`, 'avg');

/** Money in the currency of the field, else of the app. */
export const money = number((value, field, { language, currency }) => formatMoney(String(value), field.currency ?? currency, language));
