import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { turns } from './turns.ts';

it('does so many pieces of work at once and the others in order, whatever becomes of them', async () => {
  const inTurn = turns(2);
  const begun: number[] = [];
  let under = 0;
  let most = 0;
  const work = async (n: number) => {
    begun.push(n);
    most = Math.max(most, ++under);
    await later();
    under -= 1;
    if (n % 3 === 0) throw new Error(`${n}`);
    return n;
  };
  const ended = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((n) => inTurn(() => work(n))));
  expect(ended.map((each) => each.status === 'fulfilled')).toEqual([true, true, false, true, true, false, true]);
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 2]);
  expect(await inTurn(() => work(8))).toBe(8);
});
