import type { App, Entity } from './app.ts';
import type { Field } from './field.ts';
import { fieldOf } from './system-field.ts';
import { targetOf } from './vocabulary.ts';

/** What a record came of. `target` is undefined where it may not be known. */
export interface Origin {
  readonly field: Field;
  readonly target: Entity | undefined;
  readonly id: string;
}

/** The longest way back that is walked: references may lead in a circle, from a renewal to the deal that it goes back to. */
export const MOST_ORIGINS = 12;

/** The live references of an entity that say what its records came of. */
export function originFields(entity: Entity): Field[] {
  return (entity.origins ?? []).flatMap((key) => fieldOf(entity, key) ?? []);
}

/** What a record came of, by the first of the references that say so which is filled in; undefined where none is. */
export function originOf(app: App, entity: Entity, record: Readonly<Record<string, unknown>>): Origin | undefined {
  return originFields(entity).flatMap((field): Origin[] => {
    const id = record[field.key];
    return typeof id === 'string' ? [{ field, target: targetOf(app, field), id }] : [];
  })[0];
}
