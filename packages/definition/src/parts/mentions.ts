import { isLogic, type Rule } from '@pipewright/logic';
import { sortNames } from '../ground/sort-names.ts';
import type { App, Entity } from '../model/app.ts';
import { placesIn } from '../model/automation/message.ts';
import type { Approver, Each, Message, Team, Wait } from '../model/automation/node.ts';
import { placesInAddress } from '../model/automation/request.ts';
import type { ByRule } from '../model/by-rule.ts';
import type { Chance } from '../model/chance.ts';
import type { Option } from '../model/field.ts';
import { anyField } from '../model/system-field.ts';
import { chosenBy, filledBy } from './automation-says.ts';
import type { Part } from './parts.ts';
import type { PropertyKind } from './properties.ts';
import { namesInRule, optionsIn } from './said.ts';

/** The paths of the parts that a value of a property names. */
type Mentions = (app: App, part: Part, value: unknown) => string[];

const fields: Mentions = (_, { entity }, names) => (names as string[]).flatMap((name) => fieldPaths(entity, name));
const rule: Mentions = (app, part, value) => [
  ...fields(app, part, namesInRule(value)),
  ...comparedIn(value).flatMap(({ name, key }) => choicePaths(app, part.entity, name, key)),
];

/** The field that a step fills. */
const filled = (app: App, part: Part, key: string) => fieldPaths(filledBy(app, part), key);
/** The fields by which activities belong to the records of an entity: whoever counts follow-ups counts those. */
const followUps = (app: App, followed: Entity | undefined) =>
  app.entities.flatMap(({ key, activityOf, fields }) => {
    const by = fields.find((field) => field.key === activityOf && field.target === followed?.key);
    return by ? [`entities.${key}.fields.${by.key}`] : [];
  });
const choices =
  (kind: `choice:${string}`): Mentions =>
  (app, part, value) =>
    [value].flat().flatMap((key) => choicePaths(app, part.entity, chosenBy(kind, part), String(key)));

const MENTIONS: Readonly<Partial<Record<PropertyKind, Mentions>>> = {
  rule,
  expression: rule,
  // The options that it may come to; who makes a record and when are nobody's parts.
  default: (_, { path, node }, value) => optionsIn((node.options ?? []) as Option[], value).map(({ key }) => `${path}.options.${key}`),
  reach: rule,
  fields,
  chance: (app, part, value) => fields(app, part, (value as Chance).segments),
  field: (app, part, value) => fields(app, part, [value]),
  sort: (app, part, value) => fields(app, part, sortNames(value)),
  entity: (_, __, value) => [`entities.${value}`],
  entities: (_, __, value) => (value as string[]).map((key) => `entities.${key}`),
  by: (_, { path }, value) => (value as { by: string }[]).flatMap(({ by }) => [`${path}.dimensions.${by}`, `${path}.measures.${by}`]),
  tiles: (_, __, value) => (value as { report: string }[]).map(({ report }) => `reports.${report}`),
  'choice:stage': choices('choice:stage'),
  'choice:status_reason': choices('choice:status_reason'),
  'choice:own': choices('choice:own'),
  'word:clock': (app, part, value) => (value === 'follow_up' ? followUps(app, part.entity) : []),
  calendar: (_, __, value) => [`calendars.${value}`],
  message: (app, part, value) => fields(app, part, placesIn(value as Message)),
  address: (app, part, value) => fields(app, part, placesInAddress(String(value))),
  sent: (app, part, value) => Object.values(value as Record<string, Rule>).flatMap((each) => rule(app, part, each)),
  recipients: (app, part, value) =>
    (value as Approver[]).flatMap((each) =>
      each.kind === 'role' ? [`roles.${each.role}`] : each.kind === 'field' ? fields(app, part, [each.field]) : [],
    ),
  roles: (_, __, value) => (value as string[]).map((key) => `roles.${key}`),
  teams: (app, part, value) =>
    (value as Team[]).flatMap((each) => [
      `roles.${each.role}`,
      ...rule(app, part, each.when),
      ...fields(app, part, each.among === undefined ? [] : [each.among]),
    ]),
  values: (app, part, value) =>
    Object.entries(value as Record<string, Rule>).flatMap(([key, each]) => [
      ...filled(app, part, key),
      ...rule(app, part, each),
      ...(typeof each === 'string' ? choicePaths(app, filledBy(app, part), key, each) : []),
    ]),
  link: (app, part, value) => filled(app, part, String(value)),
  links: (app, part, value) =>
    Object.entries(value as Record<string, string>).flatMap(([key, target]) => [
      ...filled(app, part, key),
      `entities.${part.entity?.key}.conversion.targets.${target}`,
    ]),
  match: (app, part, value) => (value as string[]).flatMap((key) => filled(app, part, key)),
  wait: (app, part, value) => {
    const wait = value as Wait;
    return wait.kind === 'rule' ? rule(app, part, wait.when) : wait.kind === 'date' ? fields(app, part, [wait.field]) : [];
  },
  called: (_, __, value) => [`automations.${value}`],
  each: (app, part, value) => {
    const { entity: key, link, when, sort } = value as Each;
    const entity = app.entities.find((each) => each.key === key);
    const own = [...(link === undefined ? [] : [link]), ...(sort === undefined ? [] : sortNames(sort))];
    return [`entities.${key}`, ...own.flatMap((name) => fieldPaths(entity, name)), ...rule(app, { ...part, entity }, when)];
  },
  takes: (app, part, value) => fields(app, part, Object.keys(value as object)),
  by_rule: (app, part, value) => {
    const { rows, otherwise } = value as ByRule;
    const given = [...rows.map((row) => row.value), ...(otherwise === null ? [] : [otherwise])];
    return [...rows.flatMap(({ when }) => rule(app, part, when)), ...given.map((key) => `${part.path}.options.${key}`)];
  },
  after: (_, { path }, value) => Object.keys(value as object).map((key) => `${path.slice(0, path.lastIndexOf('.bands.'))}.levels.${key}`),
};

/** The paths of every part that a property of a part names. */
export function mentionsOf(app: App, part: Part, kind: PropertyKind, value: unknown): string[] {
  return value === undefined || value === null ? [] : (MENTIONS[kind]?.(app, part, value) ?? []);
}

/** The field that a name reads and, one reference away, the reference it is reached by. */
function fieldPaths(entity: Entity | undefined, name: string): string[] {
  if (!entity) return [];
  const [near = '', far] = name.split('.');
  const target = far === undefined ? undefined : anyField(entity, near)?.target;
  return [`entities.${entity.key}.fields.${near}`, ...(target ? [`entities.${target}.fields.${far}`] : [])];
}

/** What a name is compared with in a rule: `{'==': [{var: 'stage'}, 'offer']}` compares `stage` with `offer`. */
function comparedIn(value: unknown): { readonly name: string; readonly key: string }[] {
  if (Array.isArray(value)) return value.flatMap(comparedIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((args) => {
    const sides: unknown[] = Array.isArray(args) ? args : [args];
    const names = sides.flatMap((side) => (isLogic(side as Rule) && 'var' in (side as object) ? namesInRule(side) : []));
    const keys = sides.flat().filter((side): side is string => typeof side === 'string');
    return [...names.flatMap((name) => keys.map((key) => ({ name, key }))), ...sides.flatMap(comparedIn)];
  });
}

/** The options, stages, pipelines or reasons that a value of a field stands for. */
function choicePaths(app: App, entity: Entity | undefined, name: string, key: string): string[] {
  const [near = '', far] = name.split('.');
  const holder = far === undefined ? entity : app.entities.find((each) => each.key === (entity && anyField(entity, near)?.target));
  if (!holder) return [];
  const [field, process] = [far ?? near, `entities.${holder.key}.process`];
  if (field === 'pipeline') return [`${process}.pipelines.${key}`];
  if (field === 'stage') return (holder.process?.pipelines ?? []).map((pipeline) => `${process}.pipelines.${pipeline.key}.stages.${key}`);
  if (field === 'status_reason')
    return Object.keys(holder.process?.statuses ?? {}).map((status) => `${process}.statuses.${status}.reasons.${key}`);
  return [`entities.${holder.key}.fields.${field}.options.${key}`];
}
