import dayjs from 'dayjs';
import type { Face } from './face.ts';
import { EMPTY, type Operator } from './operator.ts';

const ORDER = ['at_least', 'at_most', 'greater', 'less', 'between'] as const satisfies readonly Operator[];

const time = (pattern: string, operators: readonly Operator[]): Face => ({
  format: (value) => dayjs(String(value)).format(pattern),
  show: ({ text }) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{text}</span>,
  operators: [...operators, ...EMPTY],
});

/** A day. */
export const date = time('YYYY-MM-DD', ['is', 'is_not', ...ORDER, 'within_next', 'within_last']);

/** An instant, as the clock of whoever reads shows it. */
export const datetime = time('YYYY-MM-DD HH:mm', [...ORDER, 'is', 'is_not']);
