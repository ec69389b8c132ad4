import type { Rule } from '@pipewright/logic';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { isChoice } from '../model/field-type.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { entityOf, fieldsInReach } from '../model/vocabulary.ts';
import { keyIn } from '../parts/key-in.ts';
import { fitPipeline, type LeftOut } from './fit-pipeline.ts';
import { letGo } from './let-go.ts';
import { addPipeline, editProcess, removePipeline } from './pipeline.ts';

/** The choices by which records can be divided into classes: those of an entity and of what it refers to. */
export function classFields(app: App, entity: Entity): Field[] {
  return fieldsInReach(app, entity, ({ fields }) => fields.filter((field) => !field.retired)).filter(isChoice);
}

/** The classes a rule takes by one choice alone; undefined for any other rule. */
function classesIn(rule: Rule | null, name: string): readonly string[] | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
  const [[operator, args] = [], ...more] = Object.entries(rule);
  if (more.length > 0 || !Array.isArray(args) || args.length !== 2) return undefined;
  const [left, right] = args as Rule[];
  if (JSON.stringify(left) !== JSON.stringify({ var: name })) return undefined;
  if (operator === '==' && typeof right === 'string') return [right];
  const list = operator === 'in' && Array.isArray(right) ? right : undefined;
  return list?.every((each) => typeof each === 'string') ? (list as string[]) : undefined;
}

/**
 * The choice that tells the classes of customers: one of what the records refer to goes before one of their own, then one by which pipelines are chosen
 * already, then one that divides records for probabilities.
 */
export function classFieldOf(app: App, entity: Entity): Field | undefined {
  const { pipelines = [], chance } = entity.process ?? {};
  const weight = ({ key }: Field) => {
    const times = pipelines.filter(({ when }) => classesIn(when, key)).length;
    const known = times > 0 ? 2 + times / (1 + times) : chance?.segments.includes(key) ? 1 : 0;
    return known + (key.includes('.') && known > 0 ? 4 : 0) + (key.includes('.') ? 0.5 : 0);
  };
  return classFields(app, entity).toSorted((a, b) => weight(b) - weight(a))[0];
}

/** The pipelines that classes can be given: those that one choice decides, and the one for everything else. Others are chosen before them and stay so. */
export function classPipelines({ process }: Entity, name: string): Pipeline[] {
  return (process?.pipelines ?? []).filter(({ when }) => when === null || classesIn(when, name) !== undefined);
}

/** The pipeline of each class as it is now, by the keys of the classes. */
export function pipelineByClass(entity: Entity, { key, options = [] }: Field): Record<string, string> {
  const able = classPipelines(entity, key);
  const rest = able.find(({ when }) => when === null)?.key ?? '';
  const live = options.filter((option) => !option.retired);
  return Object.fromEntries(
    live.map((option) => [option.key, able.find(({ when }) => classesIn(when, key)?.includes(option.key))?.key ?? rest]),
  );
}

/** A pipeline as it may be chosen for a class: one the entity has, or one that would be taken into it. */
export interface ClassChoice {
  readonly app: App;
  /** What of the pipelines that were taken in had no place. */
  readonly left: readonly LeftOut[];
  /** The pipelines that no class needs any more, by name. */
  readonly gone: readonly Label[];
}

/**
 * Gives each class of customer its pipeline. One that no class needs any more goes, the one for everything else stays; one that is offered and chosen is
 * taken in. Pipelines chosen by other rules stay before them, as they are.
 * @param choice the keys of pipelines by those of classes; a class that is not in it keeps its own
 * @param offered pipelines of other documents, by the names that `choice` uses
 * @param taken keys of pipelines that are or were in use
 */
export function choosePipelines(
  app: App,
  entityKey: string,
  name: string,
  choice: Readonly<Record<string, string>>,
  offered: Readonly<Record<string, Pipeline>> = {},
  taken: ReadonlySet<string> = new Set(),
): ClassChoice {
  const entity = entityOf(app, entityKey);
  const field = entity && classFields(app, entity).find(({ key }) => key === name);
  if (!entity?.process || !field) return { app, left: [], gone: [] };
  const now = pipelineByClass(entity, field);
  const wished = Object.fromEntries(Object.entries(now).map(([option, key]) => [option, choice[option] ?? key]));
  const able = new Set(classPipelines(entity, name).map(({ key }) => key));
  const left: LeftOut[] = [];
  const made = new Map<string, string>();
  let next = app;
  for (const wish of new Set(Object.values(wished))) {
    const pipeline = able.has(wish) ? undefined : offered[wish];
    if (!pipeline) continue;
    const fitted = fitPipeline(next, entityOf(next, entityKey) as Entity, pipeline);
    const used = new Set([...taken, ...(entityOf(next, entityKey)?.process?.pipelines ?? []).map(({ key }) => key)]);
    const key = keyIn(used, pipeline.key);
    made.set(wish, key);
    left.push(...fitted.left);
    // Its rule is written below, with those of the others.
    next = addPipeline(next, entityKey, { ...fitted.pipeline, key, when: ruleOf(name, [key]) });
  }
  const pipelineOf = (option: string) => {
    const wish = wished[option] as string;
    return made.get(wish) ?? (able.has(wish) ? wish : (now[option] as string));
  };
  const classes = (key: string) => Object.keys(wished).filter((option) => pipelineOf(option) === key);
  const mine = new Set([...able, ...made.values()]);
  const spare = (entityOf(next, entityKey)?.process?.pipelines ?? []).filter(
    ({ key, when }) => mine.has(key) && when !== null && classes(key).length === 0,
  );
  const path = `entities.${entityKey}.process.pipelines`;
  next = spare.reduce(
    (sum, { key }) =>
      removePipeline(
        letGo(sum, `${path}.${key}`, () => true),
        entityKey,
        key,
      ),
    next,
  );
  next = editProcess(next, entityKey, (process) => ({
    ...process,
    pipelines: process.pipelines.map((pipeline) =>
      mine.has(pipeline.key) && pipeline.when !== null ? { ...pipeline, when: ruleOf(name, classes(pipeline.key)) } : pipeline,
    ),
  }));
  return { app: next, left, gone: spare.map((pipeline) => pipeline.name) };
}

function ruleOf(name: string, classes: readonly string[]): Rule {
  const [only = '', ...more] = classes;
  return more.length === 0 ? { '==': [{ var: name }, only] } : { in: [{ var: name }, [...classes]] };
}
