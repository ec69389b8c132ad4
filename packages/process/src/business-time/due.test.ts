import { type Calendar, DEFAULT_CALENDAR, type TimeUnit } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, instantAt, wallClock } from '../zone.ts';
import { add, elapsed, resume, subtract } from './due.ts';
import { isWorkday, timeOf } from './time.ts';

const shanghai = timeOf(DEFAULT_CALENDAR, 'Asia/Shanghai');
const around: Calendar = { ...DEFAULT_CALENDAR, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: [{ from: '00:00', to: '24:00' }] };
const { holidays: _, ...always } = around;
const newYork = timeOf(always, 'America/New_York');

type Case = readonly [from: string, amount: number, unit: TimeUnit, due: string];

function reads(time: typeof shanghai, zone: string, cases: readonly Case[]) {
  it.each(cases)('%s + %d %s = %s', (from, amount, unit, due) => {
    const start = instantAt(zone, from) ?? '';
    expect(wallClock(zone, add(time, start, amount, unit))).toBe(due);
  });
}

describe('due times in Shanghai', () =>
  reads(shanghai, 'Asia/Shanghai', [
    // The National Day holiday goes to the 7th; Saturday the 10th is worked.
    ['2026-09-30 17:00', 2, 'workhours', '2026-10-08 10:00'],
    ['2026-09-30 17:00', 1, 'workhours', '2026-09-30 18:00'],
    ['2026-09-30 17:00', 1, 'workdays', '2026-10-08 17:00'],
    ['2026-10-09 10:00', 1, 'workdays', '2026-10-10 10:00'],
    ['2026-10-09 10:00', 2, 'workdays', '2026-10-12 10:00'],
    // A reading outside of working hours stays as it is; a start on a day off counts from the next day of work.
    ['2026-11-26 22:30', 1, 'workdays', '2026-11-27 22:30'],
    ['2026-11-28 10:00', 1, 'workdays', '2026-12-01 00:00'],
    ['2026-11-28 10:00', 1, 'workhours', '2026-11-30 10:00'],
    ['2026-11-26 08:00', 0.5, 'workhours', '2026-11-26 09:30'],
    ['2026-11-26 16:00', 9, 'workhours', '2026-11-27 16:00'],
    ['2026-11-26 16:00', 36, 'hours', '2026-11-28 04:00'],
    ['2026-02-13 10:00', 3, 'days', '2026-02-16 10:00'],
    ['2026-02-13 10:00', 3, 'workdays', '2026-02-25 10:00'],
    ['2026-02-13 10:00', 0, 'workdays', '2026-02-13 10:00'],
    ['2026-11-28 10:00', 0, 'workdays', '2026-11-28 10:00'],
  ]));

describe('due times where the clock is put forward and back', () =>
  reads(newYork, 'America/New_York', [
    // There is no half past two on that night: due as soon as the clock has jumped.
    ['2026-03-07 02:30', 1, 'days', '2026-03-08 03:00'],
    ['2026-03-07 02:30', 24, 'hours', '2026-03-08 03:30'],
    ['2026-03-07 12:00', 1, 'workdays', '2026-03-08 12:00'],
    ['2026-03-07 12:00', 24, 'workhours', '2026-03-08 13:00'],
    ['2026-10-31 12:00', 24, 'workhours', '2026-11-01 11:00'],
  ]));

describe('the hour that comes twice', () => {
  it('is due the first time', () => {
    expect(add(newYork, '2026-10-31T05:30:00.000Z', 1, 'days')).toBe('2026-11-01T05:30:00.000Z');
  });
  it('counts as its end while it comes again, so that a later start is never due earlier', () => {
    expect(add(newYork, '2026-11-01T05:30:00.000Z', 1, 'days')).toBe('2026-11-02T06:30:00.000Z');
    expect(add(newYork, '2026-11-01T06:10:00.000Z', 1, 'days')).toBe('2026-11-02T06:59:59.999Z');
  });
});

describe('a cut-off', () => {
  it.each<Case>([
    ['2026-10-08 10:00', 2, 'workhours', '2026-09-30 17:00'],
    // What was begun at any time of the days off is due with what was begun as they ended.
    ['2026-10-08 11:00', 2, 'workhours', '2026-10-08 09:00'],
    ['2026-12-01 00:00', 1, 'workdays', '2026-11-30 00:00'],
    ['2026-11-28 12:00', 1, 'workdays', '2026-11-26 23:59:59.999'],
  ])('at %s for %d %s is %s', (now, amount, unit, cut) => {
    expect(wallClock('Asia/Shanghai', subtract(shanghai, instantAt('Asia/Shanghai', now) ?? '', amount, unit))).toBe(cut);
  });

  it('further back than years go finds nothing due, and what is due further ahead never is', () => {
    expect(subtract(shanghai, '2026-11-26T00:00:00.000Z', 1e12, 'workdays')).toBe('0001-01-01T00:00:00.000Z');
    expect(add(shanghai, '2026-11-26T00:00:00.000Z', 1e12, 'workhours')).toBe('9999-12-31T23:59:59.999Z');
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('for %d of anything is refused', (amount) => {
    expect(() => subtract(shanghai, '2026-11-26T00:00:00.000Z', amount, 'hours')).toThrow(RangeError);
  });
});

describe('a pause', () => {
  const at = (reading: string) => instantAt('Asia/Shanghai', reading) ?? '';
  it.each<[TimeUnit, string]>([
    ['hours', '2026-11-28 10:00'],
    ['days', '2026-11-28 10:00'],
    ['workhours', '2026-11-27 16:00'],
    ['workdays', '2026-11-27 22:00'],
  ])('from Thursday noon to Saturday noon moves a start of Thursday ten by what passed in %s', (unit, moved) => {
    const [start, paused, resumed] = [at('2026-11-26 10:00'), at('2026-11-26 12:00'), at('2026-11-28 12:00')];
    const found = resume(shanghai, start, paused, resumed, unit);
    expect(elapsed(shanghai, found, resumed, unit)).toBeCloseTo(elapsed(shanghai, start, paused, unit), 9);
    expect(wallClock('Asia/Shanghai', found)).toBe(moved);
  });

  it('over days off only moves nothing', () => {
    expect(resume(shanghai, at('2026-11-26 10:00'), at('2026-11-28 12:00'), at('2026-11-29 12:00'), 'workhours')).toBe(
      at('2026-11-26 10:00'),
    );
  });
});

describe('counting a minute, or a day, at a time', () => {
  const days = fc.integer({ min: 0, max: 1090 }).map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const starts = fc.tuple(days, fc.integer({ min: 0, max: 1439 })).map(([day, minute]) => Date.parse(day) + minute * 60_000);

  it('comes to the same hours of work', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 1500 }), (start, minutes) => {
        let [at, left] = [start, minutes];
        while (left > 0) {
          const [day = '', clock = ''] = wallClock('Asia/Shanghai', new Date(at).toISOString()).split(' ');
          if (isWorkday(shanghai, day) && clock >= '09:00' && clock < '18:00') left -= 1;
          at += 60_000;
        }
        expect(add(shanghai, new Date(start).toISOString(), minutes / 60, 'workhours')).toBe(new Date(at).toISOString());
      }),
      { numRuns: 60 },
    );
  });

  it('comes to the same days of work', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
        const begun = dayIn('Asia/Shanghai', new Date(start).toISOString());
        let clock = wallClock('Asia/Shanghai', new Date(start).toISOString()).slice(11);
        let day = begun;
        while (!isWorkday(shanghai, day)) day = next(day);
        if (day !== begun) clock = '00:00';
        for (let left = count; left > 0; left -= 1)
          do day = next(day);
          while (!isWorkday(shanghai, day));
        const due = instantAt('Asia/Shanghai', `${day} ${clock}`);
        expect(add(shanghai, new Date(start).toISOString(), count, 'workdays')).toBe(due);
      }),
      { numRuns: 300 },
    );
  });
});
