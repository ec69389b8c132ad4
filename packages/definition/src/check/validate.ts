import { check, type Issue, issue, issuesOf, type Rule, type Vocabulary } from '@pipewright/logic';
import { claimOf } from '../access/grant.ts';
import { RESERVED_ENTITIES } from '../ground/address.ts';
import { sortNames } from '../ground/sort-names.ts';
import type { App, Entity, Section, View } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { takes } from '../model/field-settings.ts';
import { hasTrait } from '../model/field-type.ts';
import { MOST_SORT_KEYS } from '../model/limits.ts';
import type { Pipeline, Process, Stage } from '../model/pipeline.ts';
import type { Role } from '../model/role.ts';
import { fieldOf, RESERVED } from '../model/system-field.ts';
import { askVocabularyOf, SURROUNDINGS, targetOf, vocabularyOf } from '../model/vocabulary.ts';
import { withinOf } from '../model/within.ts';
import type { PartKind } from '../parts/kinds.ts';
import { partsOf } from '../parts/parts.ts';
import { readDefault } from '../value/default.ts';
import { checkAutomation } from './automation/check-automation.ts';
import { checkByRule } from './by-rule-check.ts';
import { checkCalendar } from './calendar-check.ts';
import { checkChance } from './chance-check.ts';
import { checkConversion } from './conversion-check.ts';
import { checkDuplicates } from './duplicates-check.ts';
import { checkActivity, checkOrigins, unknownFields } from './entity-ties.ts';
import { checkMap } from './map-check.ts';
import { checkAppPart } from './part-check.ts';
import { checkQuestion, checkTarget, checkTime } from './question-check.ts';
import { checkReach } from './reachable.ts';
import { shutOut } from './shut-out.ts';
import { checkWonValues } from './won-values.ts';
import { checkNextTask, checkReasons, checkTasks, checkWork } from './work-check.ts';

/** Entity keys that were published before: what is refused of a new key is borne with on these. */
export type FormerKeys = ReadonlySet<string>;

/** Every reason an app definition of the right shape cannot be published. */
export function validate(app: App, former: FormerKeys = new Set()): Issue[] {
  return [
    ...twins(app),
    ...reservedEntities(app, former),
    ...app.entities.flatMap((entity, i) => (entity.retired ? [] : checkEntity(app, entity, `entities.${i}`))),
    ...app.roles.flatMap((role, i) => checkRole(app, role, i)),
    ...(app.roles.some((role) => role.admin) ? [] : [issue('roles', 'role.no_admin')]),
    ...app.reports.flatMap((report, i) => [
      ...checkQuestion(app, report, `reports.${i}`),
      ...checkTime(app, report, `reports.${i}.time`),
      ...checkTarget(report, `reports.${i}.targetAmount`),
    ]),
    ...app.dashboards.flatMap((board, i) =>
      board.tiles.flatMap((tile, j) =>
        app.reports.some((r) => r.key === tile.report)
          ? []
          : [issue(`dashboards.${i}.tiles.${j}`, 'unknown.report', { name: tile.report })],
      ),
    ),
    ...(app.automations ?? []).flatMap((each, i) => checkAutomation(app, each, `automations.${i}`)),
    ...(app.calendars ?? []).flatMap((calendar, i) => checkCalendar(calendar, `calendars.${i}`)),
    ...(app.parts ?? []).flatMap((part, i) => checkAppPart(app, part, `parts.${i}`)),
    ...(knownZone(app.timeZone) ? [] : [issue('timeZone', 'unknown.time_zone', { name: app.timeZone })]),
  ];
}

function knownZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Kinds of part whose twins are told elsewhere: figures by `checkQuestion`, which also looks at questions nobody stored, and days by `checkCalendar`. */
const TOLD: ReadonlySet<PartKind> = new Set(['dimension', 'measure', 'calendar_day']);

/** Parts that share a key with one before them. */
function twins(app: App): Issue[] {
  const seen = new Set<string>();
  return partsOf(app).flatMap(({ kind, key, space, place }) => {
    const name = `${space} ${key}`;
    if (TOLD.has(kind) || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [issue(`${place}.key`, 'key.twice', { key })];
  });
}

function reservedEntities(app: App, former: FormerKeys): Issue[] {
  return app.entities.flatMap(({ key, name }, i) =>
    RESERVED_ENTITIES.has(key) && !former.has(key) ? [issue(`entities.${i}.key`, 'key.reserved_entity', { key, entity: name })] : [],
  );
}

function checkRule(rule: Rule | null | undefined, scope: Vocabulary, path: string): readonly Issue[] {
  if (rule === null || rule === undefined) return [];
  return issuesOf(check(rule, scope, path));
}

function checkEntity(app: App, entity: Entity, path: string): Issue[] {
  const scope = vocabularyOf(app, entity);
  const title = entity.fields.find((field) => field.key === entity.title && !field.retired);
  return [
    ...(title && hasTrait(title, 'title') ? [] : [issue(`${path}.title`, 'entity.title', { entity: entity.name })]),
    ...(entity.subtitle && !fieldOf(entity, entity.subtitle)
      ? [issue(`${path}.subtitle`, 'unknown.field', { name: entity.subtitle })]
      : []),
    ...checkActivity(app, entity, path),
    ...checkOrigins(app, entity, path),
    ...checkTasks(app, entity, path),
    ...checkMap(app, entity, `${path}.map`),
    ...entity.fields.flatMap((field, i) => (field.retired ? [] : checkField(app, entity, field, scope, `${path}.fields.${i}`))),
    ...entity.form.flatMap((section, i) => checkSection(entity, section, `${path}.form.${i}`)),
    ...entity.views.flatMap((view, i) => checkView(entity, view, askVocabularyOf(app, entity), `${path}.views.${i}`)),
    ...entity.constraints.flatMap((each, i) => checkRule(each.rule, scope, `${path}.constraints.${i}.rule`)),
    ...checkDuplicates(entity, entity.duplicates, `${path}.duplicates`),
    ...(entity.process ? checkProcess(app, entity, entity.process, scope, `${path}.process`) : []),
    ...(entity.conversion ? checkConversion(app, entity, entity.conversion, `${path}.conversion`) : []),
  ];
}

function checkField(app: App, entity: Entity, field: Field, scope: Vocabulary, path: string): Issue[] {
  const issues: Issue[] = [];
  const say = (code: 'key.reserved' | 'field.target' | 'field.within' | 'field.options' | 'field.range' | 'field.kept', at = path) =>
    issues.push(issue(at, code, { field: field.name }));
  if (RESERVED.has(field.key)) say('key.reserved', `${path}.key`);
  if (takes(field, 'target') && !targetOf(app, field)) say('field.target', `${path}.target`);
  if (field.within !== undefined && !withinOf(app, entity, field)) say('field.within', `${path}.within`);
  if (field.kept && field.required) say('field.kept', `${path}.required`);
  if (takes(field, 'options') && !field.options?.some((option) => !option.retired)) say('field.options', `${path}.options`);
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) say('field.range', `${path}.min`);
  const begins = readDefault(field, `${path}.default`);
  return [
    ...issues,
    ...(begins ? issuesOf(begins) : []),
    ...checkRule(field.showIf, scope, `${path}.showIf`),
    ...checkByRule(app, entity, field, path),
  ];
}

/** Names of facts, `reference.field` among them, that no record has: who asks and when are no facts of it. */
function unknownNames(scope: Vocabulary, names: readonly string[] = [], path: string): Issue[] {
  const known = (name: string) => Object.hasOwn(scope, name) && name !== 'id' && !Object.hasOwn(SURROUNDINGS, name);
  return names.flatMap((name, i) => (known(name) ? [] : [issue(`${path}.${i}`, 'unknown.field', { name })]));
}

function checkSection(entity: Entity, section: Section, path: string): Issue[] {
  return unknownFields(entity, section.fields, `${path}.fields`);
}

function checkView(entity: Entity, view: View, scope: Vocabulary, path: string): Issue[] {
  const sort = view.sort ? sortNames(view.sort) : [];
  return [
    ...unknownFields(entity, view.columns, `${path}.columns`),
    ...unknownFields(entity, sort, `${path}.sort`),
    ...(sort.length > MOST_SORT_KEYS ? [issue(`${path}.sort`, 'query.sort_many', { most: MOST_SORT_KEYS })] : []),
    ...checkRule(view.filter, scope, `${path}.filter`),
    ...unknownFields(entity, view.group === undefined ? [] : [view.group], path).map((each) => ({ ...each, path: `${path}.group` })),
  ];
}

function checkProcess(app: App, entity: Entity, process: Process, scope: Vocabulary, path: string): Issue[] {
  const last = process.pipelines.length - 1;
  return [
    ...unknownFields(entity, process.wonRequires, `${path}.wonRequires`),
    ...unknownFields(entity, process.lostRequires, `${path}.lostRequires`),
    ...(process.lostAsks ?? []).flatMap(({ when, field }, i) => [
      ...checkRule(when, scope, `${path}.lostAsks.${i}.when`),
      ...unknownFields(entity, [field], `${path}.lostAsks.${i}`).map((each) => ({ ...each, path: `${path}.lostAsks.${i}.field` })),
    ]),
    ...unknownFields(
      entity,
      [process.amount, process.closeDate, process.nextStep, process.nextStepDate].filter((key) => key !== undefined),
      path,
    ),
    ...unknownNames(scope, process.buying, `${path}.buying`),
    ...process.pipelines.flatMap((pipeline, i) => {
      const at = `${path}.pipelines.${i}`;
      return [
        ...(i === last && pipeline.when !== null ? [issue(`${at}.when`, 'pipeline.no_default')] : []),
        ...checkRule(pipeline.when, scope, `${at}.when`),
        ...checkWonValues(entity, pipeline, `${at}.wonValues`),
        ...pipeline.stages.flatMap((stage, j) => [
          ...unknownNames(scope, stage.facts, `${at}.stages.${j}.facts`),
          ...checkLeads(pipeline, stage, `${at}.stages.${j}.leadsTo`),
          ...unknownFields(entity, stage.required, `${at}.stages.${j}.required`),
          ...unknownFields(entity, stage.entryRequired ?? [], `${at}.stages.${j}.entryRequired`),
          ...(stage.entryGates ?? []).flatMap((gate, k) => checkRule(gate.rule, scope, `${at}.stages.${j}.entryGates.${k}.rule`)),
          ...(stage.standardDaysBy ?? []).flatMap((each, k) => checkRule(each.when, scope, `${at}.stages.${j}.standardDaysBy.${k}.when`)),
          ...stage.gates.flatMap((gate, k) => checkRule(gate.rule, scope, `${at}.stages.${j}.gates.${k}.rule`)),
        ]),
      ];
    }),
    ...checkWork(app, entity, process, path),
    ...checkNextTask(app, entity, process, path),
    ...checkReasons(app, entity, process, path),
    ...(process.chance ? checkChance(app, entity, process, process.chance, `${path}.chance`) : []),
    ...checkReach(app, entity, process, scope, path),
  ];
}

/** A stage leads to stages of its own pipeline. */
function checkLeads({ name, stages }: Pipeline, stage: Stage, path: string): Issue[] {
  const known = new Set(stages.map(({ key }) => key));
  return (stage.leadsTo ?? []).some((key) => !known.has(key))
    ? [issue(path, 'stage.leads_away', { stage: stage.name, pipeline: name })]
    : [];
}

function checkRole(app: App, role: Role, index: number): Issue[] {
  return Object.entries(role.grants).flatMap(([key, grant]) => {
    const path = `roles.${index}.grants.${key}`;
    const entity = app.entities.find((each) => each.key === key);
    if (!entity) return [issue(path, 'unknown.entity', { name: key })];
    if (entity.retired) return [];
    // Row rules see the record itself and who asks, not other records: they stand under every query.
    const scope = Object.fromEntries(
      Object.entries(vocabularyOf(app, entity)).filter(([name]) => !name.includes('.') || name.startsWith('user.')),
    );
    const own = new Set(entity.fields.map((field) => field.key));
    const lists = [...grant.hidden, ...grant.readonly].filter((name) => !own.has(name) && !fieldOf(entity, name));
    return [
      ...lists.map((name) => issue(path, 'unknown.field', { name })),
      ...shutOut(app, role, entity, path),
      ...(grant.claim && entity.process && !claimOf(role, entity)
        ? [issue(`${path}.claim`, 'role.claim', { role: role.name, entity: entity.name })]
        : []),
      ...(['read', 'update', 'delete'] as const).flatMap((act) => {
        const reach = grant[act];
        return typeof reach === 'object' ? checkRule(reach.rule, scope, `${path}.${act}`) : [];
      }),
    ];
  });
}
