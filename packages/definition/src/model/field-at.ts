import type { App, Entity } from './app.ts';
import type { Field } from './field.ts';
import { fieldOf } from './system-field.ts';
import { targetOf } from './vocabulary.ts';

/** The field a path names: `amount`, or `account.industry` one reference away. */
export function fieldAt(app: App, entity: Entity, path: string): Field | undefined {
  const [near, far, ...more] = path.split('.');
  if (more.length > 0 || !near) return undefined;
  const field = fieldOf(entity, near);
  if (!far) return field;
  const target = targetOf(app, field);
  return target ? fieldOf(target, far) : undefined;
}
