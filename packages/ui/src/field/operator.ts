/** The operators a line of a filter can have. */
export type Operator =
  | 'is'
  | 'is_not'
  | 'less'
  | 'at_most'
  | 'greater'
  | 'at_least'
  | 'one_of'
  | 'contains'
  | 'starts_with'
  | 'includes'
  | 'empty'
  | 'not_empty'
  | 'within_days';

/** The operators with which empty values are found, for whatever field. */
export const EMPTY = ['empty', 'not_empty'] as const satisfies readonly Operator[];
