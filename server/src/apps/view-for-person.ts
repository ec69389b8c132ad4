import { type App, type AppForPerson, type Entity, fieldAt, type Question, readableFields, surroundings } from '@pipewright/definition';
import type { View } from '@pipewright/sql';
import type { Published } from './published.ts';

/** The published app as one person may know it: entities and fields out of reach are not in it, nor what mentions them. */
export function appForPerson(published: Published, view: View): AppForPerson {
  const { role } = view.principal;
  const { app } = published;
  const base = {
    key: published.key,
    version: published.version,
    formerStages: published.formerStages,
    surroundings: surroundings(view.principal),
  };
  if (role.admin) return { ...base, app, role };
  // Even the names of what is hidden stay on the server.
  const open = { ...role, grants: Object.fromEntries(Object.entries(role.grants).map(([key, grant]) => [key, { ...grant, hidden: [] }])) };
  const entities = app.entities
    .filter((entity) => !entity.retired && role.grants[entity.key] && role.grants[entity.key]?.read !== 'none')
    .map((entity) => cut(view, entity));
  const visible: App = { ...app, entities, roles: [open] };
  const reports = app.reports.filter((report) => answerable(visible, report));
  const known = new Set(reports.map((report) => report.key));
  const dashboards = app.dashboards.map((board) => ({ ...board, tiles: board.tiles.filter((tile) => known.has(tile.report)) }));
  return { ...base, app: { ...visible, reports, dashboards: dashboards.filter((board) => board.tiles.length > 0) }, role: open };
}

function cut(view: View, entity: Entity): Entity {
  const readable = new Set(readableFields(view.app, entity, view.principal.role).map((field) => field.key));
  const keep = (keys: readonly string[]) => keys.filter((key) => readable.has(key));
  const text = (part: unknown) => JSON.stringify(part ?? null);
  const hidden = entity.fields.filter((field) => !readable.has(field.key)).map((field) => `"${field.key}"`);
  const clean = (part: unknown) => !hidden.some((name) => text(part).includes(name));
  const { process } = entity;
  return {
    ...entity,
    fields: entity.fields
      .filter((field) => readable.has(field.key) && !field.retired)
      .map((field) => (clean(field.showIf) ? field : { ...field, showIf: undefined })),
    form: entity.form.map((section) => ({ ...section, fields: keep(section.fields) })).filter((section) => section.fields.length > 0),
    views: entity.views
      .filter((each) => clean(each.filter))
      .map((each) => ({ ...each, columns: keep(each.columns), sort: clean(each.sort) ? each.sort : undefined })),
    constraints: entity.constraints.filter((each) => clean(each.rule)),
    ...(process
      ? {
          process: {
            ...process,
            wonRequires: keep(process.wonRequires),
            lostRequires: keep(process.lostRequires),
            amount: process.amount && readable.has(process.amount) ? process.amount : undefined,
            closeDate: process.closeDate && readable.has(process.closeDate) ? process.closeDate : undefined,
            pipelines: process.pipelines.map((pipeline) => ({
              ...pipeline,
              when: clean(pipeline.when) ? pipeline.when : null,
              stages: pipeline.stages.map((stage) => ({
                ...stage,
                required: keep(stage.required),
                gates: stage.gates.filter((gate) => clean(gate.rule)),
                entryRequired: stage.entryRequired && keep(stage.entryRequired),
                entryGates: stage.entryGates?.filter((gate) => clean(gate.rule)),
              })),
            })),
          },
        }
      : {}),
  };
}

function answerable(app: App, report: Question): boolean {
  const entity = app.entities.find((each) => each.key === report.entity);
  if (!entity) return false;
  const fields = [...report.dimensions.map((d) => d.field), ...report.measures.flatMap((m) => [m.field, m.from, m.to])].filter(
    (name) => name !== undefined,
  );
  return fields.every((name) => fieldAt(app, entity, name) !== undefined);
}
