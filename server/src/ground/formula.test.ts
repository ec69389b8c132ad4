import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless, meant } from './formula.ts';

describe('a text in a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 10 1234', "'+86 10 1234"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ["'tis", "'tis"],
    ['a=1', 'a=1'],
    ['', ''],
  ])('%j stands there as %j', (text, cell) => {
    expect(harmless(text)).toBe(cell);
    expect(meant(cell)).toBe(text);
  });

  it('never begins like a formula, and means what it meant', () => {
    const texts = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '＝', 'a', '1') });
    fc.assert(
      fc.property(texts, (text) => {
        expect(harmless(text)).not.toMatch(/^[=+\-@\t\r\n＝]/u);
        expect(meant(harmless(text))).toBe(text);
      }),
    );
  });
});
