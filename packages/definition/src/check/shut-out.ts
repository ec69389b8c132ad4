import type { Issue } from '@pipewright/logic';
import { readsEntity } from '../access/fields.ts';
import { grantOf } from '../access/grant.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { isGiven } from '../model/field-type.ts';
import type { Role } from '../model/role.ts';
import { targetOf } from '../model/vocabulary.ts';

/** True where a role can never give a field of the admin's own a value, and no default does; `choose` where only because it sees nothing to choose. */
export function cannotFill(app: App, role: Role, entity: Entity, field: Field): 'fill' | 'choose' | undefined {
  if (!isGiven(field) || field.default !== undefined) return undefined;
  const { hidden, readonly } = grantOf(role, entity.key);
  if (hidden.includes(field.key) || readonly.includes(field.key)) return 'fill';
  const target = targetOf(app, field);
  return target && !readsEntity(role, target) ? 'choose' : undefined;
}

/** The live fields that every record must have from its start: those whose showing depends on a rule are apart. */
export function requiredFields(entity: Entity): { always: Field[]; sometimes: Field[] } {
  const required = entity.fields.filter((field) => !field.retired && (field.required || field.key === entity.title));
  const always = (field: Field) => field.showIf === undefined || field.showIf === true;
  return { always: required.filter(always), sometimes: required.filter((field) => !always(field)) };
}

/** One issue for each required field that keeps a role from ever creating what it may create. */
export function shutOut(app: App, role: Role, entity: Entity, path: string): Issue[] {
  if (!grantOf(role, entity.key).create) return [];
  return requiredFields(entity).always.flatMap((field) => {
    const reason = cannotFill(app, role, entity, field);
    const target = targetOf(app, field)?.name;
    const params = { role: role.name, entity: entity.name, field: field.name };
    return reason ? [{ path, code: `role.cannot_${reason}`, params: { ...params, ...(target ? { target } : {}) } }] : [];
  });
}
