import { check, type Rule } from '@pipewright/logic';
import { mayHold } from '../check/reachable.ts';
import { checkWonValues } from '../check/won-values.ts';
import { checkDeliverable, checkKeyTask } from '../check/work-check.ts';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Gate, KeyTask, Pipeline, Stage } from '../model/pipeline.ts';
import { SURROUNDINGS, vocabularyOf } from '../model/vocabulary.ts';

/** What of a pipeline an entity has no place for: a field it lacks, by its name, or a condition or piece of work, by what it says. */
export type LeftOut = { readonly stage?: Label; readonly field: string } | { readonly stage?: Label; readonly said: Label };

/** A pipeline as far as an entity has a place for it, and what was left out. */
export interface Fitted {
  readonly pipeline: Pipeline;
  readonly left: readonly LeftOut[];
}

/** A pipeline that was made for another app, as far as it can be used with an entity: whatever speaks of fields that are not there is left out, and told. */
export function fitPipeline(app: App, entity: Entity, pipeline: Pipeline): Fitted {
  const left: LeftOut[] = [];
  const scope = vocabularyOf(app, entity);
  const holds = (rule: Rule) => 'value' in check(rule, scope) && mayHold(app, entity, rule);
  const isOwn = (key: string) => entity.fields.some((field) => field.key === key && !field.retired);
  const isFact = (name: string) => Object.hasOwn(scope, name) && name !== 'id' && !Object.hasOwn(SURROUNDINGS, name);
  const able = (task: KeyTask) => checkKeyTask(app, entity, task, '').length === 0;
  const nobodys = ({ by: _, ...task }: KeyTask): KeyTask => task;
  const isGiven = (field: string, rule: Rule) => checkWonValues(entity, { ...pipeline, wonValues: { [field]: rule } }, '').length === 0;

  const stageOf = (stage: Stage): Stage => {
    const { facts, tasks, deliverables, entryRequired, entryGates, standardDaysBy, ...rest } = stage;
    /** The items of a list that fit; what does not is told as `tell` says. */
    const keep = <T>(items: readonly T[] = [], fits: (item: T) => boolean, tell: (item: T) => { field: string } | { said: Label }): T[] => {
      left.push(...items.filter((item) => !fits(item)).map((item) => ({ stage: stage.name, ...tell(item) })));
      return items.filter(fits);
    };
    const field = (name: string) => ({ field: name });
    const gates = (list: readonly Gate[] = []) =>
      keep(
        list,
        ({ rule }) => holds(rule),
        ({ message }) => ({ said: message }),
      );
    const lists = {
      facts: keep(facts, isFact, field),
      // A task that a person of a missing field would have is the owner's.
      tasks: keep(
        tasks,
        (task) => able(nobodys(task)),
        ({ name }) => ({ said: name }),
      ).map((task) => (able(task) ? task : nobodys(task))),
      deliverables: keep(
        deliverables,
        (each) => checkDeliverable(app, entity, each, '').length === 0,
        ({ name }) => ({ said: name }),
      ),
      entryRequired: keep(entryRequired, isOwn, field),
      entryGates: gates(entryGates),
      standardDaysBy: keep(
        standardDaysBy,
        ({ when }) => holds(when),
        ({ days }) => ({ said: { en: `${days} days`, 'zh-CN': `${days} 天` } }),
      ),
    };
    const filled = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
    return { ...rest, required: keep(stage.required, isOwn, field), gates: gates(stage.gates), ...filled };
  };

  const { wonValues = {}, when, stages, ...rest } = pipeline;
  const given = Object.entries(wonValues).filter(([key, rule]) => isGiven(key, rule));
  left.push(...Object.keys(wonValues).flatMap((key) => (given.some(([each]) => each === key) ? [] : [{ field: key }])));
  const chosen = when !== null && holds(when) ? when : null;
  const fitting = { ...rest, when: chosen, stages: stages.map(stageOf) };
  return { pipeline: given.length > 0 ? { ...fitting, wonValues: Object.fromEntries(given) } : fitting, left };
}
