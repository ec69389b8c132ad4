import type { Entity } from '../model/app.ts';
import type { Grant, Role, RowScope } from '../model/role.ts';
import { systemFields } from '../model/system-field.ts';
import { claimOf, grantOf } from './grant.ts';
import { knows, knowsRule, type Reach } from './reach.ts';
import { passed } from './whole.ts';

/** The role itself as its people may know it: what it may do with the entities it reaches. */
export function personRole(reach: Reach, entities: readonly Entity[]): Role {
  const { key, name, admin } = reach.role;
  return passed<Role>({
    ...{ key, name, admin },
    grants: Object.fromEntries(entities.map((entity) => [entity.key, personGrant(reach, entity)])),
  });
}

function personGrant(reach: Reach, entity: Entity): Grant {
  const grant = grantOf(reach.role, entity.key);
  // Which rows a rule over hidden fields holds for is not known here: it may be any, and the server says which.
  const rows = (scope: RowScope): RowScope => (typeof scope !== 'object' || knowsRule(reach, entity, scope.rule) ? scope : { rule: true });
  return passed<Grant>({
    ...{ create: grant.create, baseline: grant.baseline, share: grant.share, may: grant.may, mostOpen: grant.mostOpen },
    claim: claimOf(reach.role, entity),
    read: rows(grant.read),
    update: rows(grant.update),
    delete: rows(grant.delete),
    // Only the system's own fields, which every entity has: the document cannot leave those out, and their names are no secret.
    hidden: systemFields(entity).flatMap((field) => (knows(reach, entity, field.key) ? [] : [field.key])),
    readonly: grant.readonly.filter((field) => knows(reach, entity, field)),
  });
}
