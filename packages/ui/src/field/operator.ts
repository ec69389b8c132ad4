/** The operators a line of a condition can have. */
export type Operator =
  | 'is'
  | 'is_not'
  | 'less'
  | 'at_most'
  | 'greater'
  | 'at_least'
  | 'between'
  | 'one_of'
  | 'contains'
  | 'starts_with'
  | 'ends_with'
  | 'includes'
  | 'empty'
  | 'not_empty'
  | 'mine'
  | 'within_next'
  | 'within_last';

/** The operators with which empty values are found, for whatever field. */
export const EMPTY = ['empty', 'not_empty'] as const satisfies readonly Operator[];

/** What a line is compared with: nothing, one value, several options, the two ends of a stretch, or a number of days. */
export type Shape = 'none' | 'one' | 'several' | 'pair' | 'days';

/** What each operator compares with. */
export const SHAPES: Readonly<Record<Operator, Shape>> = {
  is: 'one',
  is_not: 'one',
  less: 'one',
  at_most: 'one',
  greater: 'one',
  at_least: 'one',
  between: 'pair',
  one_of: 'several',
  contains: 'one',
  starts_with: 'one',
  ends_with: 'one',
  includes: 'one',
  empty: 'none',
  not_empty: 'none',
  mine: 'none',
  within_next: 'days',
  within_last: 'days',
};
