import { type Automation, DEFAULT_CALENDAR, type Hours } from '@pipewright/definition';
import { exampleLadder } from '@pipewright/definition/example-automations';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkday } from '../business-time/time.ts';
import { instantAt, wallClock } from '../zone.ts';
import { timeFor } from './due.ts';
import { opensAt } from './opens.ts';

const calendar = {
  ...DEFAULT_CALENDAR,
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ],
};
const ladder = (openHours?: { except?: Hours }): Automation => {
  const made = exampleLadder();
  return { ...made, on: { ...made.on, ...(openHours ? { openHours } : {}) } as Automation['on'] };
};
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
const app = (timeZone: string) => ({ calendars: [calendar], timeZone });
const within = ({ from, to }: Hours, reading: string) => (from <= to ? from <= reading && reading < to : reading >= from || reading < to);
/** Whether somebody may be told at an instant, by the clock on the wall. */
const isOpen = (zone: string, at: number, except: Hours | undefined) => {
  const iso = new Date(at).toISOString();
  const reading = wallClock(zone, iso).slice(11, 16);
  const works = isWorkday(timeFor(app(zone), undefined), wallClock(zone, iso).slice(0, 10));
  return works && calendar.hours.some((each) => within(each, reading)) && !(except && within(except, reading));
};

describe('when a ladder that keeps to working hours carries out what is due', () => {
  it.each<[string, { except?: Hours } | undefined, string]>([
    ['2026-11-28 03:00', undefined, '2026-11-28 03:00'],
    ['2026-11-28 03:00', {}, '2026-11-30 09:00'],
    ['2026-11-27 17:59', {}, '2026-11-27 17:59'],
    ['2026-11-27 18:00', {}, '2026-11-30 09:00'],
    ['2026-11-27 12:10', {}, '2026-11-27 13:30'],
    ['2026-11-27 11:30', { except: { from: '11:00', to: '14:00' } }, '2026-11-27 14:00'],
    ['2026-11-27 17:30', { except: { from: '17:00', to: '10:00' } }, '2026-11-30 10:00'],
    // The day before a holiday of eight days.
    ['2026-09-30 20:00', {}, '2026-10-08 09:00'],
  ])('at %s by %o is %s', (due, openHours, opens) => {
    const instant = instantAt('Asia/Shanghai', due) ?? '';
    expect(wallClock('Asia/Shanghai', opensAt(app('Asia/Shanghai'), ladder(openHours), instant)).slice(0, 16)).toBe(opens);
  });

  it('is never before it is due, never in closed hours, and no later than the first of the open ones', () => {
    const readings = fc.integer({ min: 0, max: 95 }).map((quarter) => {
      const of = (at: number) => String(at).padStart(2, '0');
      return `${of(quarter >> 2)}:${of((quarter % 4) * 15)}`;
    });
    const quiet = fc
      .record({ from: readings, to: readings })
      .filter(({ from, to }) =>
        calendar.hours.some((each) => [each.from, '11:45', '13:30', '17:45'].some((at) => within(each, at) && !within({ from, to }, at))),
      );
    const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        instants,
        fc.option(quiet, { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (zone, due, except, share) => {
          const opens = Date.parse(opensAt(app(zone), ladder(except ? { except } : {}), due.toISOString()));
          expect(opens).toBeGreaterThanOrEqual(due.getTime());
          expect(isOpen(zone, opens, except)).toBe(true);
          const between = Math.floor(due.getTime() + share * (opens - due.getTime()));
          if (between < opens) expect(isOpen(zone, between, except)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is at once for whatever is no ladder', () => {
    const on: Automation['on'] = { kind: 'schedule', every: 'day', at: '03:00' };
    expect(opensAt(app('Asia/Shanghai'), { on, calendar: undefined }, '2026-11-27T19:00:00.000Z')).toBe('2026-11-27T19:00:00.000Z');
  });
});
