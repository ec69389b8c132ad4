import { momentText } from '../text/moment.ts';
import type { Face } from './face.ts';
import { EMPTY, type Operator } from './operator.ts';
import * as css from './value.module.css';

const ORDER = ['at_least', 'at_most', 'greater', 'less', 'between'] as const satisfies readonly Operator[];

const time = (format: Face['format'], operators: readonly Operator[]): Face => ({
  format,
  show: ({ text }) => <span className={css.figures}>{text}</span>,
  operators: [...operators, ...EMPTY],
});

/** A day, as it is stored. */
export const date = time(String, ['is', 'is_not', ...ORDER, 'within_next', 'within_last']);

/** An instant, as the clock of whoever reads shows it. */
export const datetime = time((value) => momentText(String(value)), [...ORDER, 'is', 'is_not']);
