import { type Field, type FieldType, normalise, sentence, shapeIssue } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTyped, unread } from './typed.ts';
import { unreadFaults } from './unread.ts';

const AROUND = { today: '2026-03-11', currency: 'CNY' };
const TYPES = ['integer', 'decimal', 'money', 'percent', 'date', 'datetime'] as const satisfies readonly FieldType[];
const field = (type: FieldType, more: Partial<Field> = {}) =>
  ({ key: 'f', type, name: { en: 'Thing', 'zh-CN': '东西' }, ...more }) as Field;
const anything = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[-+¥]?\d{0,18}[.,]?\d{0,6}[万亿千kwm%元]?$/),
  fc.stringMatching(/^\d{1,4}[-/.年]\d{1,2}[-/.月]?\d{0,2}日?( \d{1,2}:\d{2})?$/),
);

describe.each(TYPES)('reading %s', (type) => {
  const it_ = field(type, type === 'integer' ? { min: -5, max: 100_000 } : {});

  it('gives a value that the field can store, or leaves a text that it can not', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const reading = readTyped(it_, text, AROUND);
        if ('value' in reading) return reading.value === null || shapeIssue(it_, normalise(it_, reading.value)) === undefined;
        // What is wrong with it is found again wherever the text is kept.
        return shapeIssue(it_, normalise(it_, text)) !== undefined && unread(it_, text, AROUND)?.code === reading.issue.code;
      }),
    );
  });

  it('takes every stored value as it is', () => {
    const stored = {
      integer: '42',
      decimal: '1.25',
      money: '-12.5',
      percent: '0',
      date: '2026-02-28',
      datetime: '2026-02-28T08:00:00.000Z',
    }[type];
    expect(readTyped(it_, stored, AROUND)).toEqual({ value: type === 'integer' ? 42 : stored });
    expect(unread(it_, type === 'integer' ? 42 : stored, AROUND)).toBeUndefined();
  });

  it('takes blanks for nothing', () => expect(readTyped(it_, ' 　', AROUND)).toEqual({ value: null }));
});

describe('what is wrong with a text', () => {
  const said = (of: Field, text: string, language: 'en' | 'zh-CN' = 'en') => {
    const found = unread(of, text, AROUND);
    return found && sentence(found, language);
  };

  it('is what can be written, or by how much it is too much', () => {
    expect(said(field('money', { currency: 'USD' }), '¥5')).toBe('“Thing” needs an amount in $, such as 1200, 12k or 1.5m.');
    expect(said(field('money'), '1.555', 'zh-CN')).toBe('“东西”的小数位数太多，最多 2 位。');
    expect(said(field('decimal', { scale: 0 }), '1.5')).toBe('“Thing” has too many decimals; the most is 0.');
    expect(said(field('integer', { max: 10 }), '11')).toBe('“Thing” must be at most 10.');
    expect(said(field('integer', { min: 10 }), '9', 'zh-CN')).toBe('“东西”不能小于 10。');
    expect(said(field('date'), '30', 'zh-CN')).toBe('“东西”需要填写日期，例如 2026-12-30、12-30、明天 或 下周一。');
  });

  it('is nothing for a text field, a value or none', () => {
    expect([said(field('text'), 'abc'), unread(field('money'), null, AROUND), unread(field('money'), '12', AROUND)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is told for each field that holds such a text', () => {
    const fields = [field('money'), field('date', { key: 'd' }), field('text', { key: 't' })];
    expect(unreadFaults(fields, { f: 'abc', d: '2026-01-01', t: 'abc' }, AROUND, 'en').map(({ path, code }) => [path, code])).toEqual([
      ['f', 'typed.money'],
    ]);
  });
});
