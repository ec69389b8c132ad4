import { expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

it('stops whoever has tried too often until the time is over, and nobody else', () => {
  const attempts = new Attempts(3, 60_000);
  for (const at of [0, 10_000, 59_000]) {
    expect(attempts.isOver('eve', at)).toBe(false);
    attempts.note('eve', at);
  }
  expect([attempts.isOver('eve', 59_999), attempts.isOver('ann', 59_999), attempts.isOver('eve', 60_000)]).toEqual([true, false, false]);
  attempts.note('eve', 60_000);
  expect(attempts.isOver('eve', 60_001)).toBe(false);
});
