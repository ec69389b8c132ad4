import type { Label } from '../ground/label.ts';
import type { App, Entity } from './app.ts';
import type { Deliverable, KeyTask, Pipeline, Stage } from './pipeline.ts';
import { entityOf, targetOf } from './vocabulary.ts';

/** Work of a stage that other records show to be done: a task that was done, or a record that is there. */
export interface WorkItem {
  /** The fact that says whether it is done, as rules and refusals name it. */
  readonly fact: string;
  readonly name: Label;
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  /** The entity whose records show it, and the reference by which they belong to the record that stands in the stage. */
  readonly entity: Entity;
  readonly link: string;
  readonly by: { readonly task: KeyTask; readonly done: string } | { readonly deliverable: Deliverable };
}

/** What marks the record of a key task: the same in every pipeline that has the stage. */
export const taskMark = (stage: string, task: string): string => `${stage}/${task}`;

/** The fact that says whether work of a stage is done; no field is called so. */
export const workFact = (pipeline: string, stage: string, key: string): string => `$work/${pipeline}/${stage}/${key}`;

/** True for facts that say whether work is done. */
export const isWorkFact = (name: string): boolean => name.startsWith('$work/');

/** The live entity whose records are the tasks of an entity's records; undefined where there is none. */
export function taskEntityOf(app: App, entity: Pick<Entity, 'key'>): Entity | undefined {
  return app.entities.find((each) => {
    const by = each.fields.find(({ key, retired }) => key === each.taskOf && !retired);
    return !each.retired && each.done !== undefined && targetOf(app, by)?.key === entity.key;
  });
}

/** All work of an entity's stages that other records show to be done, required or not. */
export function workOf(app: App, entity: Entity): WorkItem[] {
  const tasks = entity.process && taskEntityOf(app, entity);
  return (entity.process?.pipelines ?? []).flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) => [
      ...(stage.tasks ?? []).flatMap((task): WorkItem[] => {
        if (!tasks?.taskOf || !tasks.done) return [];
        const fact = workFact(pipeline.key, stage.key, task.key);
        return [{ fact, name: task.name, pipeline, stage, entity: tasks, link: tasks.taskOf, by: { task, done: tasks.done } }];
      }),
      ...(stage.deliverables ?? []).flatMap((deliverable): WorkItem[] => {
        const shown = deliverable.entity === undefined ? undefined : entityOf(app, deliverable.entity);
        if (!shown || deliverable.link === undefined) return [];
        const fact = workFact(pipeline.key, stage.key, deliverable.key);
        return [{ fact, name: deliverable.name, pipeline, stage, entity: shown, link: deliverable.link, by: { deliverable } }];
      }),
    ]),
  );
}

/** True for work without which its stage is not left. */
export function isRequired({ by }: WorkItem): boolean {
  return ('task' in by ? by.task : by.deliverable).required === true;
}

/** The required work, of whatever entity, that records of this entity show to be done, with the entity that stands in stages. */
export function workShownBy(app: App, entity: Entity): { readonly holder: Entity; readonly item: WorkItem }[] {
  return app.entities
    .filter((holder) => holder.process && !holder.retired)
    .flatMap((holder) =>
      workOf(app, holder)
        .filter((item) => item.entity.key === entity.key && isRequired(item))
        .map((item) => ({ holder, item })),
    );
}
