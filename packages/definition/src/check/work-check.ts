import { check, type Issue, issue, issuesOf } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes } from '../model/field-type.ts';
import { planningOf } from '../model/next-task.ts';
import type { Deliverable, KeyTask, Process } from '../model/pipeline.ts';
import { RULED_STATUSES } from '../model/status.ts';
import { fieldOf } from '../model/system-field.ts';
import { entityOf, targetOf, vocabularyOf } from '../model/vocabulary.ts';
import { taskEntityOf } from '../model/work.ts';

const live = (entity: Entity, key: string | undefined): Field | undefined =>
  entity.fields.find((field) => field.key === key && !field.retired);

/** What is wrong with an entity whose records are tasks: they belong to records that stand in stages, and say by a day and a moment when they are due and were done. */
export function checkTasks(app: App, entity: Entity, path: string): Issue[] {
  const { taskOf, due, done } = entity;
  // Without what they belong to they are records like others.
  if (taskOf === undefined) return [];
  const holder = targetOf(app, live(entity, taskOf));
  const held = (key: string | undefined, value: 'date' | 'datetime') => {
    const field = key === undefined ? undefined : live(entity, key);
    return field !== undefined && fieldTypes[field.type].value === value;
  };
  const say = (name: 'taskOf' | 'due' | 'done', code: 'task.of' | 'task.due' | 'task.done' | 'task.twice') =>
    issue(`${path}.${name}`, code, { entity: entity.name });
  return [
    ...(holder?.process ? [] : [say('taskOf', 'task.of')]),
    ...(holder && taskEntityOf(app, holder) !== entity && held(done, 'datetime') ? [say('taskOf', 'task.twice')] : []),
    ...(due !== undefined && !held(due, 'date') ? [say('due', 'task.due')] : []),
    ...(held(done, 'datetime') ? [] : [say('done', 'task.done')]),
  ];
}

/** What is wrong with the key tasks and deliverables of the stages of an entity. */
export function checkWork(app: App, entity: Entity, { pipelines }: Process, path: string): Issue[] {
  return pipelines.flatMap((pipeline, i) =>
    pipeline.stages.flatMap(({ tasks = [], deliverables = [] }, j) => {
      const at = `${path}.pipelines.${i}.stages.${j}`;
      return [
        ...tasks.flatMap((task, k) => checkKeyTask(app, entity, task, `${at}.tasks.${k}`)),
        ...deliverables.flatMap((each, k) => checkDeliverable(app, entity, each, `${at}.deliverables.${k}`)),
      ];
    }),
  );
}

/** What is wrong with looking after what comes next: nothing could say so. */
export function checkNextTask(app: App, entity: Entity, { nextTask }: Process, path: string): Issue[] {
  if (nextTask === undefined || planningOf(app, entity) || isSetAside(app)) return [];
  return [issue(`${path}.nextTask`, 'nextTask.nothing', { entity: entity.name })];
}

/** What is wrong with the rules of the reasons why records wait: there is no day to count to, a usual one beyond the latest, a task where there are none. */
export function checkReasons(app: App, entity: Entity, { statuses }: Process, path: string): Issue[] {
  return RULED_STATUSES.flatMap((status) => {
    const { reasons = [], until } = statuses?.[status] ?? {};
    return reasons.flatMap(({ name, wakesAfter, latestAfter, task, retired }, i) => {
      if (retired) return [];
      const say = (key: 'wakesAfter' | 'latestAfter' | 'task', code: 'reason.no_day' | 'reason.days' | 'reason.task') =>
        issue(`${path}.statuses.${status}.reasons.${i}.${key}`, code, { reason: name });
      const dayless = until ? undefined : wakesAfter !== undefined ? 'wakesAfter' : latestAfter !== undefined ? 'latestAfter' : undefined;
      return [
        ...(dayless ? [say(dayless, 'reason.no_day')] : []),
        ...(wakesAfter !== undefined && latestAfter !== undefined && wakesAfter > latestAfter ? [say('wakesAfter', 'reason.days')] : []),
        ...(task && (status !== 'future' || !(taskEntityOf(app, entity) || isSetAside(app))) ? [say('task', 'reason.task')] : []),
      ];
    });
  });
}

/** True where tasks were in use and are not now: what asked for them waits until they are again. */
const isSetAside = (app: App) => app.entities.some(({ retired, taskOf, done }) => done !== undefined && (retired || taskOf === undefined));

/** What is wrong with a key task of a stage. */
export function checkKeyTask(app: App, entity: Entity, { name, by }: KeyTask, path: string): Issue[] {
  const field = by === undefined ? undefined : fieldOf(entity, by);
  return [
    ...(taskEntityOf(app, entity) || isSetAside(app) ? [] : [issue(path, 'task.nowhere', { task: name, entity: entity.name })]),
    ...(by === undefined || (field && fieldTypes[field.type].names === 'person') ? [] : [issue(`${path}.by`, 'task.by', { task: name })]),
  ];
}

/** What is wrong with a deliverable of a stage. */
export function checkDeliverable(app: App, entity: Entity, { name, field, entity: of, link, when }: Deliverable, path: string): Issue[] {
  if (of === undefined) {
    const told = link === undefined && when === undefined && field !== undefined;
    return told && live(entity, field) ? [] : [issue(path, 'deliverable.field', { deliverable: name })];
  }
  const shown = entityOf(app, of);
  const by = shown && live(shown, link);
  if (!shown || field !== undefined || targetOf(app, by)?.key !== entity.key)
    return [issue(path, 'deliverable.link', { deliverable: name, entity: entity.name })];
  // Such a rule is asked of many records at once, and in the same words by whoever looks.
  const scope = Object.fromEntries(Object.entries(vocabularyOf(app, shown)).filter(([each]) => !each.includes('.')));
  return when === undefined ? [] : [...issuesOf(check(when, scope, `${path}.when`))];
}
