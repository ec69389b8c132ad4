import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { turns } from './turns.ts';

/** Work that notes when it begins, and how much of it went on at once. */
function noted() {
  const begun: string[] = [];
  const most: Record<string, number> = {};
  const under: Record<string, number> = {};
  const work = (who: string, name: string) => async () => {
    begun.push(name);
    for (const one of [who, 'all']) {
      const now = (under[one] ?? 0) + 1;
      under[one] = now;
      most[one] = Math.max(most[one] ?? 0, now);
    }
    await later();
    for (const one of [who, 'all']) under[one] = (under[one] ?? 0) - 1;
    if (name.endsWith('!')) throw new Error(name);
    return name;
  };
  return { begun, most, work };
}

it('does so many pieces of work at once and the others in order, whatever becomes of them', async () => {
  const inTurn = turns(2);
  const { begun, most, work } = noted();
  const names = ['1', '2', '3!', '4', '5', '6!', '7'];
  const ended = await Promise.allSettled(names.map((name) => inTurn('a', work('a', name))));
  expect(ended.map((each) => each.status === 'fulfilled')).toEqual([true, true, false, true, true, false, true]);
  expect([begun, most.all]).toEqual([names, 2]);
  expect(await inTurn('a', work('a', '8'))).toBe('8');
});

it('lets nobody wait behind somebody who has enough', async () => {
  const inTurn = turns(2, 1);
  const { begun, most, work } = noted();
  await Promise.all(['a1', 'a2', 'a3', 'b1', 'c1'].map((name) => inTurn(name.charAt(0), work(name.charAt(0), name))));
  expect(begun.slice(0, 2)).toEqual(['a1', 'b1']);
  expect([...begun].sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'c1']);
  expect(most).toEqual({ a: 1, b: 1, c: 1, all: 2 });
});
