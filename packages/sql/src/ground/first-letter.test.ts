import { describe, expect, it } from 'vitest';
import { isLetter, letterBounds } from './first-letter.ts';

describe('a text that is one letter', () => {
  it.each([
    ['b', true],
    ['B', true],
    ['ｂ', true],
    ['ba', false],
    ['1', false],
    ['苏', false],
    ['é', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (text, one) => expect(isLetter(text)).toBe(one));

  it('bounds what begins with it, spoken and written', () => {
    expect(letterBounds('b')).toEqual(['\uFDD0B', '\uFDD0C', 'b', 'c']);
    expect(letterBounds('Z')).toEqual(['\uFDD0Z', 'a', 'z', 'α']);
    expect(letterBounds('bc')).toEqual(['', '', '', '']);
  });
});
