import type { Entity } from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';
import { isSaid } from '@pipewright/process';
import { formFields } from './form-fields.ts';

type Values = Readonly<Record<string, Value>>;

/** The defaults that a form shows: of its own fields, as far as nothing is said of them. */
export function begunIn(shown: Entity, values: Facts, defaults: Values): Values {
  const fields = new Set(formFields(shown).map(({ key }) => key));
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => fields.has(key) && !isSaid(values, key)));
}

/** What of the values drawn by a form was typed: a default that nobody touched stays one. */
export function typedIn(drawn: Values, values: Facts, begun: Values): Values {
  const typed = Object.entries(drawn).filter(
    ([key, value]) => isSaid(values, key) || !Object.hasOwn(begun, key) || !sameValue(value, begun[key]),
  );
  return Object.fromEntries(typed);
}
