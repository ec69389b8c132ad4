import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LITERALS, naturalType } from './literal.ts';
import { isDate, isDecimal, isInstant, sameValue, type ValueType } from './value-type.ts';

describe('what is a value of a type', () => {
  it.each([
    ['2024-02-29', true],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['2023-02-29', false],
    ['2024-04-31', false],
    ['0000-01-01', false],
    ['2024-1-1', false],
    ['10000-01-01', false],
    ['2024-02-29T00:00:00Z', false],
    ['2024-02-29\n', false],
    ['', false],
  ])('the day %j: %s', (text, is) => expect(isDate(text)).toBe(is));

  it.each([
    ['2024-02-29T23:59:59Z', true],
    ['2024-02-29T23:59:59.123+08:00', true],
    ['2024-02-29T23:59:59.1234Z', false],
    ['2024-02-29T23:59:59', false],
    ['2024-02-29T24:00:01Z', false],
    ['2024-02-29T23:60:00Z', false],
    ['2023-02-29T12:00:00Z', false],
    ['2024-02-29 12:00:00Z', false],
    ['2024-02-29T12:00:00+0800', false],
  ])('the instant %j: %s', (text, is) => expect(isInstant(text)).toBe(is));

  it.each([
    ['0', true],
    ['-0.50', true],
    ['007', true],
    [`${'9'.repeat(30)}.${'9'.repeat(20)}`, true],
    ['9'.repeat(31), false],
    [`0.${'9'.repeat(21)}`, false],
    ['1e5', false],
    ['+1', false],
    ['.5', false],
    ['1.', false],
    ['1,5', false],
    ['NaN', false],
    [' 1', false],
    ['１', false],
  ])('the decimal %j: %s', (text, is) => expect(isDecimal(text)).toBe(is));

  it('holds for every day and instant that a machine can write', () => {
    const instant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (each) => {
        expect(isInstant(each.toISOString())).toBe(true);
        expect(isDate(each.toISOString().slice(0, 10))).toBe(true);
      }),
    );
  });
});

describe('a plain value in a rule', () => {
  const fits = (value: string | number | boolean) => (Object.keys(LITERALS) as ValueType[]).filter((type) => LITERALS[type](value));

  it.each<[string | number | boolean, ValueType[]]>([
    ['x', ['text']],
    ['12.50', ['text', 'number']],
    ['2024-01-01', ['text', 'date']],
    ['2024-01-01T00:00:00Z', ['text', 'datetime']],
    [12, ['number']],
    [1e20, ['number']],
    [1e21, []],
    [Number.NaN, []],
    [Number.POSITIVE_INFINITY, []],
    [true, ['boolean']],
  ])('%j can be %j', (value, types) => expect(fits(value)).toEqual(types));

  it('is by itself a text, a number or yes and no, never a day', () => {
    expect(['2024-01-01', 1, false, null, ['a']].map(naturalType)).toEqual(['text', 'number', 'boolean', undefined, undefined]);
  });
});

describe('two values', () => {
  it('say the same where they are written the same, and empty is absent', () => {
    expect([sameValue(null, undefined), sameValue(['a'], ['a']), sameValue('1', '1')]).toEqual([true, true, true]);
    expect([sameValue(null, ''), sameValue(['a', 'b'], ['b', 'a']), sameValue('1', 1), sameValue(false, null)]).toEqual([
      ...[false, false, false, false],
    ]);
  });
});
