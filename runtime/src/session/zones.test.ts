import { describe, expect, it } from 'vitest';
import { zoneLabel, zoneOptions } from './zones.ts';

describe('the zones to choose from', () => {
  it('are called as people know them, in both languages, and never by their key', () => {
    expect(zoneLabel('Asia/Shanghai', 'en')).toBe('UTC+08:00 · Shanghai · China Standard Time');
    expect(zoneLabel('Asia/Shanghai', 'zh-CN')).toBe('UTC+08:00 · Shanghai · 中国标准时间');
    expect(zoneOptions('en').filter(({ label }) => /[_/]/.test(label))).toEqual([]);
  });

  it('go from west to east, each once', () => {
    const zones = zoneOptions('en').map(({ value }) => value);
    const places = ['Pacific/Honolulu', 'America/New_York', 'Europe/Berlin', 'Asia/Shanghai', 'Pacific/Auckland'].map((zone) =>
      zones.indexOf(zone),
    );
    expect([places, new Set(zones).size]).toEqual([places.toSorted((a, b) => a - b), zones.length]);
    expect(places[0]).toBeGreaterThanOrEqual(0);
  });
});
