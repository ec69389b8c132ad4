import type { App, Automation, Band, Level, TriggerOf } from '@pipewright/definition';
import { exampleLadder } from '@pipewright/definition/example-automations';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAt, type LevelDue } from './due.ts';
import { takenBackAt } from './take-back.ts';

const app: Pick<App, 'calendars' | 'timeZone'> = { timeZone: 'Asia/Shanghai' };
const name = { en: 'A', 'zh-CN': 'A' };
const level = (key: string, start: string, waits?: number): Level => ({ key, name, start, ...(waits === undefined ? {} : { waits }) });
const band = (after: Band['after']): Band => ({ key: 'all', name, when: null, after });
const ladder = (
  unit: TriggerOf<'since'>['unit'],
  levels: Level[],
  after: Band['after'],
  more: Partial<TriggerOf<'since'>> = {},
): Automation => ({
  ...exampleLadder(),
  on: { kind: 'since', clock: 'stage', unit, levels, bands: [band(after)], ...more },
  nodes: [
    { key: 'tell', kind: 'notify', warns: true, to: [{ kind: 'owner' }], text: name, next: { done: null } },
    { key: 'take', kind: 'reclaim', text: name, next: { done: null } },
  ],
});
const told = (automation: Automation, start: string, at: string, from = 'one') => {
  const [row] = (automation.on as TriggerOf<'since'>).bands as [Band];
  return takenBackAt(app, automation, row, { level: from, start, at });
};

describe('when a record is taken back that somebody was warned of', () => {
  const levels = [level('one', 'tell'), level('two', 'tell'), level('three', 'take', 5)];
  const after = { one: 10, two: 15, three: 20 };
  const monday = '2026-03-02T01:00:00.000Z';

  it('is the time of the level that takes it, where all goes by the ladder', () =>
    expect(told(ladder('workdays', levels, after), monday, '2026-03-16T01:00:00.000Z')).toBe('2026-03-30T01:00:00.000Z'));

  it('is later by the grace of a warning that comes late, counted from the last before it', () => {
    const late = '2026-05-11T01:00:00.000Z';
    expect(told(ladder('workdays', levels, after), monday, late)).toBe('2026-05-18T01:00:00.000Z');
    expect(told(ladder('workdays', [...levels.slice(0, 1), level('two', 'tell', 2), ...levels.slice(2)], after), monday, late)).toBe(
      '2026-05-20T01:00:00.000Z',
    );
  });

  it('is in working hours where the ladder keeps to them', () => {
    const night = ladder('hours', [level('one', 'tell'), level('three', 'take', 12)], { one: 1, three: 2 }, { openHours: {} });
    expect(told(night, monday, '2026-03-06T05:00:00.000Z')).toBe('2026-03-09T01:00:00.000Z');
  });

  it('is never, where its row names no level that takes it, or that level is behind', () => {
    expect(told(ladder('workdays', levels, { one: 10, two: 15 }), monday, monday)).toBeUndefined();
    expect(told(ladder('workdays', levels, after), monday, monday, 'three')).toBeUndefined();
  });

  it('is when the search at work finds it first', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-05T00:00:00Z'), max: Date.parse('2026-09-30T00:00:00Z') });
    const counts = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(
        fc.constantFrom('hours', 'days', 'workhours', 'workdays'),
        instant,
        counts,
        fc.integer({ min: 0, max: 40 }),
        (unit, from, [one, more, waits], late) => {
          const automation = ladder(unit, [level('one', 'tell'), level('two', 'take', waits)], { one, two: one + more });
          const start = new Date(from).toISOString();
          const found = (at: string): LevelDue[] => {
            const due = dueAt(app, automation, at, start);
            return due?.kind === 'ladder' ? [...due.levels] : [];
          };
          const reached = new Date(from + late * 86_400_000).toISOString();
          const due = told(automation, start, reached) ?? '';
          const finds = (at: string) => {
            const two = found(at).find(({ level: key }) => key === 'two');
            return two !== undefined && start <= two.cutoff && two.waits !== null && reached <= two.waits;
          };
          expect([finds(due), finds(new Date(Date.parse(due) - 1).toISOString())]).toEqual([true, false]);
        },
      ),
    );
  });
});
