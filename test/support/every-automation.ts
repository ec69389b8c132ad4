import type { Automation } from '@pipewright/definition';
import { label } from './automating.ts';

const nodes: Automation['nodes'] = [{ key: 'a', kind: 'notify', to: [{ kind: 'owner' }], text: label('{name}'), next: { done: null } }];
const warning: Automation['nodes'] = [
  { key: 'a', kind: 'notify', warns: true, to: [{ kind: 'owner' }], text: label('{name}'), next: { done: null } },
];
const of = (key: string, on: Automation['on'], more: Partial<Automation> = {}): Automation => ({
  ...{ key, name: label(key), entity: 'deal', start: 'a', on, nodes },
  ...more,
});
const level = (key: string, waits?: number) => ({ key, name: label(key), start: 'a', ...(waits === undefined ? {} : { waits }) });
const band = (key: string, when: unknown, after: Record<string, number>) => ({ key, name: label(key), when: when as never, after });
const big = { '==': [{ var: 'firm.size' }, 'big'] };
const worth = (amount: number) => ({ '>': [{ var: 'amount' }, amount] });
const late = { '<': [{ var: 'due' }, { var: 'today' }] };

/** Automations of every kind of trigger that something but a press begins. */
export const EVERY: readonly Automation[] = [
  of('made', { kind: 'created' }, { when: worth(400) }),
  of('made_big', { kind: 'created' }, { when: big }),
  of('changed', { kind: 'changed', fields: ['amount', 'owner'] }, { when: big }),
  of('turned', { kind: 'changed', fields: ['reason'], to: ['price'] }),
  of('deleted', { kind: 'deleted' }),
  of('entered', { kind: 'entered', stages: ['offer'] }),
  of('entered_once', { kind: 'entered', stages: [] }, { once: 'record', when: worth(300) }),
  of('left', { kind: 'left', stages: ['start', 'tender'] }, { when: late }),
  of('status', { kind: 'status', to: ['won', 'lost', 'paused'] }),
  of('stage', {
    ...{ kind: 'since', clock: 'stage', unit: 'workdays' },
    levels: [level('one'), level('two'), level('three', 2)],
    bands: [band('big', big, { one: 2, two: 4, three: 5 }), band('rest', null, { one: 5, three: 9 })],
  }),
  of(
    'stage_late',
    {
      ...{ kind: 'since', clock: 'stage', unit: 'hours' },
      levels: [level('one'), level('two', 30)],
      bands: [band('late', late, { one: 20, two: 24 }), band('worth', worth(500), { one: 100 }), band('rest', null, { two: 40 })],
    },
    { when: { or: [{ '==': [{ var: 'reason' }, null] }, late] } },
  ),
  of(
    'by_day',
    {
      ...{ kind: 'since', clock: 'stage', unit: 'hours', openHours: { except: { from: '12:00', to: '14:00' } } },
      levels: [level('warned'), { ...level('taken', 70), start: 'take' }],
      bands: [band('big', big, { warned: 130, taken: 200 }), band('rest', null, { warned: 160 })],
    },
    { nodes: [...warning, { key: 'take', kind: 'reclaim', text: label('{name}'), next: { done: null } }] },
  ),
  of('followed_by_day', {
    ...{ kind: 'since', clock: 'follow_up', unit: 'hours', openHours: {} },
    levels: [level('one'), level('two', 20)],
    bands: [band('late', late, { one: 60 }), band('rest', null, { one: 90, two: 100 })],
  }),
  of('followed', {
    ...{ kind: 'since', clock: 'follow_up', unit: 'days' },
    levels: [level('one'), level('two')],
    bands: [band('all', null, { one: 7, two: 14 })],
  }),
  of('followed_hours', {
    ...{ kind: 'since', clock: 'follow_up', unit: 'workhours' },
    levels: [level('one'), level('two', 8)],
    bands: [band('big', big, { one: 16 }), band('worth', worth(200), { one: 24, two: 40 }), band('rest', null, {})],
  }),
  of(
    'back',
    {
      ...{ kind: 'since', clock: 'stage', unit: 'days' },
      levels: [level('warned'), { ...level('taken', 3), start: 'take' }],
      bands: [band('all', null, { warned: 6, taken: 9 })],
    },
    { nodes: [...warning, { key: 'take', kind: 'reclaim', text: label('{name}'), next: { done: null } }] },
  ),
  of(
    'passed_on',
    {
      ...{ kind: 'since', clock: 'follow_up', unit: 'workdays' },
      levels: [level('warned'), { ...level('taken', 1), start: 'take' }],
      bands: [band('big', big, { warned: 7, taken: 9 }), band('rest', null, {})],
    },
    {
      nodes: [
        ...warning,
        { key: 'take', kind: 'reclaim', text: label('{name}'), next: { done: 'give' } },
        { key: 'give', kind: 'assign', by: 'turn', teams: [{ key: 'all', when: null, role: 'admin' }], next: { done: 'a' } },
      ],
    },
  ),
  of('soon', { kind: 'date', field: 'due', offset: -3, unit: 'workdays', at: '09:00' }, { when: { '==': [{ var: 'status' }, 'open'] } }),
  of('over', { kind: 'date', field: 'due', offset: 2, unit: 'days', at: '18:30' }, { once: 'record' }),
  of('each_day', { kind: 'schedule', every: 'workday', at: '09:00' }, { when: { and: [late, worth(700)] } }),
  of(
    'touched',
    { kind: 'schedule', every: 'day', at: '10:00' },
    { when: { and: [{ '>': [{ var: 'updated_at' }, { var: 'created_at' }] }, worth(800)] } },
  ),
  of('each_week', { kind: 'schedule', every: 'week', on: 1, at: '08:30' }, { when: big }),
  of('each_month', { kind: 'schedule', every: 'month', on: 31, at: '23:45' }, { once: 'record' }),
];
