import { describe, expect, it } from 'vitest';
import { exactParts, searchText } from './search.ts';

describe('what is typed', () => {
  it.each(['', '   ', undefined])('is nothing to look for where it is empty (%j)', (text) => expect(searchText(text)).toBeUndefined());
  it('loses the spaces around it', () => expect(searchText('  e\u0301 x ')).toBe('é x'));

  it.each([
    ['13900009999', ['%13900009999%']],
    ['139 0000 9999', ['%0000%', '%9999%']],
    ['１３９-0000', ['%1390000%']],
    ['云帆软件 mes', ['%云帆软件%']],
    ['云帆', []],
    ['OPP-000123', []],
    ['50%折扣价', []],
    ['%%%% ____', []],
  ])('must stand in a value as it is, where it is digits and Chinese alone: %s', (text, parts) => expect(exactParts(text)).toEqual(parts));
});
