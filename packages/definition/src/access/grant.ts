import type { Entity } from '../model/app.ts';
import { CHANCE_FIELDS, SAID_FIELDS } from '../model/chance-fields.ts';
import type { ClaimScope, Grant, Role } from '../model/role.ts';
import { RIGHTS } from '../model/status.ts';

/** What a role has on an entity that it does not name. */
export const NO_GRANT: Grant = { read: 'none', create: false, update: 'none', delete: 'none', hidden: [], readonly: [] };

const EVERYTHING: Grant = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  baseline: true,
  share: true,
  may: [...RIGHTS],
  claim: 'all',
  hidden: [],
  readonly: [],
};

/** What a role may do with an entity: an administrator everything, others what they were granted. */
export function grantOf(role: Role, entity: string): Grant {
  if (role.admin) return EVERYTHING;
  return Object.hasOwn(role.grants, entity) ? whole(role.grants[entity] as Grant) : NO_GRANT;
}

const known = new WeakMap<Grant, Grant>();

/** A grant in which whatever tells of the probability is hidden, or only read, as the probability is. */
function whole(grant: Grant): Grant {
  const { hidden, readonly } = grant;
  const [unseen, locked] = [hidden.includes('probability'), readonly.includes('probability')];
  if (!unseen && !locked) return grant;
  const found = known.get(grant) ?? {
    ...grant,
    hidden: unseen ? [...new Set([...hidden, ...CHANCE_FIELDS])] : hidden,
    readonly: locked ? [...new Set([...readonly, ...SAID_FIELDS])] : readonly,
  };
  known.set(grant, found);
  return found;
}

/** What a record in the pool is known by: nobody may take one who may not know these. */
export const POOL_FIELDS = ['owner', 'status'] as const;

/** Which records of the pool a role may see and take: none of an entity without a process, nor of one that the role does not read at all. */
export function claimOf(role: Role, entity: Entity): ClaimScope | undefined {
  const { claim, read, hidden } = grantOf(role, entity.key);
  return entity.process && read !== 'none' && !POOL_FIELDS.some((key) => hidden.includes(key)) ? claim : undefined;
}

/** The most open records of an entity that somebody of a role may hold and still be given one; undefined where there is no limit. */
export function mostOpenFor(role: Role, entity: Entity): number | undefined {
  return grantOf(role, entity.key).mostOpen ?? entity.process?.mostOpen;
}
