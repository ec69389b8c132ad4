import {
  type App,
  type Automation,
  diff,
  type Node,
  type NodeKind,
  type NodeOf,
  type Team,
  type Trigger,
  type TriggerKind,
  type TriggerOf,
} from '@pipewright/definition';
import { exampleChain, exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { en } from '../../../packages/ui/src/text/en.ts';
import { zh } from '../../../packages/ui/src/text/zh.ts';
import { changeInWords, type Words } from './turn-words.ts';

const fill = (texts: Readonly<Record<string, string>>): Words['t'] => {
  return (key, params = {}) => (texts[key] ?? `missing ${key}`).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
};
const LANGUAGES: readonly Words[] = [
  { language: 'en', t: fill(en) },
  { language: 'zh-CN', t: fill(zh) },
];
const label = (english: string, chinese = english) => ({ en: english, 'zh-CN': chinese });

/** Each setting with two values that it may have; the second is undefined for one that may be left out. */
type Turns<Of> = { readonly [Key in keyof Required<Of>]: readonly [Of[Key], Of[Key]] };
type StepTurns = { readonly [Kind in NodeKind]: Turns<Omit<NodeOf<Kind>, 'key' | 'kind' | 'next' | 'cases'>> };
type TriggerTurns = { readonly [Kind in TriggerKind]: Turns<Omit<TriggerOf<Kind>, 'kind' | 'levels' | 'bands'>> };

const big = { '==': [{ var: 'firm.size' }, 'big'] };
const team: Team = { key: 'a', when: big, role: 'sales' };
const teams = (other: Partial<Team>): [Team[], Team[]] => [[team], [{ ...team, ...other }]];
const TEAMS: Turns<Omit<Team, 'key'>> = {
  when: [big, null],
  role: ['sales', 'admin'],
  near: [true, undefined],
  among: ['owner', undefined],
};
const recipients = [[{ kind: 'owner' }], [{ kind: 'manager', up: 1 }]] as const;
const to = recipients.map((each) => [...each]) as [NodeOf<'mail'>['to'], NodeOf<'mail'>['to']];
const text = [label('Look', '看'), label('Look', '瞧')] as const;
const values = [{ reason: 'price' }, { name: { var: 'firm.name' } }] as const;

const STEPS: StepTurns = {
  notify: { to, text, warns: [true, undefined] },
  cc: { to, text },
  call: {
    automation: ['chain', 'greet'],
    of: [undefined, 'firm'],
    each: [
      { entity: 'visit', link: 'deal', most: 5 },
      { entity: 'visit', link: 'deal', when: { '!=': [{ var: 'name' }, null] }, sort: '-on', most: 5 },
    ],
    catches: [true, undefined],
  },
  parallel: {
    ways: [
      [{ key: 'a', name: label('Legal', '法务') }],
      [
        { key: 'a', name: label('Legal', '法务') },
        { key: 'b', name: label('Finance', '财务') },
      ],
    ],
    catches: [true, undefined],
  },
  set: { of: [undefined, 'firm'], values },
  create: { entity: ['visit', 'firm'], link: ['deal', undefined], values: [{ name: 'A' }, { name: 'B' }] },
  assign: { by: ['turn', 'load'], teams: teams({ role: 'admin' }), most: [5, undefined] },
  reclaim: { text },
  move: { stage: ['offer', 'sign'] },
  status: { status: ['lost', 'won'], reason: ['budget', undefined] },
  post: { channel: ['sales', 'board'], text, language: ['en', undefined] },
  mail: { to, subject: text, text },
  branch: {},
  wait: {
    for: [
      { kind: 'time', after: 2, unit: 'days' },
      { kind: 'date', field: 'due', offset: -3, unit: 'workdays', at: '09:00' },
    ],
  },
  approve: {
    to: [[{ kind: 'manager', up: 1 }], [{ kind: 'chain', up: 2 }]],
    text,
    mode: ['any', 'turn'],
    percent: [50, undefined],
    own: [true, undefined],
    allows: [['return'], ['transfer']],
    binds: [['name'], ['reason']],
    unlocked: [true, undefined],
    deadline: [{ after: 2, unit: 'days', lapse: 'remind' }, undefined],
  },
  http: {
    method: ['POST', 'PUT'],
    url: ['https://api.example.com/{id}', 'https://api.example.com/{name}'],
    headers: [{ A: '{secret:key}' }, { B: 'b' }],
    body: [{ name: { var: 'name' } }, { big: true }],
    answer: [{ name: 'name' }, { name: 'other' }],
  },
  end: {},
};
const TRIGGERS: TriggerTurns = {
  created: {},
  changed: {
    fields: [['reason'], ['status']],
    from: [['price'], undefined],
    to: [['price'], undefined],
  },
  deleted: {},
  entered: { stages: [['offer'], ['sign']] },
  left: { stages: [['offer'], []] },
  status: { to: [['lost'], ['won']] },
  since: { clock: ['stage', 'follow_up'], unit: ['days', 'workdays'], openHours: [{ except: { from: '12:00', to: '13:30' } }, undefined] },
  date: { field: ['due', 'name'], offset: [3, -3], unit: ['days', 'workdays'], at: ['09:00', '10:30'] },
  schedule: { every: ['day', 'week'], on: [1, undefined], at: ['09:00', '10:30'], list: [true, undefined] },
  called: {},
  webhook: { takes: [{ name: 'title' }, { name: 'form.title' }], match: ['name', undefined], known: [true, undefined] },
  button: { label: text, roles: [['sales'], ['admin']] },
};

const REASONS = { statuses: { paused: { reasons: [{ key: 'budget', name: label('No budget', '没有预算') }] } } };
const withStep = (node: object): App => {
  const greet = { ...exampleChain(), key: 'greet', name: label('Greet', '问候') };
  const app = exampleWith([{ ...exampleChain(), start: 'x', nodes: [node as Node] }, greet]);
  return { ...app, entities: app.entities.map((each) => (each.process ? { ...each, process: { ...each.process, ...REASONS } } : each)) };
};
const withTrigger = (on: object): App =>
  exampleWith([{ ...exampleChain(), on: { levels: [], bands: [], ...on } as unknown as Automation['on'] }]);
const changed = (before: App, after: App, words: Words) =>
  diff(before, after).map((change) => ({ change, lines: changeInWords(change, words) }));

/** Two apps that differ in one setting: what is told of it, in both languages. */
function told(property: string, before: App, after: App) {
  for (const words of LANGUAGES)
    for (const [from, next] of [
      [before, after],
      [after, before],
    ] as const) {
      const [only, ...more] = changed(from, next, words);
      expect([only?.change.properties, more]).toEqual([[property], []]);
      const [line = ''] = only?.lines ?? [];
      const name = words.t(`property.${property}` as never);
      // What a channel is called stands in no definition.
      if (property === 'channel') expect(line).toBe(name);
      else {
        expect(line.startsWith(name) && line.length > name.length + 2, `${property}: ${line}`).toBe(true);
        const [was, is] = line.slice(name.length + 1).split(/ → |; removed |；移除 /);
        expect(is?.trim(), line).not.toBe(was?.replace(/^ *(added|增加) /, '').trim());
        expect(line).not.toMatch(/missing |undefined|…/);
      }
    }
}

const each = <Of extends object>(all: Of) =>
  Object.entries(all).flatMap(([kind, settings]) =>
    Object.entries(settings as Record<string, readonly [unknown, unknown]>).map(
      ([property, [one, other]]) => [kind, property, one, other, settings] as const,
    ),
  );
const base = (settings: object) =>
  Object.fromEntries(Object.entries(settings as Record<string, readonly unknown[]>).map(([key, [first]]) => [key, first]));

describe('a change of any one setting', () => {
  it.each(each(STEPS))('of a step is told, from what to what: %s %s', (kind, property, _, other, settings) => {
    const node = { key: 'x', kind, next: { done: null }, ...base(settings) };
    told(property, withStep(node), withStep({ ...node, [property]: other }));
  });

  it.each(each({ team: TEAMS }))('of whom a step gives a record to is told: %s %s', (_, property, one, other) => {
    const assign = { key: 'x', kind: 'assign', next: { done: null }, by: 'turn' };
    const of = (value: unknown) => withStep({ ...assign, teams: [{ ...team, [property]: value }] });
    told('teams', of(one), of(other));
  });

  it.each(each(TRIGGERS))('of what begins it is told, from what to what: %s %s', (kind, property, _, other, settings) => {
    const on = { kind, ...base(settings) } as unknown as Trigger;
    told(property, withTrigger(on), withTrigger({ ...on, [property]: other }));
  });
});
