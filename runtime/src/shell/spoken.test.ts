import { describe, expect, it } from 'vitest';
import { isChinese, soundsLike } from './spoken.ts';

const board = ['shang', 'ji', 'kan', 'ban'];

describe('how a name is spoken', () => {
  it.each([
    ['shangji', true, true],
    ['shangjikanban', true, true],
    ['sjkb', true, true],
    ['sj', true, true],
    ['kanb', true, false],
    ['kb', true, false],
    ['ji', true, false],
    ['hangji', false, false],
    ['sjb', false, false],
    ['shangjikanbanx', false, false],
  ])('%s: anywhere %s, at its beginning %s', (text, anywhere, begins) => {
    expect([soundsLike(text, board, true), soundsLike(text, board, false)]).toEqual([anywhere, begins]);
  });

  it('is nothing without syllables, and asked only of Chinese', () => {
    expect(soundsLike('a', [], true)).toBe(false);
    expect([isChinese('今日 Today'), isChinese('Today')]).toEqual([true, false]);
  });
});
