import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseClock } from './clock.ts';

describe("the database's clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:00.000Z'), toFake: ['Date', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('goes on from what was read, whatever this machine believes the time to be', () => {
    const clock = new DatabaseClock();
    expect(clock.now()).toBeUndefined();
    clock.set('2026-02-28T23:59:59.500Z');
    vi.advanceTimersByTime(700);
    expect(clock.now()).toBe('2026-03-01T00:00:00.200Z');
  });

  it('never goes back, also where a reading is older than what was given', () => {
    const clock = new DatabaseClock();
    clock.set('2026-03-01T10:00:00.100Z');
    expect(clock.now()).toBe('2026-03-01T10:00:00.100Z');
    clock.set('2026-03-01T10:00:00.050Z');
    expect(clock.now()).toBe('2026-03-01T10:00:00.100Z');
  });

  it('must be read again after this machine slept or was set', () => {
    const clock = new DatabaseClock();
    clock.set('2026-03-01T10:00:00.000Z');
    vi.setSystemTime(Date.parse('2026-03-01T12:00:00.000Z'));
    expect(clock.now()).toBeUndefined();
    clock.set('2026-03-01T12:00:01.000Z');
    expect(clock.now()).toBe('2026-03-01T12:00:01.000Z');
  });
});
