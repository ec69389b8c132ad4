import dayjs from 'dayjs';
import type { Face } from './face.ts';
import { EMPTY, type Operator } from './operator.ts';
import * as css from './value.module.css';

const time = (pattern: string, operators: readonly Operator[]): Face => ({
  format: (value) => dayjs(String(value)).format(pattern),
  show: ({ text }) => <span className={css.figures}>{text}</span>,
  operators: [...operators, ...EMPTY],
});

/** A day. */
export const date = time('YYYY-MM-DD', ['is', 'at_least', 'at_most', 'within_days']);

/** An instant, as the clock of whoever reads shows it. */
export const datetime = time('YYYY-MM-DD HH:mm', ['at_least', 'at_most']);
