import type { Entity } from '../model/app.ts';
import { reasonKey, setKey } from '../model/by-rule-fields.ts';
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

/** A grant in which whatever tells of the probability, or stands beside a field by rule, is hidden, or only read, as that is. */
function whole(grant: Grant): Grant {
  const { hidden, readonly } = grant;
  if (hidden.length === 0 && readonly.length === 0) return grant;
  const found = known.get(grant) ?? { ...grant, hidden: withBeside(hidden, CHANCE_FIELDS), readonly: withBeside(readonly, SAID_FIELDS) };
  known.set(grant, found);
  return found;
}

function withBeside(keys: readonly string[], chances: readonly string[]): string[] {
  const beside = keys.flatMap((key) => [setKey(key), reasonKey(key)]);
  return [...new Set([...keys, ...(keys.includes('probability') ? chances : []), ...beside])];
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
