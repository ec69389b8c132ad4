import { DEFAULT_CALENDAR, type Hours } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { instantAt, wallClock } from '../zone.ts';
import { nextOpen } from './open.ts';
import { timeOf } from './time.ts';

const calendar = {
  ...DEFAULT_CALENDAR,
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ],
};
const time = timeOf(calendar, 'Asia/Shanghai');
const over: Hours = { from: '17:00', to: '10:00' };

describe('the next working hour', () => {
  it.each<[string, Hours | undefined, string]>([
    ['2026-11-26 10:15', undefined, '2026-11-26 10:15'],
    ['2026-11-26 12:00', undefined, '2026-11-26 13:30'],
    ['2026-11-26 18:00', undefined, '2026-11-27 09:00'],
    ['2026-11-27 18:00', undefined, '2026-11-30 09:00'],
    ['2026-09-30 20:00', undefined, '2026-10-08 09:00'],
    ['2026-11-26 17:30', over, '2026-11-27 10:00'],
    ['2026-11-26 08:00', over, '2026-11-26 10:00'],
    ['2026-11-26 11:30', { from: '11:00', to: '14:00' }, '2026-11-26 14:00'],
    // Quiet at all hours of work: kept for nobody, or nothing would ever be told.
    ['2026-11-26 08:00', { from: '00:00', to: '24:00' }, '2026-11-26 09:00'],
    ['2026-11-26 08:00', { from: '12:00', to: '12:00' }, '2026-11-26 09:00'],
  ])('at or after %s, quiet %o, is %s', (from, quiet, found) => {
    expect(wallClock('Asia/Shanghai', nextOpen(time, instantAt('Asia/Shanghai', from) ?? '', quiet))).toBe(found);
  });

  it('is none of a draft without days of work', () => {
    expect(() => nextOpen(timeOf({ ...calendar, weekdays: [] }, 'UTC'), '2026-11-26T00:00:00.000Z')).toThrow(RangeError);
    expect(() => nextOpen(timeOf({ ...calendar, hours: [] }, 'UTC'), '2026-11-26T00:00:00.000Z')).toThrow(RangeError);
  });
});
