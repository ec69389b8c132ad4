import type { Entity } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { readableEntity, type View } from '@pipewright/sql';
import { Refusal } from '../ground/refusal.ts';

/** The entity a person asks for; one the role does not know is an unknown one. */
export function entityFor(view: View, key: string): Entity {
  const found = readableEntity(view, key);
  if ('issues' in found) throw new Refusal(found.issues);
  return found.entity;
}

/** The compiled question; throws a Refusal where it cannot be asked. */
export const orRefuse = <T>(compiled: { query: T } | { issues: readonly Issue[] }): T => {
  if ('issues' in compiled) throw new Refusal(compiled.issues);
  return compiled.query;
};
