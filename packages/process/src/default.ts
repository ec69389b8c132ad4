import type { Facts, Value } from '@pipewright/logic';
import { isKnown } from './facts.ts';
import type { PreparedEntity } from './prepare.ts';
import { mayBeShown } from './shown.ts';

/** What a new record begins with, by field. */
export type Begun = Readonly<Record<string, Value>>;

/** True where something is said of a field, be it that it is empty; what values only inherit is not said. */
export const isSaid = (values: Facts, key: string) => Object.hasOwn(values, key) && values[key] !== undefined;

/**
 * What a new record has besides what it is given: the default of each field of which nothing is said. That a field is empty (null) says something. A field
 * that its condition hides has no default, nor one whose default reads what is not known here.
 * @param given values by field
 * @param about who makes it and when, as rules name them
 * @param factsWith all facts of the record with some values, and with where it then comes to stand; asked only where a condition shows a field
 */
export function defaultsFor(prepared: PreparedEntity, given: Facts, about: Facts, factsWith: (values: Facts) => Facts): Begun {
  const open = [...prepared.defaults].flatMap(([key, { names, value }]) => {
    if (isSaid(given, key) || !isKnown(names, about)) return [];
    const worked = value(about);
    return worked === null ? [] : [{ key, value: worked }];
  });
  const isFree = ({ key }: { key: string }) => !prepared.shown.has(key);
  let kept: Begun = Object.fromEntries(open.filter(isFree).map(({ key, value }) => [key, value]));
  if (open.every(isFree)) return kept;
  const hides = (key: string, values: Facts) => !mayBeShown(prepared, { key }, factsWith({ ...values, ...given }));
  for (const { key, value } of open) if (!isSaid(kept, key) && !hides(key, kept)) kept = { ...kept, [key]: value };
  // One default may hide the field of another.
  for (;;) {
    const shown = Object.entries(kept).filter(([key]) => !hides(key, kept));
    if (shown.length === Object.keys(kept).length) return kept;
    kept = Object.fromEntries(shown);
  }
}
