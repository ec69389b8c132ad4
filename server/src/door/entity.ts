import type { Entity } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { readableEntity, type Sight } from '@pipewright/sql';
import { Refusal } from '../ground/refusal.ts';

/** The entity a person asks for; one the role does not know is an unknown one. */
export function entityFor(view: Sight, key: string): Entity {
  return orRefuse(readableEntity(view, key));
}

/** The value; throws a Refusal where there is none. */
export function orRefuse<T>(result: Result<T>): T {
  if ('issues' in result) throw new Refusal(result.issues);
  return result.value;
}
