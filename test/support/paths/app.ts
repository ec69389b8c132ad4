import {
  type App,
  type Entity,
  type Gate,
  leavingStages,
  type Pipeline,
  type Places,
  type Process,
  type Role,
  type Stage,
  validate,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import type { Dice } from '../dice.ts';
import { entity, FAR_SECRET, FROM_LEAD, field, LEAD, randomWork, SECRET, tag, WORK_ENTITIES } from './work-app.ts';

/** The roles of every made-up app: what each may, and what it does not see or may not change. */
export const ROLES = ['admin', 'lead', 'sales', 'blind', 'fixed', 'stageless', 'frozen', 'pipeless', 'reader'] as const;
/** A role of the made-up apps. */
export type RoleKey = (typeof ROLES)[number];

const all = { read: 'all', create: true, update: 'all', delete: 'all', hidden: [] as string[], readonly: [] as string[] } as const;
const NONE = { read: 'none', create: false, update: 'none', delete: 'none', hidden: [] as string[], readonly: [] as string[] } as const;

function roles(required: readonly string[]): Role[] {
  const firm = { ...all };
  // Who cannot fill a required field cannot create; such an app is not let through.
  const create = (...barred: string[]) => !required.some((key) => barred.includes(key));
  const role = (key: RoleKey, deal: Role['grants'][string], firms: Role['grants'][string] = firm): Role => ({
    key,
    name: tag(key),
    grants: { deal, firm: firms, task: all, lead: all, paper: key === 'blind' ? NONE : all },
  });
  return [
    { key: 'admin', name: tag('admin'), admin: true, grants: {} },
    role('lead', { ...all, baseline: true, may: ['pause', 'future', 'void', 'reopen', 'except'] }),
    role('sales', { ...all, read: 'own', update: 'own', delete: 'own', may: ['pause'] }),
    role('blind', { ...all, create: create(SECRET), hidden: [SECRET], may: ['pause', 'reopen'] }, { ...firm, hidden: [FAR_SECRET] }),
    role('fixed', { ...all, create: create('note', SECRET), readonly: ['note', 'flag', SECRET], may: ['future'] }),
    role('stageless', { ...all, hidden: ['stage', 'pipeline'], may: ['pause', 'void'] }),
    role('frozen', { ...all, readonly: ['stage', 'status', 'pipeline'], may: ['pause', 'void'] }),
    role('pipeless', { ...all, hidden: ['pipeline'], may: ['pause', 'reopen'] }),
    role('reader', { ...all, create: false, update: 'none', delete: 'none' }),
  ];
}

const v = (name: string) => ({ var: name });

/** Rules that gates are made of; each can be kept and broken by what people may send. */
const RULES: readonly Rule[] = [
  { '>': [v('amount'), 100] },
  { '==': [v('flag'), true] },
  { '!=': [v('note'), null] },
  { '==': [v('firm.size'), 'big'] },
  { '>=': [v('firm.score'), 5] },
  { '!=': [v(SECRET), null] },
  { '==': [v(`firm.${FAR_SECRET}`), 'x'] },
  { or: [{ '==': [v('kind'), 'a'] }, { '>': [v('amount'), 50] }] },
  { and: [{ '!=': [v('due'), null] }, { '!': [{ '==': [v('flag'), false] }] }] },
  { '>=': [v('due'), v('today')] },
  { '==': [v('grade'), 'rich'] },
];

const WHEN: readonly Rule[] = [
  { '==': [v('kind'), 'a'] },
  { '==': [v('firm.size'), 'big'] },
  { '>': [v('amount'), 1000] },
  { and: [{ '==': [v('kind'), 'b'] }, { '==': [v('flag'), true] }] },
  { '==': [v(SECRET), 'x'] },
];

const CAN_BE_REQUIRED = ['firm', 'amount', 'due', 'note', 'flag', 'kind', SECRET];
/** The fields by which some apps let no two deals that are not closed be the same. */
export const SAME = ['kind', 'amount', 'due', 'firm'] as const;
const STAGE_KEYS = ['s0', 's1', 's2', 's3', 's4', 's5', 's6'];

let gates = 0;
function gate(dice: Dice): Gate {
  gates += 1;
  const rule = dice.pick(RULES);
  // What a gate says speaks of what it reads: a gate over something hidden carries the hidden field's name.
  const secret = JSON.stringify(rule).match(/zq\w+/)?.[0] ?? '';
  return { key: `g${gates}`, rule, message: tag(`gate${gates}${secret}`) };
}

function stage(dice: Dice, key: string): Stage {
  const entry = dice.chance(0.3);
  return {
    key,
    name: tag(`stage_${key}`),
    probability: dice.below(100),
    color: 'blue',
    required: dice.some(CAN_BE_REQUIRED, 0.12),
    gates: dice.chance(0.4) ? [gate(dice)] : [],
    ...randomWork(dice, key),
    ...(entry ? { entryRequired: dice.some(CAN_BE_REQUIRED, 0.15), entryGates: dice.chance(0.5) ? [gate(dice)] : [] } : {}),
  };
}

function pipeline(dice: Dice, key: string, when: Rule | null): Pipeline {
  const count = 3 + dice.below(4);
  const from = dice.below(STAGE_KEYS.length - count + 1);
  const keys = STAGE_KEYS.slice(from, from + count);
  const leads = () => (dice.chance(0.2) ? { leadsTo: dice.some(keys, 0.6) } : {});
  return { key, name: tag(`pipe_${key}`), when, stages: keys.map((each) => ({ ...stage(dice, each), ...leads() })) };
}

const reasons = (dice: Dice, name: string) =>
  dice.chance(0.7)
    ? [0, 1].map((n) => ({ key: `${name}${n}`, name: tag(`${name}${n}`), ...(n && dice.chance(0.3) ? { retired: true as const } : {}) }))
    : [];

function processOf(dice: Dice): Process {
  const count = 2 + dice.below(3);
  const rules = dice.some(WHEN, 0.6).slice(0, count - 1);
  const chosen = rules.length > 0 ? rules : [WHEN[0] as Rule];
  return {
    pipelines: [...chosen.map((when, i) => pipeline(dice, `p${i}`, when)), pipeline(dice, 'plast', null)],
    wonRequires: dice.some(CAN_BE_REQUIRED, 0.2),
    lostRequires: ['why', ...dice.some(['note'], 0.2)],
    exceptions: true,
    statuses: {
      paused: { reasons: reasons(dice, 'paused'), ...(dice.chance(0.5) ? { until: true } : {}) },
      future: { reasons: reasons(dice, 'future'), ...(dice.chance(0.5) ? { until: true } : {}) },
      void: { reasons: reasons(dice, 'void') },
      reopen: { reasons: reasons(dice, 'reopen') },
    },
  };
}

const options = (...keys: string[]) => keys.map((key) => ({ key, name: tag(`opt_${key}`) }));

/** An app of deals that move through random pipelines and the firms they refer to; one that can be published. */
export function randomApp(dice: Dice): App {
  for (;;) {
    const app = makeApp(dice);
    if (validate(app).length === 0) return app;
  }
}

function makeApp(dice: Dice): App {
  const [needsNote, needsSecret] = [dice.chance(0.3), dice.chance(0.2)];
  const fields = [
    field('name', 'text', { required: true }),
    field('number', 'auto_number'),
    field('firm', 'reference', { target: 'firm' }),
    field('kind', 'choice', { options: options('a', 'b', 'c') }),
    field('amount', 'money'),
    field('due', 'date'),
    field('note', 'text', needsNote ? { required: true } : {}),
    field('flag', 'boolean'),
    field('code', 'text', dice.chance(0.5) ? { required: true, showIf: { '==': [v('kind'), 'b'] } } : { unique: true }),
    field('grade', 'choice', {
      options: options('rich', 'poor'),
      byRule: { rows: [{ key: 'much', name: tag('much'), when: { '>': [v('amount'), 100] }, value: 'rich' }], otherwise: 'poor' },
    }),
    field('why', 'choice', { options: options('price', 'time') }),
    field(SECRET, 'text', needsSecret ? { required: true } : {}),
    FROM_LEAD,
  ];
  const deal = entity('deal', fields, {
    constraints: [
      {
        key: 'positive',
        rule: { or: [{ '==': [v('amount'), null] }, { '>=': [v('amount'), 0] }] },
        message: tag('rule_positive'),
        field: 'amount',
      },
      ...(dice.chance(0.5)
        ? [{ key: 'worth', rule: { or: [{ '!=': [v('status'), 'won'] }, { '>': [v('amount'), 60] }] }, message: tag('rule_worth') }]
        : []),
    ],
    process: processOf(dice),
    ...(dice.chance(0.5) ? { duplicates: [{ key: 'same', fields: [...SAME], act: 'block' as const }] } : {}),
  });
  const firm = entity('firm', [
    field('name', 'text', { required: true }),
    field('size', 'choice', { options: options('big', 'small') }),
    field('score', 'integer'),
    field(FAR_SECRET, 'text'),
  ]);
  return {
    formatVersion: 2,
    name: tag('app'),
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    entities: [deal, firm, ...WORK_ENTITIES, LEAD],
    roles: roles([...(needsNote ? ['note'] : []), ...(needsSecret ? [SECRET] : [])]),
    reports: [],
    dashboards: [],
  };
}

/** The deals of a made-up app. */
export function dealOf(app: App): Entity & { process: Process } {
  return app.entities[0] as Entity & { process: Process };
}

/** Answers where the records of the stages go that a change removes: to some other stage, or nowhere. */
export function placesFor(dice: Dice, before: App, after: App, stay = false): Places {
  return Object.fromEntries(
    leavingStages(before, after).map(({ id, choices }) => [id, !stay && dice.chance(0.6) ? dice.pick(choices).key : null]),
  );
}

/** The same app with its process changed the way an administrator might: gates added or removed, stages reordered, renamed, removed, a rule replaced. */
export function mutateApp(dice: Dice, app: App): App {
  const deal = dealOf(app);
  const at = dice.below(deal.process.pipelines.length);
  const change = (pipelines: Pipeline[]): Pipeline[] => {
    const chosen = pipelines[at] as Pipeline;
    const put = (next: Pipeline) => pipelines.map((each, i) => (i === at ? next : each));
    const place = dice.below(chosen.stages.length);
    const one = chosen.stages[place] as Stage;
    const stages = (next: Stage[]) => {
      const left = new Set(next.map(({ key }) => key));
      const led = next.map((each) => (each.leadsTo ? { ...each, leadsTo: each.leadsTo.filter((key) => left.has(key)) } : each));
      return put({ ...chosen, stages: led });
    };
    switch (dice.below(9)) {
      case 0:
        return stages(chosen.stages.map((each, i) => (i === place ? { ...each, gates: [...each.gates, gate(dice)] } : each)));
      case 1:
        return stages(
          chosen.stages.map((each, i) => (i === place ? { ...each, gates: [], required: [], entryGates: [], entryRequired: [] } : each)),
        );
      case 2:
        return stages(chosen.stages.toReversed());
      case 3:
        return chosen.stages.length > 2 ? stages(chosen.stages.filter((each) => each !== one)) : pipelines;
      case 4:
        return pipelines.length > 2 && at < pipelines.length - 1 ? pipelines.filter((_, i) => i !== at) : pipelines;
      case 5:
        return at < pipelines.length - 1 ? put({ ...chosen, when: dice.pick(WHEN) }) : pipelines;
      case 6: {
        const free = STAGE_KEYS.find((key) => !chosen.stages.some((each) => each.key === key));
        return free ? stages(chosen.stages.toSpliced(place, 0, stage(dice, free))) : pipelines;
      }
      case 7: {
        const { tasks: _, deliverables: __, ...rest } = one;
        return stages(chosen.stages.map((each) => (each === one ? { ...rest, ...randomWork(dice, one.key) } : each)));
      }
      default:
        return stages(chosen.stages.map((each, i) => (i === place ? { ...each, required: dice.some(CAN_BE_REQUIRED, 0.4) } : each)));
    }
  };
  const next = { ...deal, process: { ...deal.process, pipelines: change(deal.process.pipelines) } };
  return { ...app, entities: app.entities.map((each) => (each.key === 'deal' ? next : each)) };
}
