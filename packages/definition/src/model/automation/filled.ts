import type { App, Entity } from '../app.ts';
import { fieldOf } from '../system-field.ts';
import { entityOf, targetOf } from '../vocabulary.ts';

/** What of a step says whose fields it fills. */
interface Filling {
  readonly kind?: unknown;
  readonly entity?: unknown;
  readonly of?: unknown;
}

/** The entity whose fields a step fills: of the record it makes, of what its reference names, else of the record it is about; undefined where that is gone. */
export function filledEntity(app: App, entity: Entity | undefined, { kind, entity: made, of }: Filling): Entity | undefined {
  if (kind === 'create') return entityOf(app, String(made));
  if (kind === 'set' && of !== undefined) return entity && targetOf(app, fieldOf(entity, String(of)));
  return entity;
}
