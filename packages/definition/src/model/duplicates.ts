import type { Entity } from './app.ts';
import type { DuplicateRule } from './duplicate-rule.ts';
import type { Field } from './field.ts';
import { fieldTypes, hasTrait } from './field-type.ts';
import { ENDED } from './status.ts';

/** True for a field by whose values records may be duplicates: it holds one value, which is short. */
export function tellsDuplicates(field: Field): boolean {
  const several = hasTrait(field, 'list') || hasTrait(field, 'files');
  return !field.retired && fieldTypes[field.type].store === 'column' && !several && !hasTrait(field, 'wide');
}

/** The fields of a rule, in its order; undefined where one of them is gone. */
export function duplicateFields({ fields }: Pick<Entity, 'fields'>, rule: DuplicateRule): Field[] | undefined {
  const found = rule.fields.flatMap((key) => fields.find((field) => field.key === key && tellsDuplicates(field)) ?? []);
  return found.length === rule.fields.length ? found : undefined;
}

/** True for a status in which a record still has a way before it, though it may only wait. */
export function isUnfinished(status: unknown): boolean {
  return !ENDED.has(status);
}

// What search leaves out of a text, and what is written as a space.
const SIGNS = /[ \t\r\n\u00a0\-.,;:()[\]{}/+·•、。〈〉《》「」【】"'\\]/g;

/** A text as duplicates are told by: without spaces and signs, in small letters of usual width, as search reads it. */
export function foldedText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(SIGNS, '');
}

/** True for a field that holds words of people: those are the same however they are written. */
export function isFolded(field: Field): boolean {
  const { value, names } = fieldTypes[field.type];
  return value === 'text' && names === null && !field.options;
}
