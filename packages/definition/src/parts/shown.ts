import type { Rule } from '@pipewright/logic';
import type { FileKind } from '../ground/file-kind.ts';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { ByRule } from '../model/by-rule.ts';
import type { Chance } from '../model/chance.ts';
import { CHANCE_USUAL } from '../model/chance-fields.ts';
import type { Field } from '../model/field.ts';
import type { SCOPES } from '../model/role.ts';
import type { Right } from '../model/status.ts';
import { AUTOMATION_SAYS, type Say } from './automation-says.ts';
import type { Part } from './parts.ts';
import type { PropertyKind } from './properties.ts';
import { labelled, list, nameAt, ordered, type Shown, sayExpression, sayRule, sayValue, text, UNKNOWN, word } from './said.ts';
import type { Word } from './word.ts';

const SAY: Readonly<Record<Exclude<PropertyKind, `word:${string}`>, Say>> = {
  ...AUTOMATION_SAYS,
  label: (value) => labelled(value as Label),
  ...{ text, number: text },
  percent: (value) => text(`${String(value)}%`),
  flag: (value) => word(value === true ? 'value.yes' : 'value.no'),
  rule: (value, app, { entity }) => sayRule(value as Rule, app, entity),
  expression: (value, app, { entity }) => sayExpression(value as Rule, app, entity),
  default: (value, app, { node }) => sayValue(value as Rule, app, node as unknown as Field),
  reach: (value, app, { entity }) =>
    typeof value === 'object' ? sayRule((value as { rule: Rule }).rule, app, entity) : word(`scope.${value as (typeof SCOPES)[number]}`),
  field: (value, app, { entity }) => labelled(nameAt(app, entity, String(value))),
  fields: (value, app, { entity }) => list(value, (name: string) => labelled(nameAt(app, entity, name))),
  kinds: (value) => list(value, (kind: FileKind) => word(`filekind.${kind}`)),
  sort: (value, app, { entity }) =>
    list(String(value).split(','), (each: string) => ordered(nameAt(app, entity, each.replace(/^-/, '')), each.startsWith('-'))),
  entity: (value, app) => labelled(app.entities.find((each) => each.key === value)?.name ?? UNKNOWN),
  entities: (value, app) => list(value, (key: string) => labelled(app.entities.find((each) => each.key === key)?.name ?? UNKNOWN)),
  by: (value, app, part) =>
    list(value, (each: { by: string; descending?: boolean }) => ordered(figure(app, part, each.by), each.descending)),
  tiles: (value, app) =>
    list(value, ({ report }: { report: string }) => labelled(app.reports.find((each) => each.key === report)?.name ?? UNKNOWN)),
  weekdays: (value) => list(value, (day: number) => word(`weekday.${day}` as Word)),
  hours: (value) => list(value, ({ from, to }: { from: string; to: string }) => text(`${from}–${to}`)),
  chance: (value, app, { entity }) => sayChance(value as Chance, app, entity),
  by_rule: (value, app, part) => sayByRule(value as ByRule, app, part),
  acts: (value) => list(value, (act: Right) => word(`act.${act}`)),
};

const OTHERWISE: Label = { en: 'Otherwise', 'zh-CN': '其他情况' };
const OVERRIDE: Label = { en: 'Another value by hand', 'zh-CN': '可人工改为其他值' };
const WHY: Label = { en: 'Another value needs a reason', 'zh-CN': '改为其他值须说明理由' };

function sayByRule({ rows, otherwise, mayOverride, reason }: ByRule, app: App, { entity, node }: Part): Shown {
  const field = node as unknown as Field;
  const pair = (name: Label, value: Shown): Shown => ({ kind: 'pair', name, value });
  const given = (key: string | null) => (key === null ? text('–') : sayValue(key, app, field));
  const flag = (on: boolean | undefined) => word(on ? 'value.yes' : 'value.no');
  return {
    kind: 'list',
    items: [
      ...rows.map(({ name, when, value }) => pair(name, { kind: 'list', items: [sayRule(when, app, entity), given(value)] })),
      pair(OTHERWISE, given(otherwise)),
      pair(OVERRIDE, flag(mayOverride)),
      ...(mayOverride ? [pair(WHY, flag(reason))] : []),
    ],
  };
}

const SEGMENTS: Label = { en: 'segments', 'zh-CN': '分组字段' };
const LEAST: Label = { en: 'fewest closed records', 'zh-CN': '最少已结束记录数' };
const WINDOW: Label = { en: 'months looked back', 'zh-CN': '回看月数' };

function sayChance(
  { segments, least = CHANCE_USUAL.least, window = CHANCE_USUAL.months }: Chance,
  app: App,
  entity: Entity | undefined,
): Shown {
  const pair = (name: Label, value: Shown): Shown => ({ kind: 'pair', name, value });
  const named =
    segments.length > 0
      ? [
          pair(
            SEGMENTS,
            list(segments, (name: string) => labelled(nameAt(app, entity, name))),
          ),
        ]
      : [];
  return { kind: 'list', items: [...named, pair(LEAST, text(least)), pair(WINDOW, text(window))] };
}

/** What a property's value is in words; null where there is none. */
export function shown(kind: PropertyKind, value: unknown, app: App, part: Part): Shown | null {
  if (kind === 'silent') return null;
  if (kind === 'rule' && value === null) return word('rule.otherwise');
  if (value === undefined || value === null)
    return kind === 'flag' || kind === 'fields' || kind === 'acts' ? sayOwn(kind, value, app, part) : null;
  if (kind.startsWith('word:')) return word(`${kind.slice(5)}.${String(value)}` as Word);
  return sayOwn(kind, value, app, part);
}

function sayOwn(kind: PropertyKind, value: unknown, app: App, part: Part): Shown {
  return SAY[kind as keyof typeof SAY](value, app, part);
}

function figure(app: App, { node, entity }: Part, key: string): Label {
  const figures = [...((node.dimensions ?? []) as { key: string; name?: Label; field?: string }[]), ...((node.measures ?? []) as [])];
  const found = figures.find((each) => each.key === key);
  return found?.name ?? (found?.field ? nameAt(app, entity, found.field) : UNKNOWN);
}
