import { DEFAULT_CALENDAR } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { holidayTables } from './holidays.ts';
import { covers, isWorkday, timeOf } from './time.ts';

/** Each day of three years, a month a line: 1 is worked, 0 is not. Taken from the npm package chinese-days, the table from the notices themselves. */
const YEARS: Readonly<Record<number, readonly string[]>> = {
  2024: [
    '0111100111110011111001111100111',
    '11011111100000000111111001111',
    '1001111100111110011111001111100',
    '111000111111001111100111110111',
    '0000011111101111100111110011111',
    '001111100011110011111001111100',
    '1111100111110011111001111100111',
    '1100111110011111001111100111110',
    '011111001111110001110011111011',
    '0000000111110111110011111001111',
    '100111110011111001111100111110',
    '0111110011111001111100111110011',
  ],
  2025: [
    '0110011111001111100111110110000',
    '0000111101111100111110011111',
    '0011111001111100111110011111001',
    '111000111110011111001111101111',
    '0000011110011111001111100111110',
    '001111001111100111110011111001',
    '1111001111100111110011111001111',
    '1001111100111110011111001111100',
    '111110011111001111100111110111',
    '0000000011101111100111110011111',
    '001111100111110011111001111100',
    '1111100111110011111001111100111',
  ],
  2026: [
    '0001111110011111001111100111110',
    '0111110011111100000000011111',
    '0111110011111001111100111110011',
    '111000111100111110011111001111',
    '0000011110111110011111001111100',
    '111110011111001111000111110011',
    '1110011111001111100111110011111',
    '0011111001111100111110011111001',
    '111100111110011111011111000111',
    '0000000111011111001111100111110',
    '011111001111100111110011111001',
    '1111001111100111110011111001111',
  ],
};

describe('the holidays of mainland China', () => {
  const time = timeOf(DEFAULT_CALENDAR, 'Asia/Shanghai');

  it.each(Object.entries(YEARS))('make each day of %s worked or not', (year, months) => {
    const found = months.map((line, month) =>
      [...line]
        .map((_, i) => {
          const day = `${year}-${String(month + 1).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}`;
          return isWorkday(time, day) ? '1' : '0';
        })
        .join(''),
    );
    expect(found).toEqual(months);
  });

  // As the notices count them.
  it.each([
    [2024, 28, 8],
    [2025, 28, 5],
    [2026, 33, 6],
  ])('%d has %d days off and %d days made up for', (year, off, made) => {
    const days = holidayTables.CN.find((each) => each.year === year)?.days ?? [];
    expect(days.filter(({ works }) => !works)).toHaveLength(off);
    expect(days.filter(({ works }) => works)).toHaveLength(made);
    // Only days of the weekend are made up for, and none is named twice.
    for (const { day, works } of days) if (works) expect([0, 6]).toContain(new Date(day).getUTCDay());
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
  });

  it('are told with the notice they come from', () => {
    expect(holidayTables.CN.map(({ notice }) => [notice.title, notice.number, notice.day])).toEqual([
      ['国务院办公厅关于2024年部分节假日安排的通知', '国办发明电〔2023〕7号', '2023-10-25'],
      ['国务院办公厅关于2025年部分节假日安排的通知', '国办发明电〔2024〕12号', '2024-11-12'],
      ['国务院办公厅关于2026年部分节假日安排的通知', '国办发明电〔2025〕7号', '2025-11-04'],
    ]);
  });

  it('are known of three years, and elsewhere only the week counts', () => {
    expect([2023, 2024, 2025, 2026, 2027].map((year) => covers(time, year))).toEqual([false, true, true, true, false]);
    expect([isWorkday(time, '2027-10-01'), isWorkday(time, '2027-10-02')]).toEqual([true, false]);
    const { holidays: _, ...none } = DEFAULT_CALENDAR;
    expect(covers(timeOf(none, 'UTC'), 2027)).toBe(true);
  });

  it('give way to the days that a calendar names itself', () => {
    const days = [
      { day: '2026-10-01', works: true },
      { day: '2026-10-10', works: false },
      { day: '2026-11-26', works: false },
    ];
    const own = timeOf({ ...DEFAULT_CALENDAR, days }, 'Asia/Shanghai');
    expect(days.map(({ day }) => isWorkday(own, day))).toEqual([true, false, false]);
  });
});
