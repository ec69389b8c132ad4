import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf } from './percent.ts';

describe('how many percent one figure is of another', () => {
  it.each([
    ['0', '5000000', 0],
    ['4999999.99', '5000000', 99],
    ['5000000', '5000000.00', 100],
    ['9999999999999999.9999', '10000000000000000', 99],
    ['99999999999999999999999999999', '100000000000000000000000000000', 99],
    ['1', '3', 33],
    ['-1', '3', -33],
    [7, 2, 350],
    ['1', '0', undefined],
  ])('%s of %s is %s', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  it('is a hundred or more exactly where it is reached', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }), (part, whole) => {
        expect((percentOf(String(part), String(whole)) ?? 0) >= 100).toBe(part >= whole);
      }),
    );
  });
});
