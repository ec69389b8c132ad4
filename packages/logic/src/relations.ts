import { empty, ORDER, type Present } from './order.ts';
import type { Value, ValueType } from './value-type.ts';

/** Whether a relation holds between values of a type; `list` are the constants that one is sought among. */
export type Relates = (values: readonly Value[], type: ValueType, list: readonly Value[]) => boolean;

/** A relation that does not hold where anything is empty. */
const between =
  (holds: (a: Present, b: Present, order: (a: Present, b: Present) => number) => boolean): Relates =>
  ([a = null, b = null], type) =>
    !empty(a) && !empty(b) && holds(a, b, ORDER[type]);
const texts = (holds: (text: string, part: string) => boolean) => between((text, part) => holds(text as string, part as string));

/**
 * Every relation that a condition can demand of values. Rules write them with the operators of JSON-logic (`==`, `<`, `in`, …, see `conditions.ts`);
 * `packages/sql/src/read/relations.ts` says the same in SQL.
 */
export const RELATIONS = {
  flag: ([value]) => value === true,
  equal: ([a = null, b = null], type) => (empty(a) || empty(b) ? empty(a) && empty(b) : ORDER[type](a, b) === 0),
  less: between((a, b, order) => order(a, b) < 0),
  lessOrEqual: between((a, b, order) => order(a, b) <= 0),
  oneOf: ([item = null], type, list) => !empty(item) && list.some((each) => !empty(each) && ORDER[type](item, each) === 0),
  includes: between((list, item) => (list as readonly string[]).includes(item as string)),
  contains: texts((text, part) => text.includes(part)),
  startsWith: texts((text, part) => text.startsWith(part)),
  endsWith: texts((text, part) => text.endsWith(part)),
} as const satisfies Record<string, Relates>;

/** A relation that a condition can demand of values. */
export type RelationName = keyof typeof RELATIONS;
