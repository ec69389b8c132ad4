import { type AppForPerson, type Entity, type Field, type Grant, grantOf, readableFields } from '@pipewright/definition';

/** The fields of an entity that this person may read. */
export function fieldsIn({ app, role }: AppForPerson, entity: Entity): Field[] {
  return readableFields(app, entity, role);
}

const NAMED: ReadonlySet<string> = new Set(['person', 'department', 'reference']);

/** The fields whose values are ids that need names. */
export function namedFields(inApp: AppForPerson, entity: Entity): string[] {
  return fieldsIn(inApp, entity).flatMap((field) => (NAMED.has(field.type) ? [field.key] : []));
}

/** What this person may do with an entity. */
export function grantFor({ role }: AppForPerson, entity: string): Grant {
  return grantOf(role, entity);
}
