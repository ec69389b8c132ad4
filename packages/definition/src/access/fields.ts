import { check, namesIn, type Test } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { planningOf } from '../model/next-task.ts';
import type { Role } from '../model/role.ts';
import { fieldsOf, isDerived, UNPLANNED } from '../model/system-field.ts';
import { SURROUNDINGS, targetOf, vocabularyOf } from '../model/vocabulary.ts';
import { grantOf } from './grant.ts';
import type { Principal } from './principal.ts';
import { rowsFor } from './rows.ts';

/** What a role may see of one entity: rows and columns. */
export interface Access {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly rows: Test;
}

/** True where a role reads records of this entity at all. */
export function readsEntity(role: Role, entity: Entity): boolean {
  return !entity.retired && grantOf(role, entity.key).read !== 'none';
}

/** The fields a role may read. A field outside this list does not exist for that role. */
export function readableFields(app: App, entity: Entity, role: Role): Field[] {
  const hidden = new Set(grantOf(role, entity.key).hidden);
  const fields = fieldsOf(entity).filter((field) => !hidden.has(field.key));
  // What is worked out from other fields is readable where all of those are.
  return fields.filter((field) => !isDerived(field) || readsDerived(app, entity, role, field.key));
}

function readsDerived(app: App, entity: Entity, role: Role, key: string): boolean {
  if (key !== UNPLANNED) return pipelineNames(app, entity).every((name) => readsName(app, entity, role, name));
  const planning = planningOf(app, entity);
  if (!planning) return false;
  const { day, tasks } = planning;
  const near = ['status', ...(day === undefined ? [] : [day])].every((name) => readsName(app, entity, role, name));
  const far = tasks ? [tasks.link, tasks.due, tasks.done] : [];
  return near && (!tasks || (readsEntity(role, tasks.entity) && far.every((name) => readsName(app, tasks.entity, role, name))));
}

/** True where a role may know what a rule's name (`amount`, `customer.grade`, `today`) stands for. */
export function readsName(app: App, entity: Entity, role: Role, name: string): boolean {
  if (name === 'id' || Object.hasOwn(SURROUNDINGS, name)) return true;
  const [near = '', far] = name.split('.');
  const field = fieldsOf(entity).find((each) => each.key === near);
  if (!field || grantOf(role, entity.key).hidden.includes(near)) return false;
  if (near === UNPLANNED && !readsDerived(app, entity, role, near)) return false;
  if (far === undefined) return true;
  const target = targetOf(app, field);
  return target !== undefined && readsEntity(role, target) && readsName(app, target, role, far);
}

/** The names that the choice of a pipeline depends on. */
export function pipelineNames(app: App, entity: Entity): string[] {
  const scope = vocabularyOf(app, entity);
  const names = (entity.process?.pipelines ?? []).flatMap(({ when }) => {
    const checked = when === null ? undefined : check(when, scope);
    return checked && 'value' in checked ? namesIn(checked.value) : [];
  });
  return entity.process ? [...new Set(['pipeline', 'status', ...names])] : [];
}

/** What people of this role may see of an entity. */
export function accessTo(app: App, entity: Entity, principal: Pick<Principal, 'role'>): Access {
  return { entity, fields: readableFields(app, entity, principal.role), rows: rowsFor(app, entity, principal, 'read') };
}
