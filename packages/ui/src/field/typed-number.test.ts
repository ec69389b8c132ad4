import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, regrouped } from './grouped.ts';
import { currencySign, readNumber } from './typed-number.ts';

const CNY = { currency: 'CNY' };

describe('a number as people type it', () => {
  it.each([
    ['12万', '120000'],
    ['1.5亿', '150000000'],
    ['3千', '3000'],
    ['5百万', '5000000'],
    ['2千万', '20000000'],
    ['1万亿', '1000000000000'],
    ['1亿2000万', '120000000'],
    ['1亿2千万', '120000000'],
    ['3万5千', '35000'],
    ['12萬', '120000'],
    ['12.5 w', '125000'],
    ['12W', '120000'],
    ['8k', '8000'],
    ['1.2 million', '1200000'],
    ['3m', '3000000'],
    ['2bn', '2000000000'],
    ['0.00015亿', '15000'],
    ['１２３．５', '123.5'],
    ['１２，３４５．６', '12345.6'],
    ['3。5', '3.5'],
    ['1,234,567.891', '1234567.891'],
    ['1 234.5', '1234.5'],
    ["1'234", '1234'],
    ['12,345万', '123450000'],
    ['－５', '-5'],
    ['−5', '-5'],
    ['+5', '5'],
    ['-0', '0'],
    ['007', '7'],
    ['12.50', '12.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['9007199254740993.01', '9007199254740993.01'],
  ])('%s is %s', (text, value) => expect(readNumber(text)).toBe(value));

  it.each([
    ['¥1,200', '1200'],
    ['￥12万', '120000'],
    ['12万元', '120000'],
    ['12 万 元', '120000'],
    ['CNY 12k', '12000'],
    ['人民币 3千', '3000'],
    ['-¥5', '-5'],
    ['¥-5', '-5'],
    ['$100', undefined],
    ['100美元', undefined],
    ['100 usd', undefined],
    ['50%', undefined],
  ])('%s in yuan is %s', (text, value) => expect(readNumber(text, CNY)).toBe(value));

  it.each([
    '',
    'abc',
    '十二',
    '3万5',
    '12,5',
    '1,23',
    '1,2345',
    '1.2.3',
    '1e5',
    '12x',
    '5万3亿',
    '1万2万',
    '¥5',
    '--5',
    '5-',
    '1 2',
    '.',
    '-',
    '万',
    '12t',
    'constructor',
  ])('%j is not understood, nor guessed', (text) => expect(readNumber(text)).toBeUndefined());

  it('takes a percent sign where there is one to take', () => {
    expect([readNumber('12.5%', { percent: true }), readNumber('１２％', { percent: true }), readNumber('12.5%')]).toEqual([
      '12.5',
      '12',
      undefined,
    ]);
  });

  it('knows the sign of each currency', () => expect(['CNY', 'EUR', 'USD', 'CHF'].map(currencySign)).toEqual(['¥', '€', '$', 'CHF']));

  const decimals = fc
    .record({ whole: fc.bigInt({ min: 0n, max: 10n ** 20n }), places: fc.stringMatching(/^(\d{0,6}[1-9])?$/), negative: fc.boolean() })
    .map(({ whole, places, negative }) => {
      const plain = `${whole}${places ? `.${places}` : ''}`;
      return negative && plain !== '0' ? `-${plain}` : plain;
    });

  it('reads what it has written as the same, with and without separators', () => {
    fc.assert(fc.property(decimals, (number) => readNumber(number) === number && readNumber(grouped(number)) === number));
  });

  it('keeps every digit behind a unit', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (n) => readNumber(`${n}万`) === String(n * 10_000n)));
  });

  it('gives a plain decimal or nothing, whatever is typed', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[\d.,万亿kw%¥ -]{0,12}$/));
    fc.assert(fc.property(text, (typed) => /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(readNumber(typed, { ...CNY, percent: true }) ?? '0')));
  });
});

describe('separators while one types', () => {
  const type = (before: string, keys: string) =>
    [...keys].reduce((held, key) => regrouped(held.text, { text: held.text + key, caret: held.text.length + 1 }), {
      text: before,
      caret: before.length,
    });

  it.each([
    ['1234', '1,234'],
    ['1234567', '1,234,567'],
    ['-1234.5678', '-1,234.5678'],
    ['12345万', '12,345万'],
    ['¥12345', '¥12,345'],
    ['1亿2000万', '1亿2000万'],
    ['12,5', '12,5'],
    ['1,234', '1,234'],
    ['abc', 'abc'],
  ])('typing %s shows %s', (keys, shown) => expect(type('', keys).text).toBe(shown));

  it('come and go with digits, and the caret stays behind the digit it was behind', () => {
    expect(regrouped('1,234', { text: '1,2934', caret: 4 })).toEqual({ text: '12,934', caret: 4 });
    expect(regrouped('12,345', { text: '1,345', caret: 1 })).toEqual({ text: '1,345', caret: 1 });
    expect(regrouped('1,234', { text: '1,23', caret: 4 })).toEqual({ text: '123', caret: 3 });
    // What takes a separator away steps over it.
    expect(regrouped('1,234', { text: '1234', caret: 1 })).toEqual({ text: '1,234', caret: 1 });
  });

  it('never change a digit, nor how many stand before the caret', () => {
    const text = fc.stringMatching(/^-?\d{0,12}(\.\d{0,3})?[万亿元k]?$/);
    fc.assert(
      fc.property(text, fc.nat(20), (typed, place) => {
        const caret = Math.min(place, typed.length);
        const now = regrouped('', { text: typed, caret });
        const bare = (value: string) => value.replaceAll(',', '');
        return bare(now.text) === typed && bare(now.text.slice(0, now.caret)) === typed.slice(0, caret);
      }),
    );
  });
});
