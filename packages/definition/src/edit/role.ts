import { NO_GRANT } from '../access/grant.ts';
import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import type { Grant } from '../model/role.ts';
import { RIGHTS, type Right } from '../model/status.ts';

/** Adds a role without any rights. */
export function addRole(app: App, key: string, name: Label): App {
  return { ...app, roles: [...app.roles, { key, name, grants: {} }] };
}

/** Changes what a role may do with an entity. */
export function setGrant(app: App, roleKey: string, entityKey: string, patch: Partial<Grant>): App {
  return {
    ...app,
    roles: app.roles.map((role) =>
      role.key === roleKey
        ? { ...role, grants: { ...role.grants, [entityKey]: dropUndefined({ ...NO_GRANT, ...role.grants[entityKey], ...patch }) } }
        : role,
    ),
  };
}

/** How a role sees one field: hidden, only to read, or to write. */
export function setFieldRight(app: App, roleKey: string, entityKey: string, field: string, right: 'hidden' | 'read' | 'write'): App {
  const grant = app.roles.find((role) => role.key === roleKey)?.grants[entityKey] ?? NO_GRANT;
  const without = (keys: readonly string[]) => keys.filter((key) => key !== field);
  return setGrant(app, roleKey, entityKey, {
    hidden: right === 'hidden' ? [...without(grant.hidden), field] : without(grant.hidden),
    readonly: right === 'read' ? [...without(grant.readonly), field] : without(grant.readonly),
  });
}

/** Gives a role a right by its name, or takes it away; the rights stand in their own order. */
export function setRight(app: App, roleKey: string, entityKey: string, act: Right, has: boolean): App {
  const may = app.roles.find((role) => role.key === roleKey)?.grants[entityKey]?.may ?? [];
  const next = RIGHTS.filter((each) => (each === act ? has : may.includes(each)));
  return setGrant(app, roleKey, entityKey, { may: next.length > 0 ? next : undefined });
}
