import { type Issue, issue } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import { fieldsOf } from '../model/system-field.ts';
import { targetOf } from '../model/vocabulary.ts';

/** One issue for each key of a list that is no field of the entity. */
export function unknownFields(entity: Entity, keys: readonly string[], path: string): Issue[] {
  const known = new Set(fieldsOf(entity).map((field) => field.key));
  return keys.flatMap((key, i) => (known.has(key) ? [] : [issue(`${path}.${i}`, 'unknown.field', { name: key })]));
}

/** An activity belongs to a record of an entity, and carries what it has itself. */
export function checkActivity(app: App, { activityOf, carries = [], fields, ...entity }: Entity, path: string): Issue[] {
  const by = fields.find(({ key, retired }) => key === activityOf && !retired);
  return [
    ...(activityOf && !targetOf(app, by) ? [issue(`${path}.activityOf`, 'entity.activity', { entity: entity.name })] : []),
    ...unknownFields({ ...entity, fields }, carries, `${path}.carries`),
  ];
}

/** A record comes of what a reference of it names. */
export function checkOrigins(app: App, { origins = [], fields, name }: Entity, path: string): Issue[] {
  return origins.flatMap((key, i): Issue[] => {
    const field = fields.find((each) => each.key === key && !each.retired);
    if (!field) return [issue(`${path}.origins.${i}`, 'unknown.field', { name: key })];
    return targetOf(app, field) ? [] : [issue(`${path}.origins.${i}`, 'entity.origin', { entity: name, field: field.name })];
  });
}
