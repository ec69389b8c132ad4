import type { Facts, Value } from '@pipewright/logic';

/** An entry of a record's story, as far as it says which value was when. */
export interface ValueEntry {
  readonly at: string;
  readonly before: Facts;
  readonly after: Facts;
}

/**
 * The value that a record had in a field at an instant, by its story from the first entry to the last: what the last entry before it says, else what the first
 * one behind it says there was before; the value of today where none speaks of the field.
 */
export function valueOn(entries: readonly ValueEntry[], field: string, at: string, today: Value): Value {
  const said = (side: 'before' | 'after') => entries.filter((entry) => Object.hasOwn(entry[side], field));
  const was = said('after').findLast((entry) => Date.parse(entry.at) < Date.parse(at));
  if (was) return was.after[field] as Value;
  const next = said('before').find((entry) => Date.parse(entry.at) >= Date.parse(at));
  return next ? (next.before[field] as Value) : today;
}
