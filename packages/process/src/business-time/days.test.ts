import { DEFAULT_CALENDAR } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayUnit, dayOffset, latestDay } from './days.ts';
import { isWorkday, timeOf } from './time.ts';

const time = timeOf(DEFAULT_CALENDAR, 'Asia/Shanghai');

describe('days before and after a day', () => {
  it.each<[string, number, DayUnit, string]>([
    ['2026-11-26', 3, 'days', '2026-11-29'],
    ['2026-11-26', -30, 'days', '2026-10-27'],
    ['2026-11-26', 3, 'workdays', '2026-12-01'],
    ['2026-11-28', 1, 'workdays', '2026-11-30'],
    ['2026-11-28', -1, 'workdays', '2026-11-27'],
    ['2026-11-28', 0, 'workdays', '2026-11-28'],
    ['2026-10-08', -3, 'workdays', '2026-09-28'],
    ['2026-10-08', 2, 'workdays', '2026-10-10'],
    ['9999-12-30', 30, 'workdays', '9999-12-31'],
  ])('%s and %d %s is %s', (day, n, unit, found) => expect(dayOffset(time, day, n, unit)).toBe(found));

  const days = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2023, 6, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const units = fc.constantFrom<DayUnit>('days', 'workdays');

  it('have come for exactly the days up to the latest one', () => {
    fc.assert(
      fc.property(days, days, fc.integer({ min: -40, max: 40 }), units, (today, anywhere, n, unit) => {
        const latest = latestDay(time, today, n, unit);
        const near = [-2, -1, 0, 1, 2].map((by) => dayOffset(time, latest, by, 'days'));
        for (const day of [...near, anywhere]) expect(dayOffset(time, day, n, unit) <= today).toBe(day <= latest);
      }),
      { numRuns: 1000 },
    );
  });

  it('of work are counted off one by one', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, -1), (day, n, way) => {
        let [found, left] = [day, n];
        while (left > 0) {
          found = dayOffset(time, found, way, 'days');
          if (isWorkday(time, found)) left -= 1;
        }
        expect(dayOffset(time, day, way * n, 'workdays')).toBe(found);
      }),
    );
  });
});
