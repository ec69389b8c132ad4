import { expect, it } from 'vitest';
import { dayInWords } from './by-day.ts';

it.each([
  ['2026-03-11', 'Today', '今天'],
  ['2026-03-10', 'Yesterday', '昨天'],
  ['2026-03-12', 'Tomorrow', '明天'],
  ['2026-02-27', 'Friday, February 27, 2026', '2026年2月27日星期五'],
])('the day %s is called %s and %s', (day, english, chinese) => {
  expect([dayInWords(day, '2026-03-11', 'en'), dayInWords(day, '2026-03-11', 'zh-CN')]).toEqual([english, chinese]);
});
