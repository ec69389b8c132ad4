import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText, empty, ORDER, type Present } from './order.ts';
import type { ValueType } from './value-type.ts';

const codePoints = (text: string) => Array.from(text, (each) => each.codePointAt(0) as number);
function byCodePoint(a: string, b: string): number {
  const [x, y] = [codePoints(a), codePoints(b)];
  const at = x.findIndex((each, i) => each !== y[i]);
  return at < 0 ? x.length - y.length : (x[at] as number) - (y[at] ?? -1);
}

describe('the order of texts', () => {
  it('is that of their code points, which is not that of JavaScript', () => {
    expect('\u{10000}' < '\uffee').toBe(true);
    expect(compareText('\u{10000}', '\uffee')).toBeGreaterThan(0);
    const unit = fc.constantFrom('a', 'b', 'é', '中', '\ud7ff', '\ue000', '\uffee', '\u{10000}', '\u{1f44d}', '\u{10ffff}');
    const text = fc.string({ unit, maxLength: 5 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(byCodePoint(a, b)));
      }),
    );
  });

  it('puts the beginning of a text before it, and nothing before all', () => {
    expect(compareText('', 'a')).toBeLessThan(0);
    expect(compareText('ab', 'abc')).toBeLessThan(0);
    expect(compareText('abc', 'abc')).toBe(0);
  });
});

describe('the order of other values', () => {
  it.each<[ValueType, Present, Present, number]>([
    ['number', '9007199254740993', '9007199254740992', 1],
    ['number', '0.1', 0.1, 0],
    ['number', '-1', '1.0', -1],
    ['number', '10', '9', 1],
    ['number', 3, 12, -1],
    ['boolean', false, true, -1],
    ['date', '2024-02-29', '2024-03-01', -1],
    ['date', '0099-01-01', '1999-01-01', -1],
    ['datetime', '2024-01-01T08:00:00+08:00', '2024-01-01T00:00:00.000Z', 0],
    ['datetime', '2024-01-01T00:00:00.001Z', '2024-01-01T00:00:00Z', 1],
  ])('%s: %s to %s is %d', (type, a, b, sign) => {
    expect(Math.sign(ORDER[type](a, b))).toBe(sign);
    expect(Math.sign(ORDER[type](b, a)) + sign).toBe(0);
  });

  it('is none for lists, which are neither before nor after nor at the same place', () => {
    expect(ORDER.list(['a'], ['a'])).toBeNaN();
  });
});

it('is empty only what is not there', () => {
  expect([null, undefined, '', 0, false, []].map(empty)).toEqual([true, true, false, false, false, false]);
});
