import { DEFAULT_CALENDAR } from '@pipewright/definition';
import { isWorkday, timeOf } from '@pipewright/process';
import { describe, expect, it } from 'vitest';
import { dayKinds, monthOf, turned, weekdayOf } from './day-kind.ts';

const founding = { en: 'Founding day', 'zh-CN': '公司成立日' };
const calendar = {
  ...DEFAULT_CALENDAR,
  days: [
    { day: '2026-11-26', works: false, name: founding },
    { day: '2026-10-01', works: true },
  ],
};

describe('what a day is', () => {
  const kindOf = dayKinds(calendar);
  it.each([
    ['2026-11-26', { works: false, by: 'own', name: founding }],
    ['2026-10-01', { works: true, by: 'own', name: undefined }],
    ['2026-10-02', { works: false, by: 'table', name: { en: 'National Day', 'zh-CN': '国庆节' } }],
    ['2026-10-10', { works: true, by: 'table', name: { en: 'National Day', 'zh-CN': '国庆节' } }],
    ['2026-11-27', { works: true, by: 'week', name: undefined }],
    ['2026-11-28', { works: false, by: 'week', name: undefined }],
  ])('on %s', (day, kind) => expect(kindOf(day)).toEqual(kind));

  it('is what business time counts by', () => {
    const time = timeOf(calendar, 'Asia/Shanghai');
    const days = [2024, 2025, 2026, 2027].flatMap((year) => [...Array(12).keys()].flatMap((month) => monthOf(year, month + 1)));
    const shown = days.filter((day) => day !== undefined);
    expect(shown).toHaveLength(366 + 3 * 365);
    expect(shown.filter((day) => kindOf(day).works !== isWorkday(time, day))).toEqual([]);
  });
});

describe('a day that is turned round', () => {
  it('is one of its own, or as week and table say again', () => {
    expect(turned(calendar, '2026-11-27')).toEqual({ day: '2026-11-27', works: false });
    expect(turned(calendar, '2026-10-10')).toEqual({ day: '2026-10-10', works: false });
    expect(turned(calendar, '2026-11-26')).toBeUndefined();
    expect(turned(calendar, '2026-10-01')).toBeUndefined();
  });
});

describe('a month', () => {
  it('begins under its day of the week', () => {
    const march = monthOf(2026, 3);
    expect([march.indexOf('2026-03-01'), march.length, march.at(-1), weekdayOf('2026-03-01')]).toEqual([6, 37, '2026-03-31', 7]);
    expect(monthOf(2024, 2).at(-1)).toBe('2024-02-29');
    expect(monthOf(2026, 6)[0]).toBe('2026-06-01');
  });
});
