import { type App, type ClassPipelines, choosePipelines, classFieldOf, classPipelines, pipelineByClass } from '@pipewright/definition';
import { refuse } from '../ground/refusal.ts';
import { offeredPipelines } from './pipelines.ts';

/** The classes by which the pipelines of an app are chosen, of the first entity that has such. */
export function classesOf(app: App): ClassPipelines | undefined {
  const [entity] = app.entities.filter((each) => !each.retired && (each.process?.pipelines.length ?? 0) > 1);
  const field = entity && classFieldOf(app, entity);
  if (!entity || !field) return undefined;
  const options = (field.options ?? []).filter((option) => !option.retired).map(({ key, name }) => ({ key, name }));
  return {
    ...{ entity: entity.key, field: { key: field.key, name: field.name, options } },
    ...{ now: pipelineByClass(entity, field), pipelines: classPipelines(entity, field.key) },
  };
}

/** A template's definition with a pipeline for each class of customer. */
export function withClasses(dir: string, app: App, wished: Readonly<Record<string, string>>): App {
  const classes = classesOf(app);
  const offered = Object.fromEntries(offeredPipelines(dir).map(({ key, pipeline }) => [key, pipeline]));
  const known = new Set([...(classes?.pipelines.map(({ key }) => key) ?? []), ...Object.keys(offered)]);
  for (const [option, key] of Object.entries(wished))
    if (!classes || classes.now[option] === undefined || !known.has(key)) refuse('template.class', undefined, `classes.${option}`);
  return classes ? choosePipelines(app, classes.entity, classes.field.key, wished, offered).app : app;
}
