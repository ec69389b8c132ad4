import type { Calendar, Hours, TimeUnit } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, elapsed, resume, subtract } from './due.ts';
import { timeOf } from './time.ts';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Santiago',
];
const HOUR = 3_600_000;

/** Instants near the days on which the clocks of these zones are put, the dateline is crossed, and holidays begin. */
const awkward = [
  '2011-12-29',
  '2024-03-30',
  '2024-10-26',
  '2025-03-08',
  '2025-11-01',
  '2026-02-13',
  '2026-04-04',
  '2026-09-05',
  '2026-09-30',
];
/** Moments at which the clocks of New York, Berlin, Lord Howe and Santiago are put back, and of Apia over the dateline. */
const turns = ['2025-11-02T06:00Z', '2024-10-27T01:00Z', '2025-04-05T15:00Z', '2026-04-05T03:00Z', '2011-12-30T10:00Z'];
const instants = fc.oneof(
  fc.tuple(fc.constantFrom(...turns), fc.integer({ min: -90, max: 90 })).map(([turn, minute]) => Date.parse(turn) + minute * 60_000),
  fc.date({ min: new Date('2009-01-01'), max: new Date('2033-01-01'), noInvalidDate: true }).map((date) => date.getTime()),
  fc.tuple(fc.constantFrom(...awkward), fc.integer({ min: 0, max: 4 * 24 * 60 })).map(([day, minute]) => Date.parse(day) + minute * 60_000),
);
const iso = (instant: number) => new Date(instant).toISOString();

const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((quarters) => {
    const read = (quarter: number) => `${String(quarter >> 2).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
    return quarters.flatMap((from, i) =>
      i % 2 === 0 && quarters[i + 1] ? [{ from: read(from), to: read(quarters[i + 1] as number) }] : [],
    );
  });
const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    key: fc.constant('c'),
    name: fc.constant({ en: 'C', 'zh-CN': '历' }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.oneof(hours, fc.constant<Hours[]>([{ from: '09:00', to: '18:00' }]), fc.constant<Hours[]>([{ from: '00:00', to: '24:00' }])),
    days: fc.uniqueArray(
      fc.record({
        day: fc.oneof(
          fc.integer({ min: 0, max: 2000 }).map((n) => iso(Date.parse('2024-01-01') + n * 24 * HOUR).slice(0, 10)),
          fc.constantFrom(...awkward),
        ),
        works: fc.boolean(),
      }),
      { selector: ({ day }) => day, maxLength: 30 },
    ),
    holidays: fc.constantFrom('CN' as const, undefined),
  })
  .map(({ holidays, ...rest }) => (holidays ? { ...rest, holidays } : rest));
const times = fc.tuple(calendars, fc.constantFrom(...ZONES)).map(([calendar, zone]) => timeOf(calendar, zone));

const units = fc.constantFrom<TimeUnit>('hours', 'days', 'workhours', 'workdays');
/** Amounts that are whole minutes, for hours; whole days. */
const amounts = (unit: TimeUnit) =>
  unit.endsWith('days') ? fc.integer({ min: 0, max: 40 }) : fc.integer({ min: 0, max: 60 * 200 }).map((minutes) => minutes / 60);
const asked = units.chain((unit) => fc.tuple(fc.constant(unit), amounts(unit), amounts(unit)));
const RUNS = { numRuns: 1000 };

describe('due times', () => {
  it('are due for exactly the starts up to the cut-off', () => {
    fc.assert(
      fc.property(times, instants, instants, asked, (time, now, anywhere, [unit, amount]) => {
        const cut = Date.parse(subtract(time, iso(now), amount, unit));
        const near = [-HOUR, -1, 0, 1, HOUR].flatMap((by) => [cut + by, now + by]);
        for (const start of [...near, anywhere]) expect(add(time, iso(start), amount, unit) <= iso(now)).toBe(start <= cut);
      }),
      RUNS,
    );
  });

  it('never come before their start, nor in another order than their starts and amounts', () => {
    fc.assert(
      fc.property(times, instants, fc.integer({ min: 0, max: 100 * HOUR }), asked, (time, start, later, [unit, a, b]) => {
        const due = add(time, iso(start), a, unit);
        expect(due >= iso(start)).toBe(true);
        expect(add(time, iso(start + later), a, unit) >= due).toBe(true);
        expect(add(time, iso(start), a + b, unit) >= due).toBe(true);
      }),
      RUNS,
    );
  });

  it('of hours can be reached in two steps', () => {
    const pairs = fc
      .constantFrom<TimeUnit>('hours', 'workhours')
      .chain((unit) => fc.tuple(fc.constant(unit), amounts(unit), amounts(unit)));
    fc.assert(
      fc.property(times, instants, pairs, (time, start, [unit, a, b]) => {
        expect(add(time, add(time, iso(start), a, unit), b, unit)).toBe(add(time, iso(start), a + b, unit));
      }),
      RUNS,
    );
  });

  it('lie as far from their start as was added', () => {
    fc.assert(
      fc.property(times, instants, asked, (time, start, [unit, amount]) => {
        const passed = elapsed(time, iso(start), add(time, iso(start), amount, unit), unit);
        // A day whose reading the clock jumps over is due after the jump: in Apia a whole day was left out.
        const jump = unit.endsWith('days') && time.timeZone !== 'Asia/Shanghai' ? 1 : 0;
        expect(passed).toBeGreaterThanOrEqual(amount - 1e-9);
        expect(passed).toBeLessThanOrEqual(amount + jump + 1e-9);
      }),
      RUNS,
    );
  });

  it('are later by a pause, and by no more', () => {
    const three = fc.tuple(instants, fc.integer({ min: 0, max: 300 * HOUR }), fc.integer({ min: 0, max: 300 * HOUR }));
    fc.assert(
      fc.property(times, three, asked, (time, [start, ran, pause], [unit, amount]) => {
        const [paused, resumed] = [start + ran, start + ran + pause];
        const moved = resume(time, iso(start), iso(paused), iso(resumed), unit);
        expect(moved >= iso(start)).toBe(true);
        expect(moved <= iso(resumed)).toBe(true);
        const jump = unit.endsWith('days') && time.timeZone !== 'Asia/Shanghai' ? 1 : 0;
        const before = elapsed(time, iso(start), iso(paused), unit);
        const after = elapsed(time, moved, iso(resumed), unit);
        expect(after).toBeGreaterThanOrEqual(before - 1e-9);
        expect(after).toBeLessThanOrEqual(before + jump + 1e-9);
        if (jump || amount === 0) return;
        const waited = elapsed(time, iso(paused), iso(resumed), unit);
        expect(add(time, moved, amount, unit)).toBe(add(time, iso(start), amount + waited, unit));
      }),
      RUNS,
    );
  });
});
