import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, instantAt, startOfDay, wallClock } from './zone.ts';

describe('days in a zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-25', '2026-11-24T16:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    // The clocks of Santiago went from midnight to one: the day begins at one.
    ['America/Santiago', '2023-09-03', '2023-09-03T04:00:00.000Z'],
    // In Havana midnight came twice; the first one begins the day.
    ['America/Havana', '2023-11-05', '2023-11-05T04:00:00.000Z'],
    ['Asia/Kathmandu', '2024-02-29', '2024-02-28T18:15:00.000Z'],
    ['UTC', '0001-01-01', '0001-01-01T00:00:00.000Z'],
  ])('%s: %s begins at %s', (zone, day, instant) => expect(startOfDay(zone, day)).toBe(instant));

  it('begins each day at an instant of that day, with the day before just ahead of it', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/Santiago',
      'Asia/Kolkata',
    );
    const days = fc
      .date({ min: new Date('1995-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const start = startOfDay(zone, day);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(Date.parse(start) - 1).toISOString()) < day).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the clock on the wall', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-11T02:00:00.000Z', '2026-03-11 10:00'],
    ['Asia/Shanghai', '2026-03-11T02:00:07.000Z', '2026-03-11 10:00:07'],
    ['UTC', '1969-12-31T23:59:59.250Z', '1969-12-31 23:59:59.250'],
    ['America/New_York', '2026-03-08T07:30:00.000Z', '2026-03-08 03:30'],
  ])('of %s reads at %s: %s', (zone, instant, reading) => {
    expect(wallClock(zone, instant)).toBe(reading);
    expect(instantAt(zone, reading)).toBe(instant);
  });

  it('that jumps over a time has just jumped then', () => {
    expect(instantAt('America/New_York', '2026-03-08 02:30')).toBe('2026-03-08T07:30:00.000Z');
  });

  it.each(['2026-03-11', '2026-03-11 25:00', 'at ten', '2026-03-11T10:00:00Z'])('never reads %s', (text) => {
    expect(instantAt('UTC', text)).toBeUndefined();
  });

  it('comes back to its instant, but for the hour that comes twice', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const instants = fc.date({ min: new Date('1995-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, instants, (zone, date) => {
        const instant = date.toISOString();
        const back = instantAt(zone, wallClock(zone, instant)) ?? '';
        expect(wallClock(zone, back)).toBe(wallClock(zone, instant));
        expect([0, 1_800_000, 3_600_000]).toContain(date.getTime() - Date.parse(back));
      }),
    );
  });
});
