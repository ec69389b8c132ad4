import { type Entity, writableFields } from '@pipewright/definition';

// About what fits a dialog without scrolling.
const FIRST = 6;

/**
 * An entity with a short form for a record that is made in passing: the fields a person can write that are required or that the layout names first, and
 * those asked for by name, in the order of the layout.
 * @param readonly fields this person may not write
 * @param also keys of fields that are to be there in any case
 */
export function shortForm(entity: Entity, readonly: readonly string[], also: readonly string[]): Entity {
  const free = writableFields(entity).filter(({ key }) => !readonly.includes(key));
  const laid = entity.form.flatMap(({ fields }) => fields).filter((key) => free.some((field) => field.key === key));
  const wanted = new Set([entity.title, ...laid.slice(0, FIRST), ...also]);
  const kept = free.flatMap(({ key, required }) => (required || wanted.has(key) ? [key] : []));
  const unlaid = kept.filter((key) => !laid.includes(key));
  const fields = [...unlaid, ...laid.filter((key) => kept.includes(key))];
  const [section] = entity.form;
  return { ...entity, form: section ? [{ ...section, fields }] : [{ key: entity.key, name: entity.name, fields }] };
}
