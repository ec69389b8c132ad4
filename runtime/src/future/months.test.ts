import { expect, it } from 'vitest';
import { monthsAhead } from './months.ts';

it('are those after the month of the day, over the end of a year', () => {
  const months = monthsAhead('2026-11-27').map(({ month }) => month);
  expect([months[0], months[1], months.at(-1), months.length]).toEqual(['2026-12', '2027-01', '2027-11', 12]);
  expect(monthsAhead('2026-12-31')[0]?.month).toBe('2027-01');
  expect(monthsAhead('2026-01-31')[0]?.month).toBe('2026-02');
});
