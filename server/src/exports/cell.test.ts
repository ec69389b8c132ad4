import type { AnyField, Field, RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { cellOf } from './cell.ts';

const options = [
  { key: 'a', name: { en: 'First', 'zh-CN': '一' } },
  { key: 'b', name: { en: 'Second, or so', 'zh-CN': '二' } },
];
const cell = (type: Field['type'], value: unknown, more: Partial<AnyField> = {}, names = {}, language: 'en' | 'zh-CN' = 'en') =>
  cellOf(
    { key: 'x', name: { en: 'X', 'zh-CN': 'X' }, type, ...more } as Field,
    { id: 'r', version: 1, x: value, $names: names } as unknown as RecordJson,
    { language, timeZone: 'Asia/Shanghai' },
  );

describe('the text of a cell', () => {
  it.each<[Field['type'], unknown, string]>([
    ['text', null, ''],
    ['text', ' a "b" ', ' a "b" '],
    ['integer', 0, '0'],
    ['integer', 123_456, '123456'],
    ['decimal', '-1234567890.1234', '-1234567890.1234'],
    ['percent', '12.5', '12.5'],
    ['money', '1200', '1200'],
    ['money', '1200.5', '1200.50'],
    ['money', '-0.125', '-0.125'],
    ['date', '2026-03-11', '2026-03-11'],
    ['datetime', '2026-03-11T02:00:00.000Z', '2026-03-11 10:00'],
    ['datetime', '2026-03-11T02:00:07.250Z', '2026-03-11 10:00:07.250'],
  ])('of a %s %j is %j', (type, value, text) => expect(cell(type, value)).toBe(text));

  it('says options, yes and no in the language of whoever reads', () => {
    const both = (type: Field['type'], value: unknown) => [cell(type, value, { options }), cell(type, value, { options }, {}, 'zh-CN')];
    expect(both('choice', 'a')).toEqual(['First', '一']);
    expect(both('choices', ['a', 'b'])).toEqual(['First; Second, or so', '一; 二']);
    expect(both('choice', 'gone')).toEqual(['(no longer in use)', '（已停用）']);
    expect(both('boolean', true)).toEqual(['Yes', '是']);
    expect(both('boolean', false)).toEqual(['No', '否']);
  });

  it('names people and records, and never shows an id', () => {
    expect(cell('person', 'p1', {}, { x: 'Li Na' })).toBe('Li Na');
    expect(cell('reference', 'f1', {}, { x: null })).toBe('(not visible)');
    expect(cell('reference', 'f1', {}, {}, 'zh-CN')).toBe('（无权查看）');
  });
});
