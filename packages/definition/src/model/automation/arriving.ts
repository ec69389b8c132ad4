import type { Entity } from '../app.ts';
import type { Field } from '../field.ts';
import { fieldTypes, hasTrait, isGiven } from '../field-type.ts';

/** True for a field whose value a message from outside can say: all but files. Records, people and departments are said by their names, for ids mean nothing outside. */
const isSayable = (field: Field) => !field.retired && !hasTrait(field, 'files');

/** The fields of an entity that can be filled with what a message from outside says. */
export function arrivingFields({ fields }: Entity): Field[] {
  return fields.filter((field) => isSayable(field) && isGiven(field));
}

/** The fields by whose value one record is found: those that no two records share, numbers that the system gives out among them. */
export function matchFields({ fields }: Entity): Field[] {
  return fields.filter((field) => {
    const { names, store } = fieldTypes[field.type];
    return isSayable(field) && names === null && (store === 'numbered' || field.unique === true);
  });
}

/** True for a field without which no record is made: it is always required, and nothing fills it by itself. */
export function isNeeded(field: Field): boolean {
  const filled = field.default !== undefined || (field.byRule !== undefined && field.byRule.otherwise !== null);
  return field.required === true && !field.retired && !field.showIf && isGiven(field) && !filled;
}
