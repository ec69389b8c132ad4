import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStorable, storableTexts } from './storable.ts';

const at = (document: unknown, start?: string) => storableTexts(document, start).issues.map(({ path, code }) => [path, code]);

describe('texts that cannot be stored', () => {
  it('are found with their place, in values and in names', () => {
    expect(at({ a: [{ b: 'x\0y' }, '\ud800'], 'c\udc00': 1, fine: '\ud83d\ude00' }, 'filter')).toEqual([
      ['filter.a.0.b', 'text.characters'],
      ['filter.a.1', 'text.characters'],
      ['filter', 'text.characters'],
    ]);
    expect(at('\0')).toEqual([['', 'text.characters']]);
  });

  it('are told twenty at the most', () => {
    expect(at(Array.from({ length: 1000 }, () => '\0'))).toHaveLength(20);
  });

  it('are left to somebody else in the part that is named, and only at the top', () => {
    const document = { values: { name: 'e\u0301\0' }, other: { values: '\0' } };
    const { value, issues } = storableTexts(document, '', 'values');
    expect(issues.map(({ path }) => path)).toEqual(['other.values']);
    expect(value).toMatchObject({ values: document.values });
  });

  it('are all found, wherever they stand, and what is left is normalised', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, stringUnit: 'binary' }), (document) => {
        const texts = [...JSON.stringify(document).matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([text]) => JSON.parse(text) as string);
        const { value, issues } = storableTexts(document);
        expect(issues.length > 0).toBe(texts.some((text) => !isStorable(text)));
        if (issues.length === 0) expect(storableTexts(value)).toEqual({ value, issues: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('leave every other document as it is, in NFC', () => {
    expect(storableTexts({ 'e\u0301': ['e\u0301', 1, null, true, { a: '\u4e2d' }] })).toEqual({
      value: { '\u00e9': ['\u00e9', 1, null, true, { a: '\u4e2d' }] },
      issues: [],
    });
  });
});
