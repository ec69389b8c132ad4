import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Automation, Node, Trigger } from '@pipewright/definition';
import { exampleChain, exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { en } from '../text/en.ts';
import { sentence } from '../text/sentence.ts';
import { zh } from '../text/zh.ts';
import { automationInWords } from './words.ts';

const app = exampleWith([]);
const said = (automation: Automation) => [
  automationInWords(app, automation, { language: 'en', t: (key, params) => sentence(en, key, params) }),
  automationInWords(app, automation, { language: 'zh-CN', t: (key, params) => sentence(zh, key, params) }),
];
const label = (both: string) => ({ en: both, 'zh-CN': both });
const END = { done: null };
const remind: Node = { key: 'a', kind: 'notify', next: END, to: [{ kind: 'owner' }], text: label('Look') };
const on = (trigger: Trigger, more: Partial<Automation> = {}): Automation => ({
  key: 'x',
  name: label('X'),
  entity: 'deal',
  on: trigger,
  start: 'a',
  nodes: [remind],
  ...more,
});
const step = (node: object) => on({ kind: 'created' }, { nodes: [{ key: 'a', next: END, ...node } as Node] });
const ladder = (change: (ladder: Automation & { on: { kind: 'since' } }) => void): Automation => {
  const made = exampleLadder();
  change(made as Automation & { on: { kind: 'since' } });
  return made;
};

describe('a ladder in one sentence', () => {
  it('says each row with its levels', () => {
    expect(said(exampleLadder())).toEqual([
      'Deals of big: after 5 working days without progress remind the owner, after 10 working days warn the manager, after 20 working days take it back into the pool; all others: after 10 working days without progress remind the owner, after 20 working days warn the manager',
      '大客户的商机 5 个工作日未推进时提醒负责人，10 个工作日时预警主管，20 个工作日时收回公海；其余 10 个工作日未推进时提醒负责人，20 个工作日时预警主管',
    ]);
  });

  it('of one row names none, and says the other clock, the other unit and the condition', () => {
    const simple = ladder((each) => {
      Object.assign(each.on, { clock: 'follow_up', unit: 'days', bands: [{ ...each.on.bands[1], after: { owner: 1 } }] });
      Object.assign(each, { when: { '>': [{ var: 'amount' }, 100] }, once: 'record' });
    });
    expect(said(simple)).toEqual([
      'Deals: after 1 day without a follow-up remind the owner (only where Amount greater than ¥100), once for each record',
      '商机 1 天未跟进时提醒负责人（仅限金额 大于 ¥100），每条记录仅一次',
    ]);
  });

  it('says that it keeps to working hours, and when it keeps quiet in them', () => {
    const keeping = (openHours: object) =>
      said(ladder((each) => Object.assign(each.on, { openHours, bands: [{ ...each.on.bands[1], after: { owner: 1 } }] })));
    expect(keeping({})).toEqual([
      'Deals: after 1 working day without progress remind the owner; all of it in working hours only',
      '商机 1 个工作日未推进时提醒负责人；均只在工作时间执行',
    ]);
    expect(keeping({ except: { from: '12:00', to: '13:30' } })).toEqual([
      'Deals: after 1 working day without progress remind the owner; all of it in working hours only, and not between 12:00 and 13:30',
      '商机 1 个工作日未推进时提醒负责人；均只在工作时间执行（12:00–13:30 除外）',
    ]);
  });

  it('says of a row without times that nothing happens', () => {
    expect(said(ladder((each) => Object.assign(each.on.bands[1] as object, { after: {} })))[1]).toContain('；其余 不做任何处理');
  });
});

describe('a trigger', () => {
  const rest = [', remind the owner', '，提醒负责人'];
  it.each<[Trigger, string, string]>([
    [{ kind: 'created' }, 'When a new deal is created', '新建商机时'],
    [{ kind: 'changed', fields: ['amount', 'due'] }, 'When Amount or Due of the deal changes', '商机的金额 或 日期变更时'],
    [{ kind: 'changed', fields: ['reason'], to: ['price'] }, 'When Reason of the deal becomes “Price”', '商机的原因变为“Price”时'],
    [{ kind: 'changed', fields: ['reason'], from: ['price'] }, 'When Reason of the deal is no longer “Price”', '商机的原因不再是“Price”时'],
    [
      { kind: 'changed', fields: ['status'], from: ['open'], to: ['won', 'lost'] },
      'When Status of the deal changes from “Open” to “Won” or “Lost”',
      '商机的状态从“进行中”变为“赢单” 或 “输单”时',
    ],
    [{ kind: 'deleted' }, 'When the deal is deleted', '删除商机时'],
    [{ kind: 'entered', stages: ['offer', 'sign'] }, 'When the deal enters the stage “offer” or “sign”', '商机进入“offer” 或 “sign”阶段时'],
    [{ kind: 'entered', stages: [] }, 'When the deal enters a stage', '商机进入任一阶段时'],
    [{ kind: 'left', stages: ['start'] }, 'When the deal leaves the stage “start”', '商机离开“start”阶段时'],
    [{ kind: 'left', stages: [] }, 'When the deal leaves a stage', '商机离开任一阶段时'],
    [{ kind: 'status', to: ['won', 'lost'] }, 'When the deal becomes won or lost', '商机变为赢单 或 输单时'],
    [
      { kind: 'date', field: 'due', offset: -3, unit: 'workdays', at: '09:00' },
      '3 working days before Due of the deal, at 09:00',
      '商机的日期前 3 个工作日，09:00 时',
    ],
    [
      { kind: 'date', field: 'due', offset: 0, unit: 'days', at: '09:00' },
      'On the day of Due of the deal, at 09:00',
      '商机的日期当天，09:00 时',
    ],
    [
      { kind: 'date', field: 'due', offset: 1, unit: 'days', at: '18:30' },
      '1 day after Due of the deal, at 18:30',
      '商机的日期后 1 天，18:30 时',
    ],
    [{ kind: 'schedule', every: 'day', at: '09:00' }, 'Every day at 09:00, for each deal', '每天 09:00，对每条商机'],
    [{ kind: 'schedule', every: 'workday', at: '09:00' }, 'Every working day at 09:00, for each deal', '每个工作日 09:00，对每条商机'],
    [{ kind: 'schedule', every: 'week', on: 1, at: '09:00' }, 'Every Monday at 09:00, for each deal', '每周一 09:00，对每条商机'],
    [
      { kind: 'schedule', every: 'week', on: 1, at: '09:00', list: true },
      'Every Monday at 09:00, for all deals together',
      '每周一 09:00，汇总所有商机',
    ],
    [{ kind: 'schedule', every: 'week', on: 7, at: '09:00' }, 'Every Sunday at 09:00, for each deal', '每周日 09:00，对每条商机'],
    [
      { kind: 'schedule', every: 'month', on: 31, at: '09:00' },
      'On day 31 of every month at 09:00, for each deal',
      '每月 31 日 09:00，对每条商机',
    ],
    [{ kind: 'webhook', takes: { name: 'name' } }, 'When the webhook “X” brings a new deal', '收到网络钩子“X”时新建商机'],
    [
      { kind: 'webhook', takes: { name: 'name' }, match: 'name' },
      'When the webhook “X” brings a deal, new or known by its Name',
      '收到网络钩子“X”时按名称更新或新建商机',
    ],
    [
      { kind: 'webhook', takes: { name: 'name' }, match: 'name', known: true },
      'When the webhook “X” brings news of a deal, known by its Name',
      '收到网络钩子“X”时按名称更新商机',
    ],
    [
      { kind: 'button', label: { en: 'Check', 'zh-CN': '核对' }, roles: ['sales'] },
      'When somebody presses “Check” on the deal',
      '在商机上点击“核对”时',
    ],
  ])('%j', (trigger, english, chinese) => {
    expect(said(on(trigger))).toEqual([english + rest[0], chinese + rest[1]]);
  });

  it('stands before its condition', () => {
    const when: Rule = { and: [{ '>': [{ var: 'amount' }, 100] }, { '==': [{ var: 'firm.size' }, 'big'] }] };
    expect(said(on({ kind: 'created' }, { when }))).toEqual([
      'When a new deal is created, if Amount greater than ¥100 and Firm › Size is Big, remind the owner',
      '新建商机时，若金额 大于 ¥100 且 公司 › 规模 是 Big，则提醒负责人',
    ]);
  });
});

describe('a step', () => {
  it.each<[object, string, string]>([
    [
      { kind: 'notify', to: [{ kind: 'owner' }, { kind: 'manager', up: 1 }, { kind: 'manager', up: 2 }] },
      'remind the owner, the manager and the manager 2 levels up',
      '提醒负责人、主管和上 2 级主管',
    ],
    [
      {
        kind: 'notify',
        warns: true,
        to: [
          { kind: 'field', field: 'created_by' },
          { kind: 'role', role: 'sales' },
        ],
      },
      'warn the Created by and everybody of Sales',
      '预警创建人和Sales全体',
    ],
    [
      {
        kind: 'set',
        values: { due: { addDays: [{ var: 'today' }, 7] }, reason: 'price', firm: null, amount: '1200', cost: { var: 'amount' } },
      },
      'set Due to today plus 7 days, Reason to “Price”, Firm to nothing, Amount to “¥1,200” and Cost to Amount',
      '将日期设为今天加 7 天、原因设为“Price”、公司清空、金额设为“¥1,200”和成本设为金额',
    ],
    [{ kind: 'set', values: {} }, 'set fields', '更新字段'],
    [{ kind: 'set', of: 'firm', values: { name: { var: 'name' } } }, 'at its Firm set Name to Name', '在其公司中将名称设为名称'],
    [{ kind: 'create', entity: 'visit', values: {} }, 'create a new visit', '新建拜访'],
    [
      { kind: 'assign', by: 'turn', teams: [{ key: 'a', when: null, role: 'sales' }] },
      'assign it in turn within Sales',
      '在Sales中轮流分配',
    ],
    [
      { kind: 'assign', by: 'turn', teams: [{ key: 'a', when: null, role: 'sales', among: 'firm.owner' }] },
      'assign it in turn within Sales whom “Firm › Owner” names',
      '在“公司 › 负责人”对应的Sales中轮流分配',
    ],
    [
      {
        kind: 'assign',
        by: 'load',
        teams: [
          { key: 'a', when: true, role: 'sales' },
          { key: 'b', when: null, role: 'admin' },
          { key: 'c', when: null, role: 'admin' },
        ],
      },
      'assign it to whoever of Sales and Admin has the fewest open records',
      '分配给Sales和Admin中未结记录最少的人',
    ],
    [{ kind: 'reclaim' }, 'take it back into the pool', '收回公海'],
    [{ kind: 'move', stage: 'offer' }, 'move it to the stage “offer”', '推进到“offer”阶段'],
    [{ kind: 'status', status: 'won' }, 'set its status to won', '将状态改为赢单'],
    [{ kind: 'post', channel: 'x' }, 'post it to the channel', '发送到渠道'],
    [{ kind: 'cc', to: [{ kind: 'owner' }] }, 'let the owner know for information', '抄送负责人'],
    [{ kind: 'mail', to: [{ kind: 'owner' }] }, 'send an e-mail to the owner', '给负责人发邮件'],
  ])('%j', (node, english, chinese) => {
    expect(said(step(node))).toEqual([`When a new deal is created, ${english}`, `新建商机时，${chinese}`]);
  });

  it('follows the one before it', () => {
    expect(said(exampleChain())[0]).toMatch(/becomes “Price”, set Due to .+, then create a new visit, then assign it/);
    expect(said(exampleChain())[1]).toMatch(/时，将日期设为.+，然后新建拜访，然后在Sales中轮流分配/);
  });
});

describe('a call, and ways side by side', () => {
  const greet: Automation = { ...on({ kind: 'called' }), key: 'greet', name: { en: 'Greet', 'zh-CN': '问候' } };
  const withGreet = exampleWith([greet]);
  const told = (automation: Automation) => [
    automationInWords(withGreet, automation, { language: 'en', t: (key, params) => sentence(en, key, params) }),
    automationInWords(withGreet, automation, { language: 'zh-CN', t: (key, params) => sentence(zh, key, params) }),
  ];
  const call = (more: object) => step({ kind: 'call', automation: 'greet', ...more });

  it.each<[string, Automation, string, string]>([
    ['for the record itself', call({}), 'run “Greet” for it', '对其执行“问候”'],
    ['for what it refers to', call({ of: 'firm' }), 'run “Greet” for its Firm', '对其“公司”执行“问候”'],
    [
      'for each that is found',
      call({ each: { entity: 'visit', link: 'deal', when: { '==': [{ var: 'name' }, 'A'] }, most: 20 } }),
      'run “Greet” for each of at most 20 visits that refer to it where Name is A',
      '对满足名称 是 A的指向它的拜访（最多 20 条）逐条执行“问候”',
    ],
    [
      'for all',
      call({ each: { entity: 'visit', most: 20 } }),
      'run “Greet” for each of at most 20 visits',
      '对拜访（最多 20 条）逐条执行“问候”',
    ],
  ])('%s', (_, automation, english, chinese) => {
    expect(told(automation)).toEqual([`When a new deal is created, ${english}`, `新建商机时，${chinese}`]);
  });

  it('are said way by way, with what follows where not all succeed', () => {
    const sides = ['Legal', 'Finance'].map((name) => ({ key: name.toLowerCase(), name: label(name) }));
    const both: Node = {
      key: 'p',
      kind: 'parallel',
      ways: sides,
      catches: true,
      next: { done: 'a', failed: 'c', legal: 'b', finance: null },
    };
    const nodes: Node[] = [both, remind, { ...remind, key: 'b' }, { key: 'c', kind: 'reclaim', next: END, text: label('x') }];
    expect(told(on({ kind: 'called' }, { start: 'p', nodes }))).toEqual([
      'When another automation calls it for the deal, side by side: “Legal”: remind the owner; “Finance”: go on; if not all succeed: take it back into the pool; after that remind the owner',
      '被其他自动化针对商机调用时，并行：“Legal”提醒负责人；“Finance”继续；未全部成功则收回公海；之后提醒负责人',
    ]);
  });
});

describe('what does not exist', () => {
  it('is said as such, and no key is shown', () => {
    const broken = [
      { ...exampleLadder(), entity: 'ghost' },
      on({ kind: 'entered', stages: ['ghost'] }),
      on({ kind: 'date', field: 'ghost', offset: -1, unit: 'days', at: '09:00' }),
      on({ kind: 'changed', fields: ['reason'], to: ['ghost'] }),
      step({ kind: 'create', entity: 'ghost', values: {} }),
      step({ kind: 'move', stage: 'ghost' }),
      step({
        kind: 'notify',
        to: [
          { kind: 'role', role: 'ghost' },
          { kind: 'field', field: 'ghost' },
        ],
      }),
      step({ kind: 'set', values: { ghost: 1, reason: 'ghost' } }),
      on({ kind: 'created' }, { when: { '==': [{ var: 'ghost' }, 1] } }),
    ];
    for (const each of broken.flatMap(said)) expect(each).not.toMatch(/ghost|undefined|saying\./);
  });
});

describe('the ladders of the template', () => {
  const template = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../templates/opportunity/definition.json'), 'utf8')) as App;
  const ladders = (language: 'en' | 'zh-CN') =>
    ['key_account_stuck', 'small_business_stuck'].map((key) =>
      automationInWords(template, template.automations?.find((each) => each.key === key) as Automation, {
        language,
        t: (each, params) => sentence(language === 'en' ? en : zh, each, params),
      }),
    );

  it('for key accounts and small business differ in times, in levels and in their hours', () => {
    expect(ladders('en')).toEqual([
      'Opportunities of large size (from 1,000,000): after 15 working days without progress remind the owner, after 20 working days remind the manager, after 30 working days remind the manager 2 levels up; all others: after 25 working days without progress remind the owner, after 35 working days remind the manager, after 50 working days remind the manager 2 levels up (only where Pipeline is Key account); all of it in working hours only, and not between 12:00 and 13:30',
      'Opportunities: after 5 working days without progress remind the owner, after 10 working days remind the manager (only where Pipeline is Small business); all of it in working hours only',
    ]);
    expect(ladders('zh-CN')).toEqual([
      '大额（100 万以上）的商机 15 个工作日未推进时提醒负责人，20 个工作日时提醒主管，30 个工作日时提醒上 2 级主管；其他 25 个工作日未推进时提醒负责人，35 个工作日时提醒主管，50 个工作日时提醒上 2 级主管（仅限销售流程 是 大客户流程）；均只在工作时间执行（12:00–13:30 除外）',
      '商机 5 个工作日未推进时提醒负责人，10 个工作日时提醒主管（仅限销售流程 是 中小客户流程）；均只在工作时间执行',
    ]);
  });
});

describe('ways and waits in one sentence', () => {
  const owner = (key: string, done: string | null = null): Node => ({ ...remind, key, next: { done } }) as Node;
  const fork = (next: Record<string, string | null>): Node => ({
    ...{ key: 'a', kind: 'branch', next },
    cases: [
      { key: 'big', name: label('Big'), when: { '>': [{ var: 'amount' }, 100] } },
      { key: 'some', name: label('Some'), when: { '>': [{ var: 'amount' }, 10] } },
    ],
  });
  const of = (nodes: Node[]) => said(on({ kind: 'created' }, { nodes }));

  it('says of each way what follows, and after that what follows all of them', () => {
    const wait: Node = { key: 'w', kind: 'wait', for: { kind: 'time', after: 2, unit: 'workdays' }, next: { done: 'last' } };
    expect(
      of([fork({ big: 'b', some: 'last', otherwise: 'w' }), owner('b', 'last'), wait, { key: 'last', kind: 'end', next: {} }]),
    ).toEqual([
      'When a new deal is created, if Amount greater than ¥100: remind the owner; if Amount greater than ¥10: go on; otherwise: wait 2 working days; after that stop',
      '新建商机时，若金额 大于 ¥100，则提醒负责人；若金额 大于 ¥10，则继续；否则等待 2 个工作日；之后结束',
    ]);
  });

  it('says whom it asks for approval, and what follows once it is given, refused or taken back', () => {
    const ask = (next: object, more: object = {}): Node =>
      ({ ...{ key: 'a', kind: 'approve', to: [{ kind: 'chain', up: 2 }], mode: 'turn', text: label('x') }, next, ...more }) as Node;
    expect(of([ask({ approved: 'b', rejected: 'c', withdrawn: null }), owner('b'), owner('c')])).toEqual([
      'When a new deal is created, ask the managers up to level 2 for approval, one after the other; rejected: remind the owner; once it is approved remind the owner',
      '新建商机时，请逐级主管（最高上 2 级）依次审批；拒绝则提醒负责人；通过后提醒负责人',
    ]);
    expect(of([ask({ approved: 'b', rejected: 'b', withdrawn: null }, { mode: 'any', to: [{ kind: 'owner' }] }), owner('b')])).toEqual([
      'When a new deal is created, ask the owner for approval; after that remind the owner',
      '新建商机时，请负责人审批；之后提醒负责人',
    ]);
  });

  it('says what a run waits for, and what follows where that takes too long', () => {
    const wait = (waits: object, next: object = { done: null }): Node => ({ key: 'a', kind: 'wait', for: waits, next }) as Node;
    const rule = { kind: 'rule', when: { '>': [{ var: 'amount' }, 100] }, after: 3, unit: 'days' };
    expect(of([wait(rule, { done: 'b', late: 'c' }), owner('b'), owner('c')])).toEqual([
      'When a new deal is created, wait until Amount greater than ¥100, at most 3 days; if that takes too long: remind the owner, then remind the owner',
      '新建商机时，等到金额 大于 ¥100（最长 3 天）；超时则提醒负责人，然后提醒负责人',
    ]);
    const date = { kind: 'date', field: 'due', unit: 'days', at: '09:00' };
    expect([-2, 0, 1].map((offset) => of([wait({ ...date, offset })])[0]?.split(', wait ')[1])).toEqual([
      'until 2 days before “Due”, 09:00',
      'until 09:00 on “Due”',
      'until 1 day after “Due”, 09:00',
    ]);
  });
});
