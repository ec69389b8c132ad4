import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agoText } from './ago.ts';
import { keepZone } from './moment.ts';

beforeEach(() => keepZone('Asia/Shanghai'));
afterEach(() => keepZone(null));

const now = Date.parse('2026-11-26T14:35:00Z'); // 22:35 in Shanghai

describe('how long ago something was', () => {
  it.each([
    ['2026-11-26T14:34:30Z', undefined, undefined],
    ['2026-11-26T15:00:00Z', undefined, undefined],
    ['2026-11-26T14:30:00Z', '5 minutes ago', '5分钟前'],
    ['2026-11-25T16:05:00Z', '22 hours ago', '22小时前'],
    ['2026-11-25T15:55:00Z', 'yesterday', '昨天'],
    // 36 hours, and not two days for anybody.
    ['2026-11-25T02:30:00Z', 'yesterday', '昨天'],
    ['2026-11-24T10:00:00Z', '2 days ago', '前天'],
    ['2026-11-01T10:00:00Z', '25 days ago', '25天前'],
    ['2026-10-20T10:00:00Z', '1 month ago', '1个月前'],
    ['2025-12-20T10:00:00Z', '11 months ago', '11个月前'],
    ['2024-11-01T10:00:00Z', '2 years ago', '2年前'],
    ['no moment', 'no moment', 'no moment'],
  ])('%s is %s, %s', (at, english, chinese) => {
    expect([agoText(at, 'en', now), agoText(at, 'zh-CN', now)]).toEqual([english, chinese]);
  });

  it('goes by hours for a while after midnight, and by the calendar of whoever reads', () => {
    const one = Date.parse('2026-11-26T17:00:00Z'); // 01:00 of the next day in Shanghai
    expect(agoText('2026-11-26T15:00:00Z', 'en', one)).toBe('2 hours ago');
    expect(agoText('2026-11-26T09:00:00Z', 'en', one)).toBe('yesterday');
    keepZone('Europe/London');
    expect(agoText('2026-11-26T09:00:00Z', 'en', one)).toBe('8 hours ago');
  });
});
