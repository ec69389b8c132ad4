import { type AnyField, type Field, type Mapping, operations } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byName, readDate, textReader } from './field-text.ts';
import { textsOf, unknownColumns } from './mapping.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const texts = (targets: Mapping['targets'], columns: readonly string[], cells: readonly string[]) =>
  Object.fromEntries([...textsOf({ targets }, columns)].map(([target, textOf]) => [target, textOf(cells)]));

describe('where the values of an import come from', () => {
  it('is a column, by its name, whatever its place, or one value for all', () => {
    expect(texts({ name: { column: 'B' }, owner: { value: ' Li ' }, note: { column: 'A' } }, ['A', 'B'], ['x', 'y'])).toEqual({
      ...{ name: 'y', owner: 'Li', note: 'x' },
    });
  });

  it('is empty where the cell is, where a row ends before it, and where the column is not there', () => {
    expect(texts({ a: { column: 'A' }, b: { column: 'B' }, c: { column: 'C' }, d: { value: '  ' } }, ['A', 'B'], [' \t'])).toEqual({
      ...{ a: undefined, b: undefined, c: undefined, d: undefined },
    });
  });

  it('is translated where it is one of the values that are, one of them to nothing', () => {
    const from = { column: 'A', values: { Won: 'won', '-': null, é: 'e' } };
    const one = (cell: string) => texts({ a: from }, ['A'], [cell]).a;
    expect([one(' Won '), one('-'), one('won'), one('e\u0301'), one('toString')]).toEqual(['won', undefined, 'won', 'e', 'toString']);
  });

  it('names the columns that the file has not', () => {
    const mapping: Mapping = { targets: { a: { column: 'A' }, b: { column: 'X' }, c: { value: 'Y' }, d: { column: 'X' } } };
    expect(unknownColumns(mapping, ['A', 'B'])).toEqual(['X', 'X']);
  });

  it('has a shape, and an end', () => {
    const fits = (given: unknown) => operations.previewImport.body.safeParse(given).success;
    const many = (count: number) => ({ targets: Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, { value: 'x' }])) });
    expect([fits({ targets: {} }), fits({ targets: {}, baseline: true }), fits(many(400))]).toEqual([true, true, true]);
    expect([fits({}), fits({ targets: { a: {} } }), fits({ targets: { a: { column: 'A', value: 'x' } } }), fits(many(401))]).toEqual([
      ...[false, false, false, false],
    ]);
  });
});

describe('a text of a file as a value', () => {
  const options = [
    { key: 'a', name: label('First', '一') },
    { key: 'b', name: label('Second', '二') },
    { key: 'c', name: label('a', '三') },
  ];
  const read = (type: Field['type'], text: string, more: Partial<AnyField> = {}, lookups = new Map()) => {
    const issues: Issue[] = [];
    const value = textReader({ key: 'x', name: label('X'), type, ...more } as Field, lookups)(text, issues);
    return issues.length > 0 ? issues.map(({ path, code, params }) => [path, code, params?.value]) : value;
  };

  it.each<[Field['type'], string, unknown]>([
    ['integer', '1,234', 1234],
    ['integer', '-7', -7],
    ['integer', '1.5', '1.5'],
    ['integer', '1234567890123456', '1234567890123456'],
    ['money', '¥ 1,234.50', '1234.50'],
    ['money', '１２', '１２'],
    ['percent', '12.5%', '12.5'],
    ['decimal', '€-0,5', '-05'],
    ['boolean', 'Yes', true],
    ['boolean', '否', false],
    ['boolean', 'maybe', 'maybe'],
    ['date', '2024年2月29日', '2024-02-29'],
    ['date', '2024/2/9 08:00', '2024-02-09'],
    ['date', '2023-02-29', '2023-02-29'],
    ['date', '29.02.2024', '29.02.2024'],
    ['text', ' as it is ', ' as it is '],
  ])('%s %j is %j', (type, text, value) => expect(read(type, text)).toEqual(value));

  it('names an option by its key before any name, in either language, whatever the case', () => {
    const keyOf = byName(options);
    expect(['FIRST', '二', 'A', 'nothing'].map(keyOf)).toEqual(['a', 'b', 'a', 'nothing']);
    expect(read('choice', 'second', { options })).toBe('b');
    expect(read('choices', 'First；二，nothing', { options })).toEqual(['a', 'b', 'nothing']);
  });

  it('names a record, a person or a department that is found once', () => {
    const lookups = new Map([
      [
        'x',
        new Map([
          ['Acme', ['1']],
          ['Twin', ['2', '3']],
        ]),
      ],
    ]);
    for (const type of ['reference', 'person', 'department'] as const) {
      expect(read(type, 'Acme', {}, lookups)).toBe('1');
      expect(read(type, 'Twin', {}, lookups)).toEqual([['x', 'value.ambiguous', 'Twin']]);
      expect(read(type, 'acme', {}, lookups)).toEqual([['x', 'value.unmatched', 'acme']]);
      expect(read(type, 'Acme')).toEqual([['x', 'value.unmatched', 'Acme']]);
    }
  });

  it('reads a day in each of the ways in which sheets write it, and no other number as one', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), fc.boolean(), (date, separator, short) => {
        const iso = date.toISOString().slice(0, 10);
        const parts = iso.split('-').map((part, i) => (short && i > 0 ? String(Number(part)) : part));
        expect(readDate(parts.join(separator))).toBe(iso);
        expect(readDate(`${parts[0]}年${parts[1]}月${parts[2]}日`)).toBe(iso);
      }),
    );
    expect(['20240229', '2024-13-01', '2024-00-10', '24-2-9', ''].map(readDate)).toEqual(Array(5).fill(undefined));
  });
});
