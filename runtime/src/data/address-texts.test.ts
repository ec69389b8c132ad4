import { describe, expect, it } from 'vitest';
import { addressText, addressTexts } from './address-texts.ts';

describe('a text of an address', () => {
  it.each([
    ['a word', 'word', 'word'],
    ['a number somebody wrote by hand', 2026, '2026'],
    ['a truth', true, 'true'],
    ['a condition', { and: [{ in: ['tried', { var: 'trial' }] }] }, '{"and":[{"in":["tried",{"var":"trial"}]}]}'],
    ['nothing', '', undefined],
    ['no value', null, undefined],
  ])('is what was written: %s', (_, read, written) => {
    expect(addressText(read)).toBe(written);
  });

  it('is said to be absent where it is none, and not said at all where the address does not name it', () => {
    expect(Object.entries(addressTexts({ q: 123, view: null, other: 'x' }, ['q', 'view', 'sort']))).toEqual([
      ['q', '123'],
      ['view', undefined],
    ]);
  });
});
