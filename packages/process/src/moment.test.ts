import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surroundingsAfter, untilTomorrow } from './moment.ts';
import { dayIn } from './zone.ts';

describe('a page that stays open', () => {
  it('knows the new day after midnight where the app is, whatever the clock beside it says', () => {
    const told = { 'user.id': 'me', today: '2026-11-25', now: '2026-11-25T15:59:00.000Z' };
    expect(surroundingsAfter(told, 'Asia/Shanghai', 59_000)).toMatchObject({ today: '2026-11-25', now: '2026-11-25T15:59:59.000Z' });
    expect(surroundingsAfter(told, 'Asia/Shanghai', 60_000)).toEqual({
      'user.id': 'me',
      today: '2026-11-26',
      now: '2026-11-25T16:00:00.000Z',
    });
    expect(surroundingsAfter({ 'user.id': 'me' }, 'Asia/Shanghai', 5)).toEqual({ 'user.id': 'me' });
  });

  it('asks again just when the next day begins', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'UTC',
    );
    const instants = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const wait = untilTomorrow(zone, now);
        const at = (elapsed: number) => dayIn(zone, new Date(Date.parse(now) + elapsed).toISOString());
        expect(wait).toBeGreaterThan(0);
        expect(at(wait - 1)).toBe(at(0));
        expect(at(wait) > at(0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
