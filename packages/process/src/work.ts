import {
  type App,
  type Entity,
  fieldOf,
  isRequired,
  type Pipeline,
  type Stage,
  taskMark,
  type WorkItem,
  workShownBy,
} from '@pipewright/definition';
import type { Facts, Issue, Predicate, Rule } from '@pipewright/logic';
import { type Criterion, isFilled, placeId, type Ready } from './criterion.ts';

/** Required work that a record of this entity can show to be done for a record that stands in stages. */
export interface Showing {
  readonly holder: Entity;
  readonly item: WorkItem;
  /** True for the facts of a record that shows it. */
  readonly holds: Predicate;
}

/**
 * The criteria that the required work of a stage makes: its tasks are done, its deliverables there.
 * @param work of all stages of the entity
 */
export function workCriteria(entity: Entity, work: readonly WorkItem[], pipeline: Pipeline, stage: Stage): Criterion[] {
  const at = placeId(pipeline, stage, 'exit');
  const shown = work.filter((item) => item.pipeline === pipeline && item.stage === stage && isRequired(item));
  return [
    ...shown.map(({ fact, name, by }): Criterion => {
      const what = 'task' in by ? 'task' : 'deliverable';
      const id = `${at}/${what}:${'task' in by ? by.task.key : by.deliverable.key}`;
      return { id, names: [fact], holds: (facts) => facts[fact] === true, path: fact, what, params: { stage: stage.name, work: name } };
    }),
    ...(stage.deliverables ?? []).flatMap(({ key, field, required, name }): Criterion[] => {
      if (!required || field === undefined || !fieldOf(entity, field)) return [];
      const holds = (facts: Facts) => isFilled(facts[field]);
      return [
        {
          id: `${at}/deliverable:${key}`,
          names: [field],
          holds,
          path: field,
          what: 'deliverable',
          params: { stage: stage.name, work: name },
        },
      ];
    }),
  ];
}

/** What records of an entity can show to be done, ready to be judged. */
export function showings(app: App, entity: Entity, ready: (rule: Rule) => Ready): Showing[] {
  return workShownBy(app, entity).map(({ holder, item }) => {
    const { by } = item;
    if ('deliverable' in by) return { holder, item, holds: ready(by.deliverable.when ?? true).holds };
    const mark = taskMark(item.stage.key, by.task.key);
    return { holder, item, holds: (facts: Facts) => facts.stage_task === mark && isFilled(facts[by.done]) };
  });
}

/** How it is said that a change would undo work that a record was let on by. */
export function undone({ item: { by, name, stage } }: Showing): Issue {
  return { path: '', code: 'task' in by ? 'kept.task' : 'kept.deliverable', params: { work: name, stage: stage.name } };
}
