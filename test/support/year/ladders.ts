import type { App, Automation, Node } from '@pipewright/definition';
import { label } from '../automating.ts';
import { hours, type Rung, workdaysFrom } from '../episodes.ts';

/** An hour and a day in milliseconds. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** When the year begins: at eight o'clock in Shanghai. */
export const MONDAY = Date.parse('2026-01-05T00:00:00.000Z');
/** For so many days who a deal was taken back from cannot take it again. */
export const COOL_DOWN = 20;
/** So many days before a deal is due its owner is told, at nine o'clock. */
const AHEAD = 7;
const SHANGHAI = 8 * HOUR;

/** When which level is reached. A deal is taken back no sooner than two days after its owner was warned. */
export const rungs: readonly Rung[] = [
  ...[40, 200, 900].map((after, i): Rung => ({ ladder: 'hours', level: `l${i}`, after: after * HOUR, by: hours })),
  ...[3, 10, 30].map((after, i): Rung => ({ ladder: 'workdays', level: `l${i}`, after: after * DAY, by: workdaysFrom(MONDAY) })),
  { ladder: 'pool', level: 'warned', after: 480 * HOUR, by: hours, each: true },
  { ladder: 'pool', level: 'taken', after: 500 * HOUR, by: hours, each: true, waits: 48 * HOUR, behind: 'warned' },
];

const tell = (key: string, more: object = {}): Node => ({
  ...{ key, kind: 'notify', to: [{ kind: 'owner' }], text: label('{name}'), next: { done: null } },
  ...more,
});

function ladder(key: string, unit: 'hours' | 'workdays', nodes: readonly Node[]): Automation {
  const named = rungs.filter((rung) => rung.ladder === key);
  const after = Object.fromEntries(named.map(({ level, after: long }) => [level, long / (unit === 'hours' ? HOUR : DAY)]));
  const waits = (rung: Rung) => (rung.waits === undefined ? {} : { waits: rung.waits / HOUR });
  return {
    ...{ key, name: label(key), entity: 'deal', start: nodes[0]?.key ?? '' },
    on: {
      ...{ kind: 'since', clock: 'stage', unit },
      levels: named.map((rung, i) => ({
        key: rung.level,
        name: label(rung.level),
        start: (nodes[i] ?? nodes[0])?.key ?? '',
        ...waits(rung),
      })),
      bands: [{ key: 'all', name: label('All'), when: null, after }],
    },
    nodes: [...nodes],
  };
}

/** Two ladders of reminders, one that warns and takes back, and a reminder before a deal is due. */
export const automations: readonly Automation[] = [
  ladder('hours', 'hours', [tell('a')]),
  ladder('workdays', 'workdays', [tell('a')]),
  ladder('pool', 'hours', [tell('warn', { warns: true }), { key: 'take', kind: 'reclaim', text: label('{name}'), next: { done: null } }]),
  {
    ...{ key: 'due', name: label('Due'), entity: 'deal', start: 'a', when: { '==': [{ var: 'status' }, 'open'] } },
    ...{ on: { kind: 'date', field: 'due', offset: -AHEAD, unit: 'days', at: '09:00' }, nodes: [tell('a')] },
  },
];

const dayOf = (at: number) => new Date(at + SHANGHAI).toISOString().slice(0, 10);
/** The latest day of a deal of which its owner is told by an instant. */
const toldUntil = (at: number) => dayOf(at - 9 * HOUR + AHEAD * DAY);

/** Of which days of deals their owners are told at an instant. What was due before anything was at work belongs to nobody, but for days that are still ahead. */
export function toldOf(at: number): readonly [after: string, until: string] {
  const [after = ''] = [toldUntil(MONDAY), dayOf(at - DAY)].sort();
  return [after, toldUntil(at)];
}

/** The example with a working calendar, and limits for who takes deals. */
export function inYear(mostOpen: number): (app: App) => App {
  const days = [1, 2, 3, 4, 5];
  const plain = { key: 'plain', name: label('Plain'), weekdays: days, hours: [{ from: '09:00', to: '18:00' }], days: [] };
  return (app) => ({
    ...app,
    calendars: [plain],
    entities: app.entities.map((entity) =>
      entity.process ? { ...entity, process: { ...entity.process, mostOpen, coolDown: COOL_DOWN } } : entity,
    ),
  });
}
