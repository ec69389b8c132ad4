import { type Field, fieldTypes, keptFields, type Named, writableFields } from '@pipewright/definition';
import { type Facts, type Issue, issue } from '@pipewright/logic';
import type { Row } from '@pipewright/sql';
import type { SaveGround } from './change.ts';

/** What is known of a record or person that a value mentions: whether the caller may name it, and its facts. */
export interface Mentioned {
  readonly seen: boolean;
  readonly facts: Facts;
  /** Why it may not be named, where that is something of its own. */
  readonly fault?: Issue;
}

/** What is known of what values mention: by field and id; an id that is missing does not exist. */
export type Known = ReadonlyMap<string, ReadonlyMap<string, Mentioned>>;

/** The fields of an entity whose values name people, departments or records. */
export function mentionFields(scope: SaveGround): Field[] {
  const { entity } = scope.ready;
  return [...writableFields(entity), ...keptFields(entity)].filter((field) => fieldTypes[field.type].names !== null);
}

const UNSEEN = { person: 'value.person', department: 'value.department', record: 'value.reference' } as const satisfies Record<
  Named,
  string
>;

/** One issue for each changed value that names what the caller may not name. */
export function mentionIssues(scope: SaveGround, values: Row, changed: ReadonlySet<string>, known: Known): Issue[] {
  return mentionFields(scope).flatMap((field) => {
    const value = values[field.key];
    const { names } = fieldTypes[field.type];
    if (!names || typeof value !== 'string' || !changed.has(field.key) || known.get(field.key)?.get(value)?.seen) return [];
    return [issue(field.key, UNSEEN[names], { field: field.name })];
  });
}
