import { type Fault, type Field, faults, type Language } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type Around, unread } from './typed.ts';

/** What is wrong with the texts that stand in place of values, which is what can be written instead; one fault a field at the most. */
export function unreadFaults(fields: readonly Field[], values: Facts, around: Around, language: Language): Fault[] {
  return faults(
    fields.flatMap((field) => unread(field, values[field.key], around) ?? []),
    language,
  );
}

/** Faults of a form, where those at texts that were not understood say what can be written. */
export function inWordsOfTyping(
  found: readonly Fault[],
  fields: readonly Field[],
  values: Facts,
  around: Around,
  language: Language,
): Fault[] {
  const said = new Map(unreadFaults(fields, values, around, language).map((fault) => [fault.path, fault]));
  return found.map((fault) => said.get(fault.path) ?? fault);
}
