import { FIELD_TYPES, type Field, type FieldType, type Label } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { en } from '../text/en.ts';
import { zh } from '../text/zh.ts';
import { faces, formatValue, operatorsFor } from './faces.ts';
import { inputs } from './input/inputs.ts';

const name: Label = { en: 'Field', 'zh-CN': '字段' };
const options = [
  { key: 'a', name: { en: 'First', 'zh-CN': '甲' } },
  { key: 'b', name: { en: 'Second', 'zh-CN': '乙' } },
];
const field = (type: FieldType, rest: Partial<Field> = {}) => ({ key: 'f', type, name, ...rest }) as Field;

describe('a value of each type', () => {
  it.each<[FieldType, unknown, string, Partial<Field>?]>([
    ['text', 'Ada', 'Ada'],
    ['long_text', 'one\ntwo', 'one\ntwo'],
    ['integer', 1999, '1999'],
    ['integer', 19990, '19,990'],
    ['decimal', '1234.50', '1,234.5'],
    ['percent', '12.5', '12.5%'],
    ['money', '1200', '¥1,200', { currency: 'CNY' }],
    ['money', '1200.5', '$1,200.50'],
    ['date', '2026-03-01', '2026-03-01'],
    ['choice', 'b', 'Second', { options }],
    ['choices', ['a', 'b'], 'First, Second', { options }],
    ['choices', 'b', 'Second', { options }],
    ['company_id', '91350211M000100Y43', '91350211M000100Y43'],
  ])('%s %j is read as %j', (type, value, text, rest) => {
    expect(formatValue(field(type, rest), value, { language: 'en', currency: 'USD' })).toBe(text);
  });

  it('is an empty text where there is none, and lists in Chinese have Chinese commas', () => {
    expect(formatValue(field('money'), null, { language: 'en', currency: 'USD' })).toBe('');
    expect(formatValue(field('choices', { options }), ['a', 'b'], { language: 'zh-CN', currency: 'CNY' })).toBe('甲、乙');
  });
});

describe('the word lists', () => {
  it.each(FIELD_TYPES)('have a word for %s', (type) => {
    expect(en).toHaveProperty([`type.${type}`]);
    expect(zh).toHaveProperty([`type.${type}`]);
  });
});

describe('a line of a filter', () => {
  it('offers what fits each type, the likeliest first', () => {
    const first = (type: FieldType) => operatorsFor(field(type))[0];
    expect((['long_text', 'phone', 'auto_number', 'company_id'] as const).map(first)).toEqual(Array(4).fill('contains'));
    expect((['integer', 'decimal', 'money', 'percent', 'datetime'] as const).map(first)).toEqual(Array(5).fill('at_least'));
    expect((['choice', 'person', 'department', 'reference', 'date', 'boolean'] as const).map(first)).toEqual(Array(6).fill('is'));
    expect(faces.choices.operators).toEqual(['includes', 'empty', 'not_empty']);
  });

  it('takes several options where one of them is asked for, one where a list is searched, and a line of text for any text', () => {
    expect(inputs.choice.filter?.('one_of')).toBe(inputs.choices.form);
    expect(inputs.choice.filter?.('is')).toBe(inputs.choice.form);
    expect(inputs.choices.filter?.('includes')).toBe(inputs.choice.form);
    expect(inputs.long_text.filter?.('contains')).toBe(inputs.text.form);
    expect(inputs.auto_number.filter?.('is')).toBe(inputs.text.form);
  });
});
