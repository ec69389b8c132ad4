import {
  type AppForPerson,
  claimOf,
  type Entity,
  type Field,
  fieldsInReach,
  fieldTypes,
  type Grant,
  grantOf,
  isGrouping,
  type RecordJson,
  readableFields,
  readsEntity,
} from '@pipewright/definition';

/** The fields of an entity that this person may read. */
export function fieldsIn({ app, role }: AppForPerson, entity: Entity): Field[] {
  return readableFields(app, entity, role);
}

/** The fields this person may ask about in a filter: those of an entity that may be read, and of what it refers to. */
export function askable(inApp: AppForPerson, entity: Entity): Field[] {
  return fieldsInReach(inApp.app, entity, (each) => (readsEntity(inApp.role, each) ? fieldsIn(inApp, each) : []));
}

/** The fields by whose values this person may put the records of an entity into groups. */
export function groupingFields(inApp: AppForPerson, entity: Entity): Field[] {
  const titled = (target: Entity) => readsEntity(inApp.role, target) && fieldsIn(inApp, target).some(({ key }) => key === target.title);
  return fieldsIn(inApp, entity).filter((field) => isGrouping(inApp.app, field, titled));
}

/** The fields whose values are ids that need names. */
export function namedFields(inApp: AppForPerson, entity: Entity): string[] {
  return fieldsIn(inApp, entity).flatMap((field) => (fieldTypes[field.type].names === null ? [] : [field.key]));
}

/** True where this person may change this record; of one that is known from a list alone, what the role may do with some. */
export function mayChange(inApp: AppForPerson, entity: Entity, { $may }: RecordJson): boolean {
  return grantFor(inApp, entity.key).update !== 'none' && $may?.update !== false;
}

/** True where this person may delete this record and bring it back; of one that is known from a list alone, what the role may do with some. */
export function mayRemove(inApp: AppForPerson, entity: Entity, { $may }: RecordJson): boolean {
  return grantFor(inApp, entity.key).delete !== 'none' && $may?.delete !== false;
}

/** True where this person's role may give records of an entity to another owner; of which ones, the server says. */
export function mayBeAssigned(inApp: AppForPerson, entity: string): boolean {
  const { update, hidden, readonly } = grantFor(inApp, entity);
  return update !== 'none' && !hidden.includes('owner') && !readonly.includes('owner');
}

/** True where this person finds a pool of records that belong to nobody and may take some; administrators find one where somebody else does. */
export function hasPool({ app, role }: AppForPerson, entity: Entity): boolean {
  const inUse = !role.admin || app.roles.some((each) => !each.admin && claimOf(each, entity) !== undefined);
  return inUse && claimOf(role, entity) !== undefined;
}

/** True where records of an entity are taken back, or found in a pool: there is more to know of one that is open. */
export function isTakenBack(inApp: AppForPerson, entity: Entity): boolean {
  return hasPool(inApp, entity) || entity.process?.coolDown !== undefined;
}

/** What this person may do with an entity. */
export function grantFor({ role }: AppForPerson, entity: string): Grant {
  return grantOf(role, entity);
}
