import { type Entity, type Field, fieldOf } from '@pipewright/definition';

/** The fields a form shows, section by section, in the order of the definition. */
export function formFields(entity: Entity): Field[] {
  return entity.form.flatMap((section) => section.fields.flatMap((key) => fieldOf(entity, key) ?? []));
}
