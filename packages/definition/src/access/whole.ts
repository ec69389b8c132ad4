import { dropUndefined } from '../ground/drop-undefined.ts';

/** Every property of a part, each with a value or with `undefined` where it is withheld: a property that the part gains later must be decided here. */
export type Whole<T> = { readonly [K in keyof Required<T>]: T[K] | undefined };

/** The part that is passed on. */
export function passed<T extends object>(part: Whole<T>): T {
  return dropUndefined(part) as T;
}
