import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { exampleChain, exampleLadder, exampleWith } from '../../example-automations.ts';
import { automationEn } from '../../messages/automation-en.ts';
import { faults } from '../../messages/sentence.ts';
import type { App, Entity } from '../../model/app.ts';
import type { Automation } from '../../model/automation/automation.ts';
import type { Node } from '../../model/automation/node.ts';
import type { TriggerOf } from '../../model/automation/trigger.ts';
import { validate } from '../validate.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const v = (name: string): Rule => ({ var: name });
type Ladder = TriggerOf<'since'>;

function edited(made: () => Automation, change: (automation: Automation, app: App) => void): App {
  const app = exampleWith([made()]);
  change(app.automations?.[0] as Automation, app);
  return app;
}
const ladder = (change: (on: Ladder, automation: Automation, app: App) => void) =>
  edited(exampleLadder, (automation, app) => change(automation.on as Ladder, automation, app));
const quiet = (from: string, to: string) => ladder((on) => Object.assign(on, { openHours: { except: { from, to } } }));
const chain = (change: (automation: Automation, app: App) => void) => edited(exampleChain, change);
const node = (at: number, more: object) => chain(({ nodes }) => Object.assign(nodes[at] as Node, more));
const trigger = (on: object) => chain((automation) => Object.assign(automation, { on }));
const FILLED = { name: 'name', amount: 'form.amount' };
/** A webhook about deals, which have a number as well. */
const hook = (on: object) =>
  chain((automation, { entities }) => {
    Object.assign(automation, { on: { kind: 'webhook', takes: FILLED, ...on } });
    entities[0]?.fields.push({ key: 'number', type: 'auto_number', name: label('Number'), format: 'D-{000}' });
  });
/** A chain whose step before the last asks for approval, by these settings. */
const asking = (more: object) =>
  node(5, {
    ...{ kind: 'approve', to: [{ kind: 'chain', up: 2 }], text: label('Look'), mode: 'any' },
    next: { approved: 'g', rejected: null, withdrawn: null },
    ...more,
  });
const value = (values: Record<string, Rule>) => node(0, { values });
/** A request in the place of a post, whose failing leads on as it does. */
const http = (more: object) =>
  node(5, {
    kind: 'http',
    method: 'POST',
    url: 'https://x.example/{id}',
    ...more,
    next: { done: 'g', failed: 'g' },
    text: undefined,
    channel: undefined,
  });
const headers = (given: Record<string, string>) => http({ headers: given });

/** A chain that calls an automation about deals, which only stops. */
const calling = (call: object, called: object = {}) =>
  chain((automation, app) => {
    automation.nodes[5] = { key: 'f', kind: 'call', automation: 'called', next: { done: 'g' }, ...call } as Node;
    app.automations?.push({
      ...{
        key: 'called',
        name: label('Called'),
        entity: 'deal',
        on: { kind: 'called' },
        start: 'x',
        nodes: [{ key: 'x', kind: 'end', next: {} }],
      },
      ...called,
    });
  });
const visits = (each: object) => calling({ each: { entity: 'visit', most: 5, ...each } }, { entity: 'visit' });
/** A chain with two ways side by side, each of which stops. */
const beside = (step: object, ends = ['x', 'y']) =>
  chain(({ nodes }) => {
    const sides = ['one', 'two'].map((key) => ({ key, name: label(key) }));
    nodes[5] = { key: 'f', kind: 'parallel', ways: sides, next: { done: 'g', one: 'x', two: 'y' }, ...step } as Node;
    nodes.push(...ends.map((key): Node => ({ key, kind: 'end', next: {} })));
  });

/** For each code documents that are refused with it and nothing else, and where. */
const REFUSED: Readonly<Record<string, readonly (readonly [app: App, path: string])[]>> = {
  'automation.gone': [
    [chain((each) => Object.assign(each, { entity: 'ghost' })), 'automations.0.entity'],
    [chain((each) => Object.assign(each, { calendar: 'ghost' })), 'automations.0.calendar'],
    [ladder((_, each) => Object.assign(each, { start: 'ghost' })), 'automations.0.start'],
    [node(6, { next: { done: 'ghost' } }), 'automations.0.nodes.6.next'],
    [ladder((on) => Object.assign(on.bands[0]?.after as object, { ghost: 30 })), 'automations.0.on.bands.0.after.ghost'],
    [trigger({ kind: 'changed', fields: ['ghost'] }), 'automations.0.on.fields.0'],
    [trigger({ kind: 'changed', fields: ['reason'], from: ['ghost'] }), 'automations.0.on.from.0'],
    [trigger({ kind: 'entered', stages: ['offer', 'ghost'] }), 'automations.0.on.stages.1'],
    [trigger({ kind: 'date', field: 'ghost', offset: -3, unit: 'days', at: '09:00' }), 'automations.0.on.field'],
    [trigger({ kind: 'button', label: label('Go'), roles: ['ghost'] }), 'automations.0.on.roles.0'],
    [hook({ takes: { ...FILLED, ghost: 'x' } }), 'automations.0.on.takes.ghost'],
    [hook({ match: 'ghost' }), 'automations.0.on.match'],
    [value({ ghost: 1 }), 'automations.0.nodes.0.values.ghost'],
    [node(1, { entity: 'ghost' }), 'automations.0.nodes.1.entity'],
    [node(2, { teams: [{ key: 'all', when: null, role: 'ghost' }] }), 'automations.0.nodes.2.teams.0.role'],
    [node(2, { teams: [{ key: 'all', when: null, role: 'sales', among: 'firm.ghost' }] }), 'automations.0.nodes.2.teams.0.among'],
    [node(3, { stage: 'ghost' }), 'automations.0.nodes.3.stage'],
    [node(4, { reason: 'ghost' }), 'automations.0.nodes.4.reason'],
    [http({ answer: { ghost: 'x' } }), 'automations.0.nodes.5.answer.ghost'],
    [node(6, { to: [{ kind: 'role', role: 'ghost' }] }), 'automations.0.nodes.6.to.0'],
    [node(6, { to: [{ kind: 'field', field: 'ghost' }] }), 'automations.0.nodes.6.to.0'],
    [calling({ automation: 'ghost' }), 'automations.0.nodes.5.automation'],
    [calling({ of: 'ghost' }), 'automations.0.nodes.5.of'],
    [calling({ each: { entity: 'ghost', most: 5 } }), 'automations.0.nodes.5.each.entity'],
    [visits({ sort: 'name,-ghost' }), 'automations.0.nodes.5.each.sort'],
    [asking({ binds: ['name', 'ghost'] }), 'automations.0.nodes.5.binds.1'],
    [asking({ to: [{ kind: 'role', role: 'ghost' }] }), 'automations.0.nodes.5.to.0'],
  ],
  'automation.not_called': [[calling({}, { on: { kind: 'created' } }), 'automations.0.nodes.5.automation']],
  'automation.call_about': [
    [calling({}, { entity: 'firm' }), 'automations.0.nodes.5.automation'],
    [calling({ of: 'firm' }), 'automations.0.nodes.5.automation'],
    [calling({ of: 'amount' }), 'automations.0.nodes.5.automation'],
    [calling({ each: { entity: 'visit', most: 5 } }), 'automations.0.nodes.5.automation'],
  ],
  'automation.call_one': [[calling({ of: 'firm', each: { entity: 'deal', most: 5 } }), 'automations.0.nodes.5.of']],
  'automation.call_cycle': [
    [
      edited(exampleChain, (automation) => {
        automation.on = { kind: 'called' };
        automation.nodes[5] = { key: 'f', kind: 'call', automation: 'chain', next: { done: 'g' } };
      }),
      'automations.0.nodes.5.automation',
    ],
  ],
  'automation.found_by': [
    [visits({ link: 'on' }), 'automations.0.nodes.5.each.link'],
    [visits({ link: 'ghost' }), 'automations.0.nodes.5.each.link'],
  ],
  'automation.sort_many': [[visits({ sort: 'name,-on,deal,owner,created_at' }), 'automations.0.nodes.5.each.sort']],
  'automation.shared': [[beside({ next: { done: 'g', one: 'x', two: 'g' } }, ['x']), 'automations.0.nodes.6']],
  'automation.way_empty': [[beside({ next: { done: 'g', one: 'x', two: null } }, ['x']), 'automations.0.nodes.5.ways.1']],
  'automation.takes_nothing': [[hook({ takes: {} }), 'automations.0.on.takes']],
  'automation.takes': [
    [hook({ takes: { ...FILLED, owner: 'owner' } }), 'automations.0.on.takes.owner'],
    [http({ answer: { created_at: 'at' } }), 'automations.0.nodes.5.answer.created_at'],
    [hook({ takes: { ...FILLED, created_at: 'at' } }), 'automations.0.on.takes.created_at'],
  ],
  'automation.match': [
    [hook({ match: 'amount' }), 'automations.0.on.match'],
    [hook({ match: 'number', known: true, takes: FILLED }), 'automations.0.on.match'],
  ],
  'automation.known': [[hook({ known: true }), 'automations.0.on.known']],
  'automation.arriving_key': [[hook({ match: 'number', takes: { ...FILLED, number: 'no' } }), 'automations.0.on.match']],
  'automation.rule': [
    [chain((each) => Object.assign(each, { when: { '>': [v('ghost'), 1] } })), 'automations.0.when'],
    [ladder((on) => Object.assign(on.bands[0] as object, { when: { '<': [v('name'), v('amount')] } })), 'automations.0.on.bands.0.when'],
    [node(2, { teams: [{ key: 'all', when: 'yes', role: 'sales' }] }), 'automations.0.nodes.2.teams.0.when'],
    [value({ due: { '+': [1, 2] } }), 'automations.0.nodes.0.values.due'],
    [visits({ when: { '>': [v('amount'), 1] } }), 'automations.0.nodes.5.each.when'],
    [http({ body: { a: { '+': [v('name'), 1] } } }), 'automations.0.nodes.5.body.a'],
    [value({ amount: v('name') }), 'automations.0.nodes.0.values.amount'],
  ],
  'automation.cycle': [[ladder((_, { nodes }) => Object.assign(nodes[2] as Node, { next: { done: 'reclaim' } })), 'automations.0.nodes.2']],
  'automation.ways': [
    [calling({ catches: true }), 'automations.0.nodes.5.next'],
    [calling({ next: { done: 'g', failed: null } }), 'automations.0.nodes.5.next'],
    [beside({ catches: true }), 'automations.0.nodes.5.next'],
    [
      node(5, { kind: 'branch', cases: [{ key: 'otherwise', name: label('Big'), when: true }], next: { otherwise: 'g' } }),
      'automations.0.nodes.5.next',
    ],
    [
      node(5, { kind: 'branch', cases: [{ key: 'big', name: label('Big'), when: true }], next: { big: 'g' } }),
      'automations.0.nodes.5.next',
    ],
    [
      node(5, { kind: 'wait', for: { kind: 'rule', when: { '>': [v('amount'), '1'] }, after: 1, unit: 'days' } }),
      'automations.0.nodes.5.next',
    ],
    [
      node(5, { kind: 'wait', for: { kind: 'time', after: 1, unit: 'days' }, next: { done: 'g', late: null } }),
      'automations.0.nodes.5.next',
    ],
  ],
  'automation.percent': [
    [asking({ mode: 'share' }), 'automations.0.nodes.5.percent'],
    [asking({ percent: 50 }), 'automations.0.nodes.5.percent'],
  ],
  'automation.awaits_nothing': [
    [
      node(5, { kind: 'wait', for: { kind: 'rule', when: true, after: 1, unit: 'days' }, next: { done: 'g', late: null } }),
      'automations.0.nodes.5.for.when',
    ],
  ],
  'automation.straight': [
    [
      ladder((_, { nodes }, app) => {
        Object.assign(nodes[0] as Node, { kind: 'call', automation: 'called' });
        app.automations?.push(...(calling({}).automations?.slice(1) ?? []));
      }),
      'automations.0.on.levels.0',
    ],
    [
      ladder((_, { nodes }) => Object.assign(nodes[0] as Node, { kind: 'wait', for: { kind: 'time', after: 1, unit: 'days' } })),
      'automations.0.on.levels.0',
    ],
    [
      ladder((_, { nodes }) =>
        Object.assign(nodes[0] as Node, { kind: 'approve', mode: 'any', next: { approved: null, rejected: null, withdrawn: null } }),
      ),
      'automations.0.on.levels.0',
    ],
  ],
  'automation.unreached': [[node(5, { next: { done: null } }), 'automations.0.nodes.6']],
  'automation.no_process': [
    [edited(exampleLadder, (each) => Object.assign(each, { entity: 'visit', ...noPlaces(each), on: still() })), 'automations.0.on.clock'],
  ],
  'automation.no_activity': [
    [
      ladder((on, _, app) => [Object.assign(on, { clock: 'follow_up' }), delete (app.entities[2] as Entity).activityOf]),
      'automations.0.on.clock',
    ],
  ],
  'automation.last_band': [[ladder((on) => Object.assign(on.bands[1] as object, { when: true })), 'automations.0.on.bands.1.when']],
  'automation.band': [[ladder((on) => Object.assign(on.bands[0] as object, { when: null })), 'automations.0.on.bands.0.when']],
  'automation.rising': [
    [ladder((on) => Object.assign(on.bands[1]?.after as object, { manager: 10 })), 'automations.0.on.bands.1.after.manager'],
    [ladder((on) => Object.assign(on.bands[0]?.after as object, { pool: 4 })), 'automations.0.on.bands.0.after.pool'],
  ],
  'automation.warning': [[ladder((_, { nodes }) => delete (nodes[1] as { warns?: boolean }).warns), 'automations.0.on.levels.2']],
  'automation.unwarned': [[ladder((on) => delete on.bands[0]?.after.manager), 'automations.0.on.bands.0.after.pool']],
  'automation.waits': [[ladder((on) => delete on.levels[2]?.waits), 'automations.0.on.levels.2.waits']],
  'automation.quiet_none': [[quiet('12:00', '12:00'), 'automations.0.on.openHours']],
  'automation.quiet_all': [
    [quiet('09:00', '18:00'), 'automations.0.on.openHours'],
    [quiet('00:00', '24:00'), 'automations.0.on.openHours'],
    [quiet('18:30', '18:00'), 'automations.0.on.openHours'],
  ],
  'automation.changed_values': [
    [trigger({ kind: 'changed', fields: ['reason', 'due'], to: ['price'] }), 'automations.0.on'],
    [trigger({ kind: 'changed', fields: ['due'], to: ['price'] }), 'automations.0.on'],
  ],
  'automation.among': [
    [node(2, { teams: [{ key: 'all', when: null, role: 'sales', among: 'firm.size' }] }), 'automations.0.nodes.2.teams.0.among'],
  ],
  'automation.date': [[trigger({ kind: 'date', field: 'amount', offset: 1, unit: 'workdays', at: '09:00' }), 'automations.0.on.field']],
  'automation.day': [
    [trigger({ kind: 'schedule', every: 'week', on: 8, at: '09:00' }), 'automations.0.on.on'],
    [trigger({ kind: 'schedule', every: 'month', at: '09:00' }), 'automations.0.on.on'],
    [trigger({ kind: 'schedule', every: 'day', on: 1, at: '09:00' }), 'automations.0.on.on'],
  ],
  'automation.list': [[trigger({ kind: 'schedule', every: 'week', on: 1, at: '09:00', list: true }), 'automations.0.on.list']],
  'automation.place': [
    [node(5, { text: { en: 'Look', 'zh-CN': '请看{商机}' } }), 'automations.0.nodes.5.text'],
    [node(6, { subject: label('{firm.ghost}') }), 'automations.0.nodes.6.subject'],
    [http({ url: 'https://x.example/{ghost}' }), 'automations.0.nodes.5.url'],
    [http({ url: 'https://x.example/?key={secret:key}' }), 'automations.0.nodes.5.url'],
    [http({ url: 'https://x.example/{user.id}' }), 'automations.0.nodes.5.url'],
    [ladder((_, { nodes }) => Object.assign(nodes[2] as Node, { text: label('{}') })), 'automations.0.nodes.2.text'],
  ],
  'automation.url': [
    ...[
      'x.example',
      'ftp://x.example',
      'https://',
      'https:///x',
      'https://a@x.example/',
      'https://x.example:port/',
      'https://x.example/a b',
    ],
    ...[
      'https://x.example/#a',
      'https://x.example\\a',
      'https://x.example/%{name}',
      'https://x.example/%2{name}',
      'https://x.example/{a',
      'https://x.example/\n',
    ],
  ].map((url) => [http({ url }), 'automations.0.nodes.5.url'] as const),
  'automation.url_place': [
    'https://{name}.example/',
    'https://{name}',
    'https://x.example{name}/',
    '{name}',
    '{name}://x.example',
    'https://x.example:{amount}/',
    'https://{name}@x.example/',
    'https:{name}',
  ].map((url) => [http({ url }), 'automations.0.nodes.5.url'] as const),
  'automation.url_field': [
    [
      chain(({ nodes }, { entities }) => {
        entities[0]?.fields.push({ key: 'papers', type: 'file', name: label('Papers') } as Entity['fields'][number]);
        Object.assign(nodes[5] as Node, { kind: 'http', method: 'GET', url: 'https://x.example/{papers}', next: { done: 'g' } });
      }),
      'automations.0.nodes.5.url',
    ],
  ],
  'automation.header': [
    ...[
      'Host',
      'content-length',
      'Transfer-Encoding',
      'Connection',
      'Idempotency-Key',
      'Proxy-Authorization',
      'a b',
      'a:',
      'ä',
      'a\r\nb',
    ].map((name) => [headers({ [name]: 'x' }), `automations.0.nodes.5.headers.${name}`] as const),
    [headers({ A: 'x', a: 'y' }), 'automations.0.nodes.5.headers.a'],
  ],
  'automation.header_value': [
    '',
    ' ',
    'a\r\nB: c',
    'a\nb',
    'a\u0000',
    '值',
    '{name}',
    '{secret:}',
    '{secret:A}',
    '{secret:a b}',
    '{secret: a}',
  ].map((given) => [headers({ A: given }), 'automations.0.nodes.5.headers.A'] as const),
  'automation.body': [[http({ method: 'GET', body: { a: 1 } }), 'automations.0.nodes.5.body']],
  'automation.person': [[node(6, { to: [{ kind: 'field', field: 'due' }] }), 'automations.0.nodes.6.to.0']],
  'automation.nothing': [[value({}), 'automations.0.nodes.0.values']],
  'automation.not_written': [[value({ created_at: v('now') }), 'automations.0.nodes.0.values.created_at']],
  'automation.value': [
    [value({ reason: 'ghost' }), 'automations.0.nodes.0.values.reason'],
    [value({ reason: { if: [{ '>': [v('amount'), 1] }, 'price', 'ghost'] } }), 'automations.0.nodes.0.values.reason'],
    [value({ reason: v('name') }), 'automations.0.nodes.0.values.reason'],
    [value({ owner: v('name') }), 'automations.0.nodes.0.values.owner'],
    [value({ firm: v('created_by') }), 'automations.0.nodes.0.values.firm'],
    [value({ due: 'soon' }), 'automations.0.nodes.0.values.due'],
  ],
  'automation.required': [
    [node(1, { values: {} }), 'automations.0.nodes.1.values'],
    [hook({ takes: { name: 'name' } }), 'automations.0.on.takes'],
  ],
  'automation.of': [[node(0, { of: 'amount' }), 'automations.0.nodes.0.of']],
  'automation.link': [[node(1, { link: 'on' }), 'automations.0.nodes.1.link']],
  'automation.reason': [[chain(({ nodes }, app) => pausing(app, nodes[4] as Node, false)), 'automations.0.nodes.4.reason']],
  'automation.until': [[chain(({ nodes }, app) => pausing(app, nodes[4] as Node, true)), 'automations.0.nodes.4.status']],
  'automation.team': [
    [asking({ to: [{ kind: 'role', role: 'guest' }] }), 'automations.0.nodes.5.to.0'],
    [node(2, { teams: [{ key: 'all', when: null, role: 'guest' }] }), 'automations.0.nodes.2.teams.0.role'],
  ],
  'automation.deleted': [
    [
      chain((each) =>
        Object.assign(each, {
          on: { kind: 'deleted' },
          start: 'd',
          nodes: each.nodes.slice(3, 4).map((n) => ({ ...n, next: { done: null } })),
        }),
      ),
      'automations.0.nodes.0',
    ],
    [
      chain((each) =>
        Object.assign(each, {
          on: { kind: 'deleted' },
          start: 'h',
          nodes: [{ key: 'h', kind: 'http', method: 'GET', url: 'https://x.example', answer: { name: 'a' }, next: { done: null } }],
        }),
      ),
      'automations.0.nodes.0.answer',
    ],
  ],
};

/** A ladder over an entity without stages, in which nothing else is amiss. */
function still(): Ladder {
  const on = exampleLadder().on as Ladder;
  return { ...on, bands: on.bands.slice(-1) };
}
function noPlaces({ nodes }: Automation) {
  return { nodes: nodes.map((each) => ({ ...each, text: label('Look') })) };
}

function pausing(app: App, step: Node, until: boolean): void {
  const paused = { reasons: [{ key: 'waiting', name: label('Waiting') }], ...(until ? { until } : {}) };
  Object.assign(app.entities[0]?.process as object, { statuses: { paused } });
  Object.assign(step, { status: 'paused', ...(until ? { reason: 'waiting' } : {}) });
}

// A role that sees nothing of deals, for teams.
for (const [app] of REFUSED['automation.team'] ?? []) app.roles.push({ key: 'guest', name: label('Guest'), grants: {} });

const CASES = Object.entries(REFUSED).flatMap(([code, cases]) => cases.map(([app, path]): [string, string, App] => [code, path, app]));

describe('an automation that cannot be published', () => {
  it.each(CASES)('%s at %s', (code, path, app) => {
    expect(validate(app).map((each) => `${each.path} ${each.code}`)).toEqual([`${path} ${code}`]);
  });

  it('has a row here for each sentence there is', () => {
    expect(Object.keys(automationEn).filter((code) => !REFUSED[code])).toEqual([]);
  });

  it.each(CASES)('%s at %s is told in both languages, with the name of the automation', (_, __, app) => {
    const [english, chinese] = (['en', 'zh-CN'] as const).map((language) => faults(validate(app), language)[0]?.message ?? '');
    expect(english).toMatch(/^“(Chain|Key accounts)”[\s\S]+[.]$/);
    expect(chinese).toMatch(/^“(流水|重点客户)”[\s\S]*\p{Script=Han}[\s\S]*。$/u);
    expect([english, chinese].filter((each) => each?.includes('undefined'))).toEqual([]);
  });

  it('says where in words', () => {
    const said = (app: App) => (['en', 'zh-CN'] as const).map((language) => faults(validate(app), language)[0]?.message);
    expect(said(ladder((on) => Object.assign(on.bands[1]?.after as object, { manager: 10 })))).toEqual([
      '“Key accounts”, row “All others”: “Manager” must be reached later than “Owner”.',
      '“重点客户”的行“其余”：“主管”的时间须晚于“负责人”。',
    ]);
    expect(said(value({ amount: v('name') }))).toEqual([
      '“Chain”, Step 1: Set fields: The condition or formula needs a value of kind number, not text.',
      '“流水”的步骤 1：更新字段：条件或公式需要数字类型的值，而不是文字。',
    ]);
    expect(said(ladder((_, { nodes }) => Object.assign(nodes[1] as Node, { to: [{ kind: 'field', field: 'due' }] })))[1]).toBe(
      '“重点客户”的主管 › 步骤 1：提醒：“日期”不是人员字段。',
    );
  });
});

it('calls of automations that come round to each other are refused at each of them, and told in their order', () => {
  const round = calling({}, { nodes: [{ key: 'x', kind: 'call', automation: 'chain', next: { done: null } }] });
  Object.assign(round.automations?.[0] as Automation, { on: { kind: 'called' } });
  expect(faults(validate(round), 'en').map(({ path, message }) => [path, message])).toEqual([
    [
      'automations.0.nodes.5.automation',
      '“Chain”, Step 6: Call an automation: these automations call each other without end (Chain → Called → Chain). Remove one of the calls.',
    ],
    [
      'automations.1.nodes.0.automation',
      '“Called”, Step 1: Call an automation: these automations call each other without end (Called → Chain → Called). Remove one of the calls.',
    ],
  ]);
});

describe('an automation that can be published', () => {
  it.each<[string, App]>([
    ['a ladder', exampleWith([exampleLadder()])],
    ['a ladder that counts follow-ups', ladder((on) => Object.assign(on, { clock: 'follow_up' }))],
    ['a chain of every kind of step', exampleWith([exampleChain()])],
    ['one that empties a field', value({ reason: null })],
    ['one that sets the owner by a field', value({ owner: v('created_by') })],
    ['one that sets a choice by conditions', value({ reason: { if: [{ '>': [v('amount'), 1] }, 'price', null] } })],
    ['any stage', trigger({ kind: 'left', stages: [] })],
    ['a stage of another pipeline', trigger({ kind: 'entered', stages: ['tender'] })],
    ['the last day of each month', trigger({ kind: 'schedule', every: 'month', on: 31, at: '18:00' })],
    ['a request', http({ headers: { A: 'Bearer {secret:key}' }, body: { a: v('amount'), b: 'x', c: null }, answer: { name: 'a.0.b' } })],
    ['a request that asks for something', http({ method: 'GET', url: 'http://x.example:81?q={firm.name}&r={amount}' })],
    ['a webhook that makes records', hook({ takes: { ...FILLED, firm: 'firm' } })],
    ['a webhook that finds them by their number', hook({ takes: { number: 'no' }, match: 'number', known: true })],
    ['one that calls another for its record', calling({})],
    [
      'one that calls another for what it refers to, and goes on where that fails',
      calling({ of: 'firm', catches: true, next: { done: 'g', failed: null } }, { entity: 'firm' }),
    ],
    ['one that calls another for each that is found', visits({ link: 'deal', when: { '!=': [v('name'), null] }, sort: '-on,name' })],
    ['ways side by side', beside({})],
    ['before a date', trigger({ kind: 'date', field: 'due', offset: -3, unit: 'workdays', at: '09:00' })],
    [
      'a reason for a status that asks for one',
      chain(({ nodes }, app) => {
        pausing(app, nodes[4] as Node, false);
        Object.assign(nodes[4] as Node, { reason: 'waiting' });
      }),
    ],
  ])('%s', (_, app) => expect(validate(app)).toEqual([]));
});
