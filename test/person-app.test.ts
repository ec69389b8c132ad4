import {
  type App,
  appFor,
  appSchema,
  type Entity,
  entityOf,
  type Field,
  type Grant,
  type Label,
  type Principal,
  type Report,
  type Role,
  readableFields,
  systemFields,
  validate,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { prepare } from '@pipewright/process';
import { listSql, reportSql, type Sight } from '@pipewright/sql';
import { expect, it } from 'vitest';
import { randomApp } from './support/random-app.ts';

/** Random definitions in this run, each for all of its roles; raise it for a longer one. */
const DOCUMENTS = Number(process.env.PERSON_DOCUMENTS ?? 500);
const SEED = Number(process.env.PERSON_SEED ?? 1);

/** What `validate` may still say about a document made for one role. */
const REMAINING = new Set(['role.no_admin', 'field.target', 'entity.title', 'role.cannot_fill']);

// What a role may read is said here once more, in the plainest words, so that a fault in the builder is not repeated by its judge.
const grantIn = (role: Role, key: string): Grant | undefined => (role.grants[key]?.read === 'none' ? undefined : role.grants[key]);
const columnsOf = (entity: Entity): readonly Field[] => [...entity.fields.filter((field) => !field.retired), ...systemFields(entity)];

function mayRead(app: App, role: Role, entity: Entity, name: string): boolean {
  if (['id', 'today', 'now', 'user.id', 'user.department', 'user.departments'].includes(name)) return true;
  const [near, far] = name.split('.');
  const grant = grantIn(role, entity.key);
  const field = columnsOf(entity).find((each) => each.key === near);
  if (!grant || !field || grant.hidden.includes(field.key)) return false;
  if (
    field.key === 'applies' &&
    !['pipeline', 'status', ...(entity.process?.pipelines ?? []).flatMap(({ when }) => names(when))].every((each) =>
      mayRead(app, role, entity, each),
    )
  )
    return false;
  const target = field.target ? entityOf(app, field.target) : undefined;
  return far === undefined || (target !== undefined && mayRead(app, role, target, far));
}

/** Every name a rule reads. */
function names(rule: Rule | undefined): string[] {
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([key, value]) => (key === 'var' ? [String(value)] : names(value as Rule)));
}

const texts = (label: Label | undefined) => (label ? Object.values(label) : []);

/** The texts and unique keys of everything the role may not know. */
function secrets(app: App, role: Role): string[] {
  const unreadable = (entity: Entity, rule: Rule | null | undefined) => names(rule).some((name) => !mayRead(app, role, entity, name));
  const words = app.entities.flatMap((entity) => {
    const known = !entity.retired && grantIn(role, entity.key) !== undefined;
    if (!known) return [entity.key, ...texts(entity.name), ...texts(entity.plural), ...deep(entity)];
    const fields = entity.fields
      .filter((field) => field.retired || !mayRead(app, role, entity, field.key))
      .flatMap((field) => [field.key, ...deep(field)]);
    const standing = ['pipeline', 'stage', 'status'].every((key) => mayRead(app, role, entity, key));
    const stages = entity.process?.pipelines.flatMap((pipeline) => pipeline.stages) ?? [];
    const rules = [...entity.constraints, ...stages.flatMap((stage) => [...stage.gates, ...(stage.entryGates ?? [])])];
    return [
      ...fields,
      ...(entity.process && !standing ? deep(entity.process) : []),
      ...rules.filter((each) => unreadable(entity, each.rule)).flatMap(deep),
      ...entity.views.filter((each) => unreadable(entity, each.filter)).flatMap(deep),
      ...(mayRead(app, role, entity, 'status_reason') ? [] : deep(entity.process?.statuses)),
    ];
  });
  const others = app.roles.filter((each) => each.key !== role.key).flatMap(deep);
  return [...new Set([...words, ...others])].filter((word) => /^(zq\d+q|Text\d+t|文\d+字)$/.test(word));
}

/** Every text that belongs to a part alone: labels, and keys of its parts, but not the names its rules and lists mention. */
function deep(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(deep);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => {
    if (['en', 'zh-CN', 'key'].includes(name)) return [String(value)];
    return ['rule', 'when', 'filter', 'grants', 'required'].includes(name) ? [] : deep(value);
  });
}

/** Every name a report reads. */
function namesAsked(report: Report): string[] {
  const measures = report.measures.flatMap((each) => [
    each.field,
    each.from,
    each.to,
    ...names(each.expression),
    ...names(each.filter),
    ...names(each.of),
  ]);
  const all = [...report.dimensions.map((each) => each.field), ...measures, ...names(report.filter)];
  return all.filter((name) => name !== undefined);
}

/** Every place in the document for a person where a name stands, with the entity it is a name of. */
function places(made: App): [Entity, string][] {
  const own = made.entities.flatMap((entity) => {
    const stages = entity.process?.pipelines.flatMap((pipeline) => pipeline.stages) ?? [];
    const rules = [
      ...entity.fields.map((field) => field.showIf),
      ...entity.views.map((view) => view.filter),
      ...entity.constraints.map((each) => each.rule),
      ...(entity.process?.pipelines.map((each) => each.when) ?? []),
      ...stages.flatMap((stage) => [...stage.gates, ...(stage.entryGates ?? [])].map((gate) => gate.rule)),
    ].flatMap((rule) => names(rule ?? undefined));
    const lists = [
      ...[
        entity.title,
        entity.subtitle,
        entity.process?.amount,
        entity.process?.closeDate,
        entity.process?.nextStep,
        entity.process?.nextStepDate,
      ],
      ...entity.fields.map((field) => field.key),
      ...entity.form.flatMap((section) => section.fields),
      ...entity.views.flatMap((view) => [...view.columns, ...(view.sort?.split(',').map((word) => word.replace('-', '')) ?? [])]),
      ...entity.constraints.map((each) => each.field),
      ...stages.flatMap((stage) => [...stage.required, ...(stage.entryRequired ?? [])]),
      ...[...(entity.process?.wonRequires ?? []), ...(entity.process?.lostRequires ?? [])],
    ];
    return [...rules, ...lists].flatMap((name): [Entity, string][] => (name === undefined ? [] : [[entity, name]]));
  });
  const asked = made.reports.flatMap((report) => {
    const entity = entityOf(made, report.entity) as Entity;
    return namesAsked(report).map((name): [Entity, string] => [entity, name]);
  });
  const granted = Object.entries(made.roles[0]?.grants ?? {}).flatMap(([key, grant]) => {
    const entity = entityOf(made, key) as Entity;
    const scopes = [grant.read, grant.update, grant.delete].flatMap((scope) => (typeof scope === 'object' ? names(scope.rule) : []));
    return [...grant.readonly, ...scopes].map((name): [Entity, string] => [entity, name]);
  });
  return [...own, ...asked, ...granted];
}

const PROCESS = new Set([
  'pipeline',
  'stage',
  'status',
  'stage_since',
  'probability',
  'closed_on',
  'status_reason',
  'status_until',
  'applies',
]);

/** True where a report that the server would run reads an entity that is left out as a whole, or the rest of a process that is. */
function leansOnWithheld(app: App, made: App, report: Report): boolean {
  const shown = (key: string) => entityOf(made, key);
  const own = shown(report.entity);
  if (!own) return true;
  return namesAsked(report).some((name) => {
    const [near = '', far] = name.split('.');
    const target = entityOf(app, report.entity)?.fields.find((field) => field.key === near)?.target ?? '';
    if (far === undefined || near === 'user') return PROCESS.has(near) && !own.process;
    return !shown(target) || (PROCESS.has(far) && !shown(target)?.process);
  });
}

const viewOf = (app: App, role: Role): Sight => {
  const who = { user: 'u', workspace: 'w', department: null, departments: [], today: '2026-01-01', now: '2026-01-01T00:00:00.000Z' };
  const principal: Principal = { ...who, role };
  return { app, schema: 'app_x', principal };
};

it(`is built for every role of ${DOCUMENTS} random definitions: nothing out of reach is in it, and all of it works`, {
  timeout: 600_000,
}, () => {
  const counts = { documents: 0, roles: 0, entities: 0, secrets: 0, names: 0, reports: 0, withheldReports: 0, views: 0, rules: 0 };
  for (let seed = SEED; seed < SEED + DOCUMENTS; seed += 1) {
    const app = randomApp(seed);
    expect([seed, validate(app).map((each) => `${each.path} ${each.code}`)]).toEqual([seed, []]);
    counts.documents += 1;
    for (const role of app.roles.filter((each) => !each.admin)) {
      const at = `seed ${seed}, role ${role.key}`;
      const made = appFor(app, role);
      counts.roles += 1;
      const text = JSON.stringify(made);
      const hidden = secrets(app, role);
      counts.secrets += hidden.length;
      expect([at, hidden.filter((word) => text.includes(word))]).toEqual([at, []]);
      const named = places(made);
      counts.names += named.length;
      const original = (entity: Entity) => entityOf(app, entity.key) as Entity;
      expect([
        at,
        named.filter(([entity, name]) => !mayRead(app, role, original(entity), name)).map(([entity, name]) => `${entity.key}.${name}`),
      ]).toEqual([at, []]);
      expect([at, made.roles.map((each) => each.key)]).toEqual([at, [role.key]]);
      if (made.entities.length > 0) expect([at, appSchema.safeParse(made).error]).toEqual([at, undefined]);
      expect([at, validate(made).filter((each) => !REMAINING.has(each.code))]).toEqual([at, []]);
      for (const entity of made.entities) {
        counts.entities += 1;
        const prepared = prepare(made, entity);
        counts.rules += prepared.constraints.length + prepared.shown.size + prepared.pipelines.length;
        // What may be known is all there, and a screen that asks with the role it was given asks for nothing else.
        const server = columnsOf(original(entity)).filter((field) => mayRead(app, role, original(entity), field.key));
        const expected = server.filter((field) => entity.process || !PROCESS.has(field.key)).map((field) => field.key);
        const seen = readableFields(made, entity, made.roles[0] as Role).map((field) => field.key);
        expect([at, entity.key, seen.toSorted()]).toEqual([at, entity.key, expected.toSorted()]);
        for (const { columns, filter, sort } of entity.views) {
          counts.views += 1;
          const asked = listSql(viewOf(app, role), original(entity), {
            fields: [...new Set([entity.title, ...columns])],
            filter,
            sort,
            searched: false,
          });
          expect([at, 'issues' in asked ? asked.issues : []]).toEqual([at, []]);
        }
      }
      for (const report of app.reports) {
        const entity = entityOf(app, report.entity) as Entity;
        const sent = made.reports.some((each) => each.key === report.key);
        counts[sent ? 'reports' : 'withheldReports'] += 1;
        const asked = grantIn(role, entity.key) ? reportSql(viewOf(app, role), entity, report) : { issues: ['unknown'] };
        if (sent) expect([at, report.key, 'issues' in asked ? asked.issues : []]).toEqual([at, report.key, []]);
        else if (!('issues' in asked)) expect([at, report.key, leansOnWithheld(app, made, report)]).toEqual([at, report.key, true]);
      }
      for (const board of made.dashboards)
        for (const tile of board.tiles) expect([at, made.reports.some((report) => report.key === tile.report)]).toEqual([at, true]);
    }
  }
  console.info(`person documents: seed ${SEED}`, JSON.stringify(counts));
  expect(counts.reports).toBeGreaterThan(0);
  expect(counts.withheldReports).toBeGreaterThan(0);
});
