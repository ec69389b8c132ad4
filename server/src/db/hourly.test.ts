import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { log } from '../log/log.ts';
import { hourly } from './hourly.ts';

const MINUTE = 60_000;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('does its work in the second minute after the start, then every hour, and no more once it is over', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const work = vi.fn(async () => undefined);
  const stop = hourly(work, 'It was not done.');
  const after = async (minutes: number) => {
    await vi.advanceTimersByTimeAsync(minutes * MINUTE);
    return work.mock.calls.length;
  };
  expect([await after(1.4), await after(0.1), await after(59.9), await after(0.1), await after(60)]).toEqual([0, 1, 1, 2, 3]);
  stop();
  expect(await after(300)).toBe(3);
});

it('begins nothing where it is ended before, and goes on after what failed', async () => {
  vi.spyOn(log, 'error').mockReturnValue(undefined);
  const none = vi.fn(async () => undefined);
  hourly(none, 'It was not done.')();
  const failing = vi.fn(() => Promise.reject(new Error('away')));
  const stop = hourly(failing, 'It was not done.');
  await vi.advanceTimersByTimeAsync(70 * MINUTE);
  expect([none.mock.calls.length, failing.mock.calls.length]).toEqual([0, 2]);
  stop();
});

it('begins at moments that differ', () => {
  const set = vi.spyOn(globalThis, 'setTimeout');
  for (let n = 0; n < 20; n += 1) hourly(async () => undefined, '')();
  const moments = set.mock.calls.map(([, ms]) => ms ?? 0);
  expect(new Set(moments).size).toBeGreaterThan(10);
  expect([Math.min(...moments) >= MINUTE, Math.max(...moments) <= 2 * MINUTE]).toEqual([true, true]);
});
