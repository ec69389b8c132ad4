import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween } from './calendar.ts';
import { isDate } from './value-type.ts';

const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const days = fc.integer({ min: -4_000_000, max: 4_000_000 });

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['1900-02-28', 1, '1900-03-01'],
    ['2000-02-29', 366, '2001-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2024-12-31', 1, '2025-01-01'],
    ['0099-12-31', 1, '0100-01-01'],
    ['0001-01-01', 0, '0001-01-01'],
    ['0001-01-01', -1, null],
    ['9999-12-31', 1, null],
    ['2024-01-01', Number.POSITIVE_INFINITY, null],
    ['2024-01-01', 1e300, null],
  ])('%s and %d make %s', (from, by, to) => expect(addDays(from, by)).toBe(to));

  it('do not depend on where the machine stands, nor on clocks that are put forward', () => {
    const zone = process.env.TZ;
    try {
      for (const place of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Apia', 'UTC']) {
        process.env.TZ = place;
        expect([place, addDays('2024-03-09', 2), daysBetween('2024-03-09', '2024-03-11')]).toEqual([place, '2024-03-11', 2]);
        expect([place, addDays('2011-12-29', 2)]).toEqual([place, '2011-12-31']);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('that are added are those between, there and back, as far as the calendar goes', () => {
    fc.assert(
      fc.property(date, days, (from, by) => {
        const to = addDays(from, by);
        if (to === null) return;
        expect(isDate(to)).toBe(true);
        expect(daysBetween(from, to)).toBe(by);
        expect(addDays(to, -by)).toBe(from);
      }),
    );
  });

  it('lie between two dates as between the other and the one, and add up over a third', () => {
    fc.assert(
      fc.property(date, date, date, (a, b, c) => {
        expect(daysBetween(a, b) + daysBetween(b, a)).toBe(0);
        expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c));
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
      }),
    );
  });
});

describe('months', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 3, '2024-04-30'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-02-29', -12, '2023-02-28'],
    ['1896-02-29', 48, '1900-02-28'],
    ['2000-01-15', -13, '1998-12-15'],
    ['0100-01-31', -1187, '0001-02-28'],
    ['0001-01-01', -1, null],
    ['9999-12-01', 1, null],
    ['2024-01-31', Number.NEGATIVE_INFINITY, null],
  ])('%s and %d make %s', (from, by, to) => expect(addMonths(from, by)).toBe(to));

  it('keep the day, or take the last one there is', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -2_000, max: 2_000 }), (from, by) => {
        const to = addMonths(from, by);
        if (to === null) return;
        expect(isDate(to)).toBe(true);
        const next = addDays(to, 1);
        const last = next === null || next.endsWith('-01');
        expect(to.slice(8) === from.slice(8) || (last && to.slice(8) < from.slice(8))).toBe(true);
      }),
    );
  });

  it('go on from the day they came to: twice one is two only where no day was lost', () => {
    expect(addMonths(addMonths('2024-01-31', 1) as string, 1)).toBe('2024-03-29');
    expect(addMonths('2024-01-31', 2)).toBe('2024-03-31');
    fc.assert(
      fc.property(date, fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }), (from, a, b) => {
        const early = `${from.slice(0, 8)}28`;
        const between = addMonths(early, a);
        if (between !== null) expect(addMonths(between, b)).toBe(addMonths(early, a + b));
      }),
    );
  });
});
