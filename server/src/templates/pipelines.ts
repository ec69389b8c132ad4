import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, entityOf, type Label, type OfferedPipeline, type Pipeline, presetSchema, ruleFields } from '@pipewright/definition';
import { log } from '../log/log.ts';
import { readTemplates } from './read-template.ts';

/** Where pipelines lie that are documents of their own. */
const FOLDER = 'pipelines';

/** The pipelines that can be taken into apps: those of the templates, and those that are documents of their own. */
export function offeredPipelines(dir: string): OfferedPipeline[] {
  const apps = readTemplates(dir);
  const own = [...apps].flatMap(([template, app]) =>
    app.entities.flatMap((entity) =>
      (entity.process?.pipelines ?? []).map((pipeline) => ({
        ...{ key: `${template}.${pipeline.key}`, from: app.name, names: namesOf(app, entity.key, pipeline), pipeline },
      })),
    ),
  );
  return [...own, ...documents(dir, apps)];
}

function documents(dir: string, apps: ReadonlyMap<string, App>): OfferedPipeline[] {
  return filesIn(join(dir, FOLDER)).flatMap((file): OfferedPipeline[] => {
    const read = presetSchema.safeParse(jsonOf(join(dir, FOLDER, file)));
    const app = read.success ? apps.get(read.data.template) : undefined;
    if (!read.success || !app) {
      // One document that cannot be read does not hide the others.
      log.error({ file, found: read.error?.issues.slice(0, 3) }, 'A pipeline cannot be read.');
      return [];
    }
    const { entity, description, pipeline } = read.data;
    return [{ key: file.replace(/\.json$/, ''), from: app.name, description, names: namesOf(app, entity, pipeline), pipeline }];
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What the fields are called that a pipeline speaks of: where they are missing, people are told which. */
function namesOf(app: App, entityKey: string, pipeline: Pipeline): Record<string, Label> {
  const entity = entityOf(app, entityKey);
  const said = JSON.stringify(pipeline);
  const fields = entity ? ruleFields(app, entity).filter(({ key }) => said.includes(`"${key}"`)) : [];
  return Object.fromEntries(fields.map(({ key, name }) => [key, name]));
}
