import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('work in turn', () => {
  it('is done in its order, each piece in a task of its own', () => {
    const done: string[] = [];
    for (const name of ['a', 'b', 'c']) inTurn(() => void done.push(name));
    expect(done).toEqual([]);
    const seen = [1, 2, 3].map(() => {
      vi.advanceTimersToNextTimer();
      return done.join('');
    });
    expect([seen, vi.getTimerCount()]).toEqual([['a', 'ab', 'abc'], 0]);
  });

  it('that is taken back is not done, and what comes after it is', () => {
    const done: string[] = [];
    const back = inTurn(() => void done.push('a'));
    inTurn(() => void done.push('b'));
    back();
    vi.runAllTimers();
    inTurn(() => void done.push('c'));
    vi.runAllTimers();
    expect(done).toEqual(['b', 'c']);
  });

  it('goes on after a piece that failed, which nobody takes for done', () => {
    const done: string[] = [];
    inTurn(() => {
      throw new Error('cannot draw');
    });
    inTurn(() => void done.push('b'));
    expect(() => vi.runAllTimers()).toThrow('cannot draw');
    vi.runAllTimers();
    expect(done).toEqual(['b']);
  });
});
