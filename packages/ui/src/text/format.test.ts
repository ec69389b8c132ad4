import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney, formatShortMoney } from './format.ts';

const LANGUAGES = ['en', 'zh-CN'] as const;
const digits = (text: string) => text.replace(/[^\d.-]/g, '');
/** A decimal as the server writes it, with up to 20 digits before and 8 after the point. */
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 99_999_999 }))
  .map(
    ([minus, whole, part]) =>
      `${minus && (whole > 0n || part > 0) ? '-' : ''}${whole}${part ? `.${String(part).padStart(8, '0').replace(/0+$/, '')}` : ''}`,
  );

describe('a decimal', () => {
  it.each([
    ['0', '0'],
    ['-0.1', '-0.1'],
    ['1000', '1,000'],
    ['999999999999999', '999,999,999,999,999'],
    ['9007199254740993', '9,007,199,254,740,993'],
    ['12345678901234567890.12345678', '12,345,678,901,234,567,890.12345678'],
    ['0.100000000', '0.1'],
  ])('%s is written %s', (value, text) => {
    for (const language of LANGUAGES) expect(formatDecimal(value, language)).toBe(text);
  });

  it('keeps every digit, however many there are', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom(...LANGUAGES), (value, language) => {
        expect(digits(formatDecimal(value, language))).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same from a number as from a text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
        expect(formatDecimal(value, 'en')).toBe(formatDecimal(String(value), 'en'));
      }),
    );
  });
});

describe('money', () => {
  it.each([
    ['1500', 'CNY', '¥1,500', '¥1,500'],
    ['1500.00', 'CNY', '¥1,500', '¥1,500'],
    ['1500.5', 'USD', '$1,500.50', '$1,500.50'],
    ['-0.01', 'EUR', '-€0.01', '-€0.01'],
    ['0.1234', 'CNY', '¥0.1234', '¥0.1234'],
    ['9999999999999999.99', 'CNY', '¥9,999,999,999,999,999.99', '¥9,999,999,999,999,999.99'],
    ['12', 'CHF', 'CHF 12', 'CHF 12'],
  ])('%s in %s is written %s', (value, currency, english, chinese) => {
    expect(formatMoney(value, currency, 'en').replace(/\s/g, ' ')).toBe(english);
    expect(formatMoney(value, currency, 'zh-CN').replace(/\s/g, ' ')).toBe(chinese);
  });

  it.each([
    ['0', '¥0', '¥0'],
    ['999', '¥999', '¥999'],
    ['10000', '¥10K', '¥1万'],
    ['1234567', '¥1.2M', '¥123.5万'],
    ['-250000000', '-¥250M', '-¥2.5亿'],
    ['9007199254740993', '¥9007.2T', '¥9007.2万亿'],
  ])('%s is short as %s, and as %s in Chinese, which counts in ten thousands', (value, english, chinese) => {
    expect(formatShortMoney(value, 'CNY', 'en')).toBe(english);
    expect(formatShortMoney(value, 'CNY', 'zh-CN')).toBe(chinese);
  });

  it('never loses a cent', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (cents) => {
        const value = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        const written = digits(formatMoney(value, 'CNY', 'en'));
        expect(written.includes('.') ? written : `${written}.00`).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});
