import type { Automation, Hours } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { backAutomation, type Timeline, type Window } from './back-rules.ts';
import { firings } from './backtest.ts';
import { type StoryEntry, stoodOf } from './story.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const nodes: Automation['nodes'] = [{ key: 'a', kind: 'notify', to: [{ kind: 'owner' }], text: label('x'), next: { done: null } }];
const window: Window = { from: '2026-03-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z', step: 60_000 };
const entry = (at: string, kind: StoryEntry['kind'], values: StoryEntry['values'] = {}, pulls = true): StoryEntry => ({
  ...{ kind, at: `2026-03-${at}.000Z`, by: 'u', pulls, values },
});
const open = { pipeline: 'plain', stage: 'start', status: 'open', amount: '500', owner: 'u', due: '2026-03-20', firm: 'f' };

/** When an automation of deals begins, as `level day hour:minute` in March of 2026. */
function begins(
  on: Automation['on'],
  entries: readonly StoryEntry[],
  more: Partial<Automation> = {},
  rest: Partial<Timeline> = {},
): string[] {
  const automation = { key: 'x', name: label('x'), entity: 'deal', start: 'a', on, nodes, ...more };
  const app = exampleWith([automation]);
  const [deal] = app.entities;
  if (!deal) throw new Error('no deal');
  const timeline = { record: 'r', entries, far: () => [], followed: [], ...rest };
  return firings(backAutomation(app, deal, automation), timeline, window).map(({ level, at }) => `${level ?? '-'} ${at.slice(8, 16)}`);
}

const ladder = (clock: 'stage' | 'follow_up' = 'stage', waits?: number): Automation['on'] => ({
  ...{ kind: 'since', clock, unit: 'hours' },
  levels: [
    { key: 'one', name: label('one'), start: 'a' },
    { key: 'two', name: label('two'), start: 'a', ...(waits ? { waits } : {}) },
  ],
  bands: [{ key: 'all', name: label('all'), when: null, after: { one: 24, two: 48 } }],
});

const keeping = (except?: Hours, waits?: number) =>
  ({ ...ladder('stage', waits), openHours: except ? { except } : {} }) as Automation['on'];

describe('a ladder in the past', () => {
  it('is climbed level by level, each once, at the first tick after its time, and anew in the next stage', () => {
    const way = [entry('02T08:00:30', 'create', open), entry('05T10:00:00', 'update', { stage: 'offer' })];
    expect(begins(ladder(), way)).toEqual(['one 03T08:01', 'two 04T08:01', 'one 06T10:00', 'two 07T10:00']);
  });

  it('does not count what was paused, and says nothing while it is', () => {
    const way = [
      ...[entry('02T08:00:00', 'create', open), entry('03T00:00:00', 'update', { status: 'paused' })],
      ...[entry('10T00:00:00', 'update', { status: 'open' }), entry('12T00:00:00', 'update', { status: 'won' })],
    ];
    // Sixteen hours before the pause, and eight after it.
    expect(begins(ladder(), way)).toEqual(['one 10T08:00', 'two 11T08:00']);
  });

  it('waits from when the level before was reached, where that came late', () => {
    const way = [entry('02T08:00:00', 'create', open)];
    const late = { when: { '>=': [{ var: 'today' }, '2026-03-10'] } };
    // The tenth begins in Shanghai at four in the afternoon of the ninth in Greenwich.
    expect(begins(ladder('stage', 5), way, late)).toEqual(['one 09T16:00', 'two 09T21:00']);
  });

  it('that keeps to working hours says it in the first of them, to whom it is still true then', () => {
    // In Shanghai the second of March is a Monday; the level is due on Saturday at three in the night, and the next on Sunday at three.
    const way = (...later: StoryEntry[]) => [entry('05T19:00:00', 'create', open), ...later];
    expect(begins(ladder(), way())).toEqual(['one 06T19:00', 'two 07T19:00']);
    expect(begins(keeping(), way())).toEqual(['one 09T01:00', 'two 09T01:00']);
    expect(begins(keeping({ from: '18:30', to: '10:00' }), way())).toEqual(['one 09T02:00', 'two 09T02:00']);
    expect(begins(keeping(), way(entry('08T06:00:00', 'update', { stage: 'offer' })))).toEqual(['one 09T06:00', 'two 10T06:00']);
    expect(begins(keeping(), way(entry('08T06:00:00', 'update', { status: 'won' })))).toEqual([]);
    expect(begins(keeping(), way(entry('08T06:00:00', 'update', { owner: null })))).toEqual([]);
  });

  it('that keeps to working hours leaves the whole grace from when it was said', () => {
    expect(begins(keeping(undefined, 50), [entry('05T19:00:00', 'create', open)])).toEqual(['one 09T01:00', 'two 11T03:00']);
  });

  it('is asked while a rule about what it refers to holds, and not while that is deleted', () => {
    const way = [entry('02T08:00:00', 'create', open)];
    const firm = [
      ...[entry('01T00:00:00', 'create', { size: 'small' }), entry('04T00:00:00', 'update', { size: 'big' })],
      ...[entry('04T01:00:00', 'delete'), entry('06T00:00:00', 'restore')],
    ];
    const big = { when: { '==': [{ var: 'firm.size' }, 'big'] } };
    expect(begins(ladder(), way, big, { far: () => stoodOf('f', firm) })).toEqual(['one 04T00:00', 'two 06T00:00']);
  });

  it('stands still in the pool, and begins anew with whoever takes the record out of it, however the time before was counted', () => {
    const way = [
      ...[entry('02T08:00:00', 'create', open), entry('03T10:00:00', 'update', { owner: null })],
      ...[entry('10T08:00:00', 'update', { owner: 'v' }), entry('10T09:00:00', 'update', { owner: 'w' })],
    ];
    expect(begins(ladder(), way)).toEqual(['one 03T08:00', 'one 11T08:00', 'two 12T08:00']);
    expect(begins(ladder('follow_up'), way)).toEqual(['one 03T08:00', 'one 11T08:00', 'two 12T08:00']);
    const paused = [
      ...[entry('02T08:00:00', 'create', { ...open, owner: null }), entry('03T00:00:00', 'update', { status: 'paused' })],
      ...[entry('04T00:00:00', 'update', { owner: 'v' }), entry('05T00:00:00', 'update', { status: 'open' })],
    ];
    expect(begins(ladder(), paused)).toEqual(['one 06T00:00', 'two 07T00:00']);
    const resumed = [
      ...paused.slice(0, 2),
      entry('04T00:00:00', 'update', { status: 'open' }),
      entry('05T00:00:00', 'update', { owner: 'v' }),
    ];
    expect(begins(ladder(), resumed)).toEqual(['one 06T00:00', 'two 07T00:00']);
    // Its next level waits after one of the same beginning.
    expect(begins(ladder('stage', 30), way)).toEqual(['one 03T08:00', 'one 11T08:00', 'two 12T14:00']);
  });

  it('counts from the last activity', () => {
    const followed = [
      { at: '2026-03-02T20:00:00.000Z', last: '2026-03-02T20:00:00.000Z' },
      // The activity is deleted: what was before it counts again.
      { at: '2026-03-03T12:00:00.000Z', last: null },
    ];
    expect(begins(ladder('follow_up'), [entry('02T08:00:00', 'create', open)], {}, { followed })).toEqual(['one 03T12:00', 'two 04T08:00']);
  });
});

describe('dates and occasions in the past', () => {
  const on: Automation['on'] = { kind: 'date', field: 'due', offset: -2, unit: 'workdays', at: '09:00' };

  it('come in working days before the date, once for each date it had', () => {
    // The 20th is a Friday.
    expect(begins(on, [entry('02T08:00:00', 'create', open)])).toEqual(['- 18T01:00']);
    const moved = [entry('02T08:00:00', 'create', open), entry('18T02:00:00', 'update', { due: '2026-03-30' })];
    expect(begins(on, moved)).toEqual(['- 18T01:00', '- 26T01:00']);
    expect(begins(on, moved, { once: 'record' })).toEqual(['- 18T01:00']);
  });

  it('come no more for what was over before the window', () => {
    expect(begins(on, [entry('02T08:00:00', 'create', { ...open, due: '2026-02-20' })])).toEqual([]);
  });

  it('are taken at their first tick by what holds then, and not by what comes to hold later', () => {
    const weekly: Automation['on'] = { kind: 'schedule', every: 'week', on: 1, at: '09:00' };
    const way = [entry('03T00:00:00', 'create', open), entry('10T00:00:00', 'delete'), entry('24T00:00:00', 'restore')];
    expect(begins(weekly, way).slice(0, 3)).toEqual(['- 09T01:00', '- 30T01:00', '- 06T01:00']);
  });
});

describe('events in the past', () => {
  const way = [
    entry('02T08:00:00', 'create', { ...open, amount: '50' }),
    entry('03T08:00:00', 'update', { amount: '700' }),
    entry('04T08:00:00', 'update', { stage: 'offer' }),
    entry('05T08:00:00', 'update', { amount: '900' }, false),
    entry('06T08:00:00', 'delete'),
    entry('07T08:00:00', 'restore'),
  ];
  const worth = { when: { '>': [{ var: 'amount' }, 100] } };

  it.each<[string, Automation['on'], Partial<Automation>, string[]]>([
    ['created', { kind: 'created' }, {}, ['- 02T08:00']],
    ['created, worth something', { kind: 'created' }, worth, []],
    ['changed, but not by what begins nothing', { kind: 'changed', fields: ['amount'] }, worth, ['- 03T08:00']],
    ['entered, again when it is restored', { kind: 'entered', stages: ['offer'] }, {}, ['- 04T08:00', '- 07T08:00']],
    ['entered once', { kind: 'entered', stages: [] }, { once: 'record' }, ['- 02T08:00']],
    ['left, also when it is deleted', { kind: 'left', stages: [] }, {}, ['- 04T08:00', '- 06T08:00']],
    ['deleted', { kind: 'deleted' }, {}, ['- 06T08:00']],
    ['a press', { kind: 'button', label: label('x'), roles: ['admin'] }, {}, []],
  ])('begin what is %s', (_, on, more, expected) => {
    expect(begins(on, way, more)).toEqual(expected);
  });
});
