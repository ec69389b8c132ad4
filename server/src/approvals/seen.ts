import { createHash } from 'node:crypto';
import { type Entity, fieldOf } from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';

/** What a decision is bound to: values by field, as they are when people are asked. */
export type Seen = Readonly<Record<string, Value>>;

const STANDING = ['stage', 'status', 'pipeline'];

/** The fields that a decision is bound to: those that the step names, or all that people fill in and where the record stands. What rules work out follows from those. */
export function boundKeys(entity: Entity, binds: readonly string[] | null): string[] {
  if (binds) return [...new Set(binds)].sort();
  const own = entity.fields.filter(({ byRule, kept, retired }) => !byRule && !kept && !retired).map(({ key }) => key);
  return [...own, ...(entity.process ? STANDING : [])].sort();
}

/** The record as it is now, of these fields. */
export function seenOf(facts: Facts, keys: readonly string[]): Seen {
  return Object.fromEntries(keys.map((key) => [key, facts[key] ?? null]));
}

/** The fields of what was seen that are otherwise now. One that the app has no longer says nothing. */
export function changedKeys(entity: Entity, seen: Seen, facts: Facts): string[] {
  return Object.keys(seen).filter((key) => fieldOf(entity, key) && !sameValue(seen[key], facts[key] ?? null));
}

/** Names what a decision is bound to as it is now, for who looks at it. */
export function digestOf(entity: Entity, seen: Seen, facts: Facts): string {
  const keys = Object.keys(seen)
    .filter((key) => fieldOf(entity, key))
    .sort();
  return createHash('sha256')
    .update(JSON.stringify(keys.map((key) => [key, facts[key] ?? null])))
    .digest('base64url');
}
