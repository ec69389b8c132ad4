import type { Rule } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import { arrivingFields, isNeeded, matchFields } from '../model/automation/arriving.ts';
import type { Automation } from '../model/automation/automation.ts';
import { leadingTo } from '../model/automation/exits.ts';
import type { Message, Node, NodeKind, NodeOf } from '../model/automation/node.ts';
import type { Trigger, TriggerKind, TriggerOf } from '../model/automation/trigger.ts';
import { fieldTypes, isGiven } from '../model/field-type.ts';
import { stagesOf } from '../model/system-field.ts';
import { entityOf } from '../model/vocabulary.ts';

const MORNING = '09:00';
const MOST_AT_FIRST = 100;
const liveOf = ({ fields }: Entity) => fields.filter(({ retired }) => !retired);
const dateOf = (entity: Entity) => liveOf(entity).find(({ type }) => fieldTypes[type].value === 'date');
const linkOf = (entity: Entity, to: Entity) => liveOf(entity).find(({ target, kept }) => target === to.key && !kept);
/** The role that a step means at first: one that works with the entity, and no administrator where there is another. */
function roleFor({ roles }: App, { key }: Entity): string {
  const works = roles.filter((role) => !role.admin && (role.grants[key]?.read ?? 'none') !== 'none');
  return [...works, ...roles][0]?.key ?? '';
}

type TriggerStarters = { readonly [Kind in TriggerKind]: (app: App, entity: Entity, start: string) => TriggerOf<Kind> | undefined };
const inStages = <T>(entity: Entity, made: T): T | undefined => (entity.process ? made : undefined);

/** A webhook that makes records where it can fill all that a new one needs, else one that finds them. */
function arriving(entity: Entity): TriggerOf<'webhook'> | undefined {
  const sayable = arrivingFields(entity);
  const named = (fields: readonly { key: string }[]) => Object.fromEntries(fields.map(({ key }) => [key, key]));
  const needed = liveOf(entity).filter((field) => field.key === entity.title || isNeeded(field));
  if (needed.every((field) => sayable.includes(field) || !isGiven(field))) {
    const taken = needed.filter((field) => sayable.includes(field));
    const some = taken.length > 0 ? taken : sayable.slice(0, 1);
    return some.length > 0 ? { kind: 'webhook', takes: named(some) } : undefined;
  }
  const [match] = matchFields(entity);
  return match && { kind: 'webhook', takes: named([match]), match: match.key, known: true };
}

const TRIGGERS: TriggerStarters = {
  created: () => ({ kind: 'created' }),
  changed: (_, entity) => ({ kind: 'changed', fields: [liveOf(entity).find(isGiven)?.key ?? 'owner'] }),
  deleted: () => ({ kind: 'deleted' }),
  entered: (_, entity) =>
    inStages(entity, {
      kind: 'entered',
      stages: stagesOf(entity)
        .slice(1, 2)
        .map(({ key }) => key),
    }),
  left: (_, entity) =>
    inStages(entity, {
      kind: 'left',
      stages: stagesOf(entity)
        .slice(0, 1)
        .map(({ key }) => key),
    }),
  status: (_, entity) => inStages(entity, { kind: 'status', to: ['won'] }),
  since: (_, entity, start) =>
    inStages(entity, {
      ...{ kind: 'since', clock: 'stage', unit: 'workdays' },
      levels: [{ key: 'level_1', name: { en: 'Reminder', 'zh-CN': '提醒' }, start }],
      bands: [{ key: 'rest', name: { en: 'All others', 'zh-CN': '其余' }, when: null, after: { level_1: 5 } }],
    }),
  date: (_, entity) => {
    const field = dateOf(entity);
    return field && { kind: 'date', field: field.key, offset: -7, unit: 'days', at: MORNING };
  },
  schedule: () => ({ kind: 'schedule', every: 'workday', at: MORNING }),
  webhook: (_, entity) => arriving(entity),
  called: () => ({ kind: 'called' }),
  button: (app, entity) => ({ kind: 'button', label: { en: 'Go', 'zh-CN': '执行' }, roles: [roleFor(app, entity)] }),
};

/**
 * A trigger of a kind with which an automation of an entity is sound at once; undefined where the entity lacks what it needs (stages, a date).
 * @param start the step that the one level of a new ladder begins with
 */
export function newTrigger(app: App, entity: Entity, kind: TriggerKind, start: string): Trigger | undefined {
  return TRIGGERS[kind](app, entity, start);
}

type Without<Kind extends NodeKind> = Omit<NodeOf<Kind>, 'key' | 'next'>;
type NodeStarters = { readonly [Kind in NodeKind]: (app: App, entity: Entity) => Without<Kind> | undefined };

const about = ({ title }: Entity, en: string, zh: string): Message => ({ en: `“{${title}}” ${en}`, 'zh-CN': `“{${title}}”${zh}` });
const owner = [{ kind: 'owner' as const }];

/** The first thing that one would ask of a record: which stage it has come to, else whether its first field is filled. */
function firstRule(entity: Entity): Rule {
  const stage = stagesOf(entity)[0];
  if (entity.process && stage) return { '==': [{ var: 'stage' }, stage.key] };
  return { '!=': [{ var: entity.title }, null] };
}

/** A call of an automation that may be called: for the record itself where one is about those, else for one that it refers to, else for all that refer to it. */
function calling(app: App, entity: Entity): Without<'call'> | undefined {
  const callable = (app.automations ?? []).filter(({ on }) => on.kind === 'called');
  const ways = callable.flatMap((called) =>
    callsFor(app, entity, called).map((way): Without<'call'> => ({ kind: 'call', automation: called.key, ...way })),
  );
  return ways.find(({ of, each }) => of === undefined && !each) ?? ways.find(({ of }) => of !== undefined) ?? ways[0];
}

/** For which records an automation that is called may run, seen from a record: for itself, for one that a field of it names, for each that is found. */
export function callsFor(app: App, entity: Entity, called: Pick<Automation, 'entity'>): Pick<NodeOf<'call'>, 'of' | 'each'>[] {
  const about = entityOf(app, called.entity);
  if (!about) return [];
  const link = linkOf(about, entity);
  const references = liveOf(entity).filter(({ target, kept }) => target === about.key && !kept);
  return [
    ...(about.key === entity.key ? [{}] : []),
    ...references.map(({ key }) => ({ of: key })),
    { each: { entity: about.key, ...(link ? { link: link.key } : {}), most: MOST_AT_FIRST } },
  ];
}

const NODES: NodeStarters = {
  notify: (_, entity) => ({ kind: 'notify', to: owner, text: about(entity, 'needs your attention.', '请及时跟进。') }),
  cc: (_, entity) => ({ kind: 'cc', to: owner, text: about(entity, 'is going on.', '有新进展，请知悉。') }),
  set: () => ({ kind: 'set', values: {} }),
  create: ({ entities }, entity) => {
    const made = entities.find((each) => !each.retired && each.key !== entity.key && linkOf(each, entity));
    const link = made && linkOf(made, entity);
    return { kind: 'create', entity: (made ?? entity).key, ...(link ? { link: link.key } : {}), values: {} };
  },
  assign: (app, entity) => ({ kind: 'assign', by: 'turn', teams: [{ key: 'team_1', when: null, role: roleFor(app, entity) }] }),
  reclaim: (_, entity) => ({ kind: 'reclaim', text: about(entity, 'was taken back into the pool.', '已收回公海。') }),
  move: (_, entity) => inStages(entity, { kind: 'move', stage: stagesOf(entity).at(1)?.key ?? stagesOf(entity)[0]?.key ?? '' }),
  status: (_, entity) => inStages(entity, { kind: 'status', status: 'lost' }),
  post: (_, entity) => ({ kind: 'post', channel: 'channel', text: about(entity, 'needs attention.', '请关注。') }),
  mail: (_, entity) => ({
    ...{ kind: 'mail', to: owner, subject: about(entity, 'needs your attention', '请及时跟进') },
    text: about(entity, 'needs your attention.', '请及时跟进。'),
  }),
  branch: (_, entity) => ({
    kind: 'branch',
    cases: [{ key: 'case_1', name: { en: 'Case 1', 'zh-CN': '情况一' }, when: firstRule(entity) }],
  }),
  call: (app, entity) => calling(app, entity),
  parallel: () => ({
    kind: 'parallel',
    ways: [
      { key: 'way_1', name: { en: 'Way 1', 'zh-CN': '分支 1' } },
      { key: 'way_2', name: { en: 'Way 2', 'zh-CN': '分支 2' } },
    ],
  }),
  wait: () => ({ kind: 'wait', for: { kind: 'time', after: 1, unit: 'workdays' } }),
  approve: (_, entity) => ({
    ...{ kind: 'approve', to: [{ kind: 'manager', up: 1 }], mode: 'any', allows: ['return', 'transfer', 'add'] },
    text: about(entity, 'needs your approval.', '需要您审批。'),
  }),
  http: () => ({ kind: 'http', method: 'POST', url: 'https://api.example.com/records/{id}' }),
  end: () => ({ kind: 'end' }),
};

/** A step of a kind as it is when somebody adds it, with what can be guessed; undefined where the entity has no stages and the step needs them. */
export function newNode(app: App, entity: Entity, kind: NodeKind, key: string): Node | undefined {
  const made = NODES[kind](app, entity);
  return made && leadingTo({ ...made, key, next: {} } as Node, () => null);
}
