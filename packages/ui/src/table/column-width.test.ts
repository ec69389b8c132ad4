import { describe, expect, it } from 'vitest';
import { usualWidth } from './column-width.ts';

describe('how wide a column begins', () => {
  it.each([
    ['date', 'Due', 120],
    ['date', '预计成交日期', 141],
    ['boolean', 'Budget confirmed', 182],
    ['text', '商机名称', 220],
    ['money', '底价（内部）', 150],
    ['date', 'A date that nobody would ever call by so long a name', 240],
  ] as const)('of a %s called %s is %i', (type, title, width) => expect(usualWidth(type, title)).toBe(width));
});
