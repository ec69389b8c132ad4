import { calendarFor, type TimeUnit, type Wait } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, elapsed } from '../business-time/due.ts';
import { timeOf } from '../business-time/time.ts';
import type { Stay } from './counted.ts';
import { FOR_EVER, type WaitGround, waiting } from './wait.ts';

const zone = 'Asia/Shanghai';
const time = timeOf(calendarFor({}, undefined), zone);
const since = '2026-03-02T02:00:00.000Z';
const ground = (now: string, more: Partial<WaitGround> = {}): WaitGround => ({
  ...{ entity: { process: {} as never }, time, zone, since, now, facts: { status: 'open' }, stays: [], ...more },
});
/** A wait that is looked at again when it is due. */
const SOON = '2026-03-02T03:00:00.000Z';
const until = (at: string, held = true, look = at) => ({ until: at, held, look });
const stay = (from: string, to: string, status = 'paused'): Stay => ({ pipeline: 'p', stage: 's', status, from, to });
const two: Wait = { kind: 'time', after: 2, unit: 'days' };

describe('a wait for a time', () => {
  it('is over when the time has passed', () => {
    expect(waiting(two, false, false, ground('2026-03-04T01:59:59.999Z'))).toEqual(until('2026-03-04T02:00:00.000Z'));
    expect(waiting(two, false, false, ground('2026-03-04T02:00:00.000Z'))).toEqual({ over: 'done' });
  });

  it('stands still with the record, and goes on by what was left', () => {
    expect(waiting(two, false, false, ground('2026-03-04T02:00:00.000Z', { facts: { status: 'paused' } }))).toEqual(until(FOR_EVER));
    const stays = [stay('2026-03-03T02:00:00.000Z', '2026-03-10T02:00:00.000Z')];
    expect(waiting(two, false, false, ground('2026-03-10T02:00:00.000Z', { stays }))).toEqual(until('2026-03-11T02:00:00.000Z'));
    // What stood still before the run came here is none of its time.
    const before = [stay('2026-02-20T02:00:00.000Z', '2026-03-02T14:00:00.000Z')];
    expect(waiting(two, false, false, ground(since, { stays: before }))).toEqual(until('2026-03-04T14:00:00.000Z'));
  });

  it('is nobody’s to end where records have no stages', () => {
    expect(waiting(two, false, false, ground(since, { entity: {} }))).toEqual(until('2026-03-04T02:00:00.000Z', false));
  });

  it('takes as much counted time as it says, however often the record stood still', () => {
    const hour = 3_600_000;
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })), { maxLength: 5 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 30 }), fc.constantFrom<TimeUnit>('hours', 'days'), (pauses, after, unit) => {
        let at = Date.parse(since);
        const stays = pauses.map(([runs, stands]) => {
          const from = at + runs * hour;
          at = from + stands * hour;
          return stay(new Date(from).toISOString(), new Date(at).toISOString());
        });
        const due = Date.parse(since) + after * (unit === 'hours' ? hour : 24 * hour);
        // A pause that begins when the time has run out already would not have been waited for.
        fc.pre(pauses.reduce((sum, [runs]) => sum + runs, 0) * hour < due - Date.parse(since));
        const stood = stays.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
        const asleep = waiting(
          { kind: 'time', after, unit },
          false,
          false,
          ground(new Date(at).toISOString(), { stays: stays.toReversed() }),
        );
        expect(asleep).toEqual(until(new Date(due + stood).toISOString()));
      }),
    );
  });

  it('counts working time by the calendar', () => {
    const asleep = waiting({ kind: 'time', after: 3, unit: 'workdays' }, false, false, ground(since));
    const { until } = asleep as { until: string };
    expect(until).toBe(add(time, since, 3, 'workdays'));
    expect(elapsed(time, since, until, 'workdays')).toBe(3);
  });
});

describe('a wait for a date', () => {
  const before: Wait = { kind: 'date', field: 'due', offset: -2, unit: 'days', at: '09:00' };
  it('is for the date that the record has now', () => {
    expect(waiting(before, false, false, ground(since, { facts: { due: '2026-03-10' } }))).toEqual(
      until('2026-03-08T01:00:00.000Z', true, SOON),
    );
    expect(waiting(before, false, false, ground('2026-03-08T01:00:00.000Z', { facts: { due: '2026-03-10' } }))).toEqual({ over: 'done' });
    expect(waiting(before, false, false, ground('2026-03-08T01:00:00.000Z', { facts: { due: '2026-03-20' } }))).toEqual(
      until('2026-03-18T01:00:00.000Z'),
    );
  });

  it('is for one to be filled in where it is empty', () => {
    expect(waiting(before, false, false, ground(since, { facts: { due: null } }))).toEqual(until(FOR_EVER, true, SOON));
  });
});

describe('a wait for something to hold', () => {
  const rule: Wait = { kind: 'rule', when: true, after: 1, unit: 'days' };
  it('is over by either way, and that it holds comes first', () => {
    expect(waiting(rule, true, false, ground('2027-01-01T00:00:00.000Z'))).toEqual({ over: 'done' });
    expect(waiting(rule, false, false, ground('2026-03-03T02:00:00.000Z'))).toEqual({ over: 'late' });
    expect(waiting(rule, false, false, ground(since))).toEqual(until('2026-03-03T02:00:00.000Z', true, SOON));
    expect(waiting(rule, false, false, ground(SOON))).toEqual(until('2026-03-03T02:00:00.000Z'));
  });

  it('looks again every hour where it reads more than the record', () => {
    expect(waiting(rule, false, true, ground(since))).toEqual(until('2026-03-03T02:00:00.000Z', true, SOON));
    expect(waiting(rule, false, true, ground(SOON))).toEqual(until('2026-03-03T02:00:00.000Z', true, '2026-03-02T04:00:00.000Z'));
    expect(waiting(rule, false, true, ground('2026-03-03T01:30:00.000Z'))).toEqual(until('2026-03-03T02:00:00.000Z'));
  });
});
