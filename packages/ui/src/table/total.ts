import type { Field } from '@pipewright/definition';
import { faces } from '../field/faces.ts';

/** What may stand under a column of figures. */
export const TOTALS = ['sum', 'avg', 'min', 'max'] as const;
/** What stands under a column of figures. */
export type TotalFn = (typeof TOTALS)[number];

/** A figure under a column: of what kind, and its value; null where nothing is known, undefined while it is asked for. */
export interface Total {
  readonly fn: TotalFn | 'none';
  readonly value: string | null | undefined;
}

/** What stands under a column unless somebody chooses otherwise; undefined under one that is no figure. */
export function usualTotal(field: Field): TotalFn | undefined {
  return faces[field.type].total;
}
