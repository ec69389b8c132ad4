import type { Rule } from '@pipewright/logic';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import { stepName } from '../model/automation/chain.ts';
import { outcomeName } from '../model/automation/exits.ts';
import { filledEntity } from '../model/automation/filled.ts';
import { stepNames, triggerNames } from '../model/automation/names.ts';
import type { Approver, ApproverAct, Deadline, Each, Message, Node, NodeKind, Side, Team, Wait } from '../model/automation/node.ts';
import { textParts } from '../model/automation/text-parts.ts';
import type { OpenHours, TriggerKind } from '../model/automation/trigger.ts';
import { calendarsOf, type TimeUnit } from '../model/calendar.ts';
import { anyField } from '../model/system-field.ts';
import type { Part } from './parts.ts';
import type { AutomationPropertyKind, PropertyKind } from './properties.ts';
import { both, labelled, list, nameAt, type Shown, sayRule, sayValue, text, UNKNOWN, word } from './said.ts';

/** How a value of a property is said. */
export type Say = (value: unknown, app: App, part: Part) => Shown;

/** The kinds of value that are said here: those that only automations have, and choices. */
type AutomationKind = AutomationPropertyKind | Extract<PropertyKind, `choice:${string}`>;

const END: Label = { en: 'the end', 'zh-CN': '结束' };
const ID: Label = { en: 'Id of the record', 'zh-CN': '记录的编号' };
const OWNER: Label = { en: 'Owner', 'zh-CN': '负责人' };
const NEAR: Label = { en: 'the record’s department', 'zh-CN': '记录所属部门' };
const roleName = (app: App, key: string) => app.roles.find((each) => each.key === key)?.name ?? UNKNOWN;
/** Who is chosen from: a role, and in brackets what narrows it to some of its people. */
function teamName(app: App, entity: Entity | undefined, { role, near, among }: Team): Label {
  const name = roleName(app, role);
  const limits = [...(among === undefined ? [] : [nameAt(app, entity, among)]), ...(near ? [NEAR] : [])];
  if (limits.length === 0) return name;
  return both((language) => `${name[language]} (${limits.map((each) => each[language]).join(', ')})`);
}
const automationOf = (app: App, { path }: Part) => app.automations?.find(({ key }) => key === path.split('.')[1]);
const entityAt = (app: App, key: unknown) => app.entities.find((each) => each.key === key);

/** The entity whose fields a step or a conversion fills. */
export function filledBy(app: App, { kind, node, entity }: Part): Entity | undefined {
  return kind === 'conversion_target' ? entityAt(app, node.entity) : filledEntity(app, entity, node);
}

/** The field whose options a value of a kind `choice:` names. */
export function chosenBy(kind: `choice:${string}`, { node }: Part): string {
  if (kind !== 'choice:own') return kind.slice('choice:'.length);
  return node.kind === 'status' ? 'status' : String((node.fields as string[] | undefined)?.[0]);
}

const choice =
  (kind: `choice:${string}`): Say =>
  (value, _, part) => {
    const options = part.entity && anyField(part.entity, chosenBy(kind, part))?.options;
    const one = (key: string) => labelled(options?.find((option) => option.key === key)?.name ?? UNKNOWN);
    return Array.isArray(value) ? list(value, one) : one(String(value));
  };

function recipient(each: Approver, app: App, entity: Entity | undefined): Label {
  if (each.kind === 'role') return roleName(app, each.role);
  if (each.kind === 'field') return nameAt(app, entity, each.field);
  if (each.kind === 'owner') return OWNER;
  if (each.kind === 'chain') return { en: `Managers up to level ${each.up}, one by one`, 'zh-CN': `逐级主管，最高上 ${each.up} 级` };
  return { en: each.up === 1 ? 'Manager' : `Manager ${each.up} up`, 'zh-CN': each.up === 1 ? '主管' : `上 ${each.up} 级主管` };
}

/** A name that is the same in every language. */
const same = (name: string): Label => ({ en: name, 'zh-CN': name });

/** A text with the names of fields where it names them. */
function withNames({ en, 'zh-CN': zh }: Message, app: App, entity: Entity | undefined): Label {
  const said = { en, 'zh-CN': zh };
  return both((language) =>
    textParts(said[language])
      .map((part) => (part.kind === 'text' ? part.text : `{${(part.name === 'id' ? ID : nameAt(app, entity, part.name))[language]}}`))
      .join(''),
  );
}

function openHours({ except }: OpenHours): Label {
  const quiet = except && `${except.from}–${except.to}`;
  return {
    en: quiet ? `yes, but not ${quiet}` : 'yes',
    'zh-CN': quiet ? `是，${quiet} 除外` : '是',
  };
}

const UNITS: Readonly<Record<TimeUnit, Label>> = {
  hours: { en: 'hours', 'zh-CN': '小时' },
  days: { en: 'days', 'zh-CN': '天' },
  workhours: { en: 'working hours', 'zh-CN': '个工作小时' },
  workdays: { en: 'working days', 'zh-CN': '个工作日' },
};

/** What a run waits for. */
function waitSaid(wait: Wait, app: App, entity: Entity | undefined): Shown {
  const { unit } = wait;
  const time = (n: number) => both((language) => `${n} ${UNITS[unit][language]}`);
  if (wait.kind === 'time') return labelled(time(wait.after));
  if (wait.kind === 'rule')
    return {
      kind: 'pair',
      name: both((language) => (language === 'en' ? `at most ${time(wait.after).en}` : `最长 ${time(wait.after)['zh-CN']}`)),
      value: sayRule(wait.when, app, entity),
    };
  const name = nameAt(app, entity, wait.field);
  const [days, before] = [time(Math.abs(wait.offset)), wait.offset < 0];
  return labelled({
    en: wait.offset === 0 ? `${name.en}, ${wait.at}` : `${days.en} ${before ? 'before' : 'after'} ${name.en}, ${wait.at}`,
    'zh-CN': wait.offset === 0 ? `${name['zh-CN']} ${wait.at}` : `${name['zh-CN']}${before ? '前' : '后'} ${days['zh-CN']} ${wait.at}`,
  });
}

/** Which records are found: those of an entity that a rule holds for, in their order, and how many at most. */
function eachSaid({ entity: key, link, when, sort, most }: Each, app: App): Shown {
  const entity = entityAt(app, key);
  const order = (sort ?? '').split(',').flatMap((word) => {
    const name = nameAt(app, entity, word.replace(/^-/, ''));
    return word === '' ? [] : [both((language) => `${name[language]} ${word.startsWith('-') ? '↓' : '↑'}`)];
  });
  const by = link === undefined ? [] : [nameAt(app, entity, link)];
  const name = both((language) =>
    [(entity?.plural ?? UNKNOWN)[language], ...[...by, ...order].map((each) => each[language]), `≤ ${most}`].join(', '),
  );
  return when === undefined ? labelled(name) : { kind: 'pair', name, value: sayRule(when, app, entity) };
}

/** How each of them is said. */
export const AUTOMATION_SAYS: Readonly<Record<AutomationKind, Say>> = {
  calendar: (value, app) => labelled(calendarsOf(app).find(({ key }) => key === value)?.name ?? UNKNOWN),
  node: (value, app, part) => {
    const automation = automationOf(app, part);
    const named = (key: string | null) => labelled(automation && key !== null ? stepName(automation, key) : END);
    if (typeof value === 'string') return named(value);
    const node = part.node as unknown as Node;
    const exits = Object.entries(value as Record<string, string | null>);
    if (exits.length === 1 && exits[0]) return named(exits[0][1]);
    return list(exits, ([outcome, key]: [string, string | null]) => ({
      kind: 'pair',
      name: outcomeName(node, outcome),
      value: named(key),
    }));
  },
  wait: (value, app, { entity }) => waitSaid(value as Wait, app, entity),
  deadline: (value) => {
    const { after, unit, lapse } = value as Deadline;
    return { kind: 'pair', name: both((language) => `${after} ${UNITS[unit][language]}`), value: word(`lapse.${lapse}`) };
  },
  allows: (value) => list(value, (act: ApproverAct) => word(`allow.${act}`)),
  trigger: (value) => labelled(triggerNames[value as TriggerKind]),
  step: (value) => labelled(stepNames[value as NodeKind]),
  message: (value, app, { entity }) => labelled(withNames(value as Message, app, entity)),
  recipients: (value, app, { entity }) => list(value, (each: Approver) => labelled(recipient(each, app, entity))),
  roles: (value, app) => list(value, (key: string) => labelled(roleName(app, key))),
  teams: (value, app, { entity }) =>
    list(value, (each: Team) => ({
      ...{ kind: 'pair', name: teamName(app, entity, each) },
      value: each.when === null ? word('rule.otherwise') : sayRule(each.when, app, entity),
    })),
  values: (value, app, part) => {
    const filled = filledBy(app, part);
    return list(Object.entries(value as Record<string, Rule>), ([key, rule]: [string, Rule]) => ({
      ...{ kind: 'pair', name: nameAt(app, filled, key) },
      value: sayValue(rule, app, filled && anyField(filled, key), part.entity),
    }));
  },
  link: (value, app, part) => labelled(nameAt(app, filledBy(app, part), String(value))),
  links: (value, app, part) =>
    list(Object.entries(value as Record<string, string>), ([key, target]: [string, string]) => ({
      ...{ kind: 'pair', name: nameAt(app, filledBy(app, part), key) },
      value: labelled(entityAt(app, part.entity?.conversion?.targets.find((each) => each.key === target)?.entity)?.name ?? UNKNOWN),
    })),
  match: (value, app, part) => list(value, (key: string) => labelled(nameAt(app, filledBy(app, part), key))),
  after: (value, app, part) => {
    const on = automationOf(app, part)?.on;
    const levels = on?.kind === 'since' ? on.levels : [];
    return list(Object.entries(value as Record<string, number>), ([key, after]: [string, number]) => ({
      ...{ kind: 'pair', name: levels.find((level) => level.key === key)?.name ?? UNKNOWN },
      value: text(after),
    }));
  },
  called: (value, app) => labelled(app.automations?.find(({ key }) => key === value)?.name ?? UNKNOWN),
  each: (value, app) => eachSaid(value as Each, app),
  ways: (value) => list(value, ({ name }: Side) => labelled(name)),
  takes: (value, app, { entity }) =>
    list(Object.entries(value as Record<string, string>), ([key, name]: [string, string]) => ({
      ...{ kind: 'pair', name: nameAt(app, entity, key) },
      value: text(name),
    })),
  open_hours: (value) => labelled(openHours(value as OpenHours)),
  address: (value, app, { entity }) => labelled(withNames({ en: String(value), 'zh-CN': String(value) }, app, entity)),
  headers: (value) =>
    list(Object.entries(value as Record<string, string>), ([name, each]: [string, string]) => ({
      ...{ kind: 'pair', name: same(name), value: text(each) },
    })),
  sent: (value, app, { entity }) =>
    list(Object.entries(value as Record<string, Rule>), ([name, rule]: [string, Rule]) => ({
      ...{ kind: 'pair', name: same(name), value: sayValue(rule, app, undefined, entity) },
    })),
  silent: text,
  'choice:stage': choice('choice:stage'),
  'choice:status': choice('choice:status'),
  'choice:status_reason': choice('choice:status_reason'),
  'choice:own': choice('choice:own'),
};
