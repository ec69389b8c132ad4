import type { Grant, Role } from '../model/role.ts';
import { STATUS_ACTS } from '../model/status.ts';

/** What a role has on an entity that it does not name. */
export const NO_GRANT: Grant = { read: 'none', create: false, update: 'none', delete: 'none', hidden: [], readonly: [] };

const EVERYTHING: Grant = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  baseline: true,
  share: true,
  may: [...STATUS_ACTS],
  hidden: [],
  readonly: [],
};

/** What a role may do with an entity: an administrator everything, others what they were granted. */
export function grantOf(role: Role, entity: string): Grant {
  if (role.admin) return EVERYTHING;
  return Object.hasOwn(role.grants, entity) ? (role.grants[entity] as Grant) : NO_GRANT;
}
