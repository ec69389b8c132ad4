import { describe, expect, it } from 'vitest';
import { firstLetter } from './first-letter.ts';

describe('the first letter of a name', () => {
  it.each([
    ['Anna', 'A'],
    ['陈思远', '陈'],
    ['👩‍🔬 Ada', '👩‍🔬'],
    ['\u{20000}一', '\u{20000}'],
    ['E\u0301va', 'E\u0301'],
    ['مريم', 'م'],
    ['', ''],
  ])('of %s is %s', (name, letter) => expect(firstLetter(name)).toBe(letter));
});
