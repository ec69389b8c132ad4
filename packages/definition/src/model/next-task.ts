import type { App, Entity } from './app.ts';
import { fieldOf } from './system-field.ts';
import { taskEntityOf } from './work.ts';

/** What says that a record has something next: the day of its next step, or an open task of it with a day. */
export interface Planning {
  readonly day?: string;
  readonly tasks?: { readonly entity: Entity; readonly link: string; readonly due: string; readonly done: string };
}

/** By what the records of an entity have something next; undefined where nothing can say so. */
export function planningOf(app: App, entity: Entity): Planning | undefined {
  const day = entity.process?.nextStepDate;
  const told = day !== undefined && fieldOf(entity, day) !== undefined;
  const tasks = entity.process && taskEntityOf(app, entity);
  const { taskOf: link, due, done } = tasks ?? {};
  const dated = tasks && link && due && done ? { tasks: { entity: tasks, link, due, done } } : {};
  return told || 'tasks' in dated ? { ...(told ? { day } : {}), ...dated } : undefined;
}
