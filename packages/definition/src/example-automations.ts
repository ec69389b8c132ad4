import { exampleApp } from './example.ts';
import type { App } from './model/app.ts';
import type { Automation } from './model/automation/automation.ts';
import type { Node } from './model/automation/node.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const END = { done: null };

/** For tests: a ladder of reminders over the deals of the example that ends in a reclaim. */
export function exampleLadder(): Automation {
  const remind = (key: string, to: 'owner' | 'manager', warns: boolean): Node => ({
    ...{ key, kind: 'notify', next: END, to: to === 'owner' ? [{ kind: to }] : [{ kind: to, up: 1 }] },
    ...{ text: label('“{name}” of {firm.name} stands still', '{firm.name}的“{name}”停滞'), ...(warns ? { warns } : {}) },
  });
  return {
    ...{ key: 'ladder', name: label('Key accounts', '重点客户'), entity: 'deal', start: 'remind' },
    on: {
      ...{ kind: 'since', clock: 'stage', unit: 'workdays' },
      levels: [
        { key: 'owner', name: label('Owner', '负责人'), start: 'remind' },
        { key: 'manager', name: label('Manager', '主管'), start: 'warn' },
        { key: 'pool', name: label('Pool', '公海'), start: 'reclaim', waits: 3 },
      ],
      bands: [
        {
          key: 'big',
          name: label('Big', '大客户'),
          when: { '==': [{ var: 'firm.size' }, 'big'] },
          after: { owner: 5, manager: 10, pool: 20 },
        },
        { key: 'rest', name: label('All others', '其余'), when: null, after: { owner: 10, manager: 20 } },
      ],
    },
    nodes: [
      remind('remind', 'owner', false),
      remind('warn', 'manager', true),
      { key: 'reclaim', kind: 'reclaim', next: END, text: label('Given back') },
    ],
  };
}

/** For tests: a chain of every kind of step over the deals of the example. */
export function exampleChain(): Automation {
  const nodes: Node[] = [
    { key: 'a', kind: 'set', next: { done: 'b' }, values: { due: { addDays: [{ var: 'today' }, 7] }, reason: 'price' } },
    { key: 'b', kind: 'create', next: { done: 'c' }, entity: 'visit', link: 'deal', values: { name: { var: 'name' } } },
    { key: 'c', kind: 'assign', next: { done: 'd' }, by: 'turn', teams: [{ key: 'all', when: null, role: 'sales' }] },
    { key: 'd', kind: 'move', next: { done: 'e' }, stage: 'offer' },
    { key: 'e', kind: 'status', next: { done: 'f' }, status: 'lost' },
    { key: 'f', kind: 'post', next: { done: 'g' }, channel: 'sales', text: label('{name}') },
    {
      key: 'g',
      kind: 'mail',
      next: END,
      to: [
        { kind: 'role', role: 'sales' },
        { kind: 'field', field: 'owner' },
      ],
      subject: label('{name}'),
      text: label('Look'),
    },
  ];
  const on = { kind: 'changed', fields: ['reason'], to: ['price'] } as const;
  return {
    key: 'chain',
    name: label('Chain', '流水'),
    entity: 'deal',
    on: { ...on, fields: [...on.fields], to: [...on.to] },
    start: 'a',
    nodes,
  };
}

/** For tests: the example with visits as activities of deals, and these automations. */
export function exampleWith(automations: readonly Automation[]): App {
  const app = exampleApp();
  return {
    ...app,
    entities: [
      ...app.entities,
      {
        ...{ key: 'visit', name: label('Visit', '拜访'), plural: label('Visits', '拜访'), title: 'name', activityOf: 'deal' },
        fields: [
          { key: 'name', type: 'text', name: label('Name', '名称'), required: true },
          { key: 'deal', type: 'reference', name: label('Deal', '商机'), target: 'deal' },
          { key: 'on', type: 'datetime', name: label('When', '时间') },
        ],
        form: [{ key: 'main', name: label('Main'), fields: ['name', 'deal', 'on'] }],
        views: [{ key: 'all', name: label('All'), columns: ['name'] }],
        constraints: [],
      },
    ],
    automations: [...automations],
  };
}
