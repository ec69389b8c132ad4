import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { AnyField, Field } from '../model/field.ts';
import { FIELD_TYPES, type FieldType } from '../model/field-settings.ts';
import { normalise } from './normalise.ts';
import { valuesSchema, writableFields, writeSchema } from './record-schema.ts';
import { shapeIssue, shapeValues } from './shape-issue.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const options = ['a', 'b'].map((key) => ({ key, name: label(key) }));
const field = (type: FieldType, more: Partial<AnyField> = {}): Field => ({ key: 'x', name: label('X'), type, ...more }) as Field;
const choice = { options: [...options, { key: 'old', name: label('Old'), retired: true as const }] };
const uuid = '01a00000-0000-7000-8000-000000000000';

describe('the form of a value', () => {
  it.each<[FieldType, Partial<AnyField>, unknown, string | undefined]>([
    ['text', {}, 'x'.repeat(500), undefined],
    ['text', {}, 'x'.repeat(501), 'value.too_long'],
    ['text', { maxLength: 2 }, '👍👍', undefined],
    ['text', { maxLength: 2 }, '👍👍👍', 'value.too_long'],
    ['text', {}, 5, 'value.type'],
    ['text', {}, 'a\u0000', 'value.characters'],
    ['text', {}, '\ud800', 'value.characters'],
    ['long_text', {}, 'x'.repeat(20_001), 'value.too_long'],
    ['integer', { min: 1, max: 5 }, 5, undefined],
    ['integer', { min: 1, max: 5 }, 6, 'value.range'],
    ['integer', { min: 1, max: 5 }, 0, 'value.range'],
    ['integer', {}, 1.5, 'value.type'],
    ['integer', {}, '1', 'value.type'],
    ['integer', {}, 2 ** 53, 'value.range'],
    ['money', {}, '-1234567890123456.78', undefined],
    ['money', {}, '12345678901234567', 'value.format'],
    ['money', {}, '1.234', 'value.format'],
    ['money', { scale: 0 }, '1.2', 'value.format'],
    ['money', {}, '1e3', 'value.format'],
    ['money', {}, 12, 'value.type'],
    ['percent', {}, '100.00', undefined],
    ['decimal', { scale: 6 }, '0.123456', undefined],
    ['date', {}, '2024-02-29', undefined],
    ['date', {}, '2023-02-29', 'value.format'],
    ['datetime', {}, '2024-02-29T12:00:00Z', undefined],
    ['datetime', {}, '2024-02-29', 'value.format'],
    ['boolean', {}, false, undefined],
    ['boolean', {}, 'false', 'value.type'],
    ['choice', choice, 'a', undefined],
    ['choice', choice, 'old', 'value.option'],
    ['choice', choice, 'A', 'value.option'],
    ['choices', choice, ['b', 'a'], undefined],
    ['choices', choice, ['a', 'a'], 'value.twice'],
    ['choices', choice, ['a', 'old'], 'value.option'],
    ['choices', choice, 'a', 'value.type'],
    ['choices', choice, [], 'value.format'],
    ['choices', choice, ['a', '\ud800'], 'value.characters'],
    ['person', {}, 'u1', undefined],
    ['person', {}, 'u'.repeat(65), 'value.too_long'],
    ['department', {}, uuid, undefined],
    ['department', {}, 'sales', 'value.format'],
    ['reference', { target: 'firm' }, uuid.toUpperCase(), undefined],
    ['reference', { target: 'firm' }, `${uuid}0`, 'value.format'],
    ['email', {}, '张@例子.中国', undefined],
    ['email', {}, 'a@b', 'value.format'],
    ['email', {}, 'A <a@b.c>', 'value.format'],
    ['phone', {}, '+86 (10) 1234-5678', undefined],
    ['phone', {}, '1234', 'value.format'],
    ['url', {}, 'https://例子.中国/路', undefined],
    ['url', {}, 'javascript:alert(1)', 'value.format'],
    ['url', {}, 'https://a b', 'value.format'],
    ['company_id', {}, 'nothing', 'value.format'],
  ])('%s %j: %j %s', (type, more, value, code) => {
    const found = shapeIssue(field(type, more), value);
    expect([found?.code, found?.path]).toEqual([code, code && 'x']);
  });

  it('says the limit where there is one', () => {
    expect(shapeIssue(field('text', { maxLength: 3 }), 'four')?.params).toEqual({ field: label('X'), limit: 3 });
    expect(shapeIssue(field('boolean'), 1)?.params).toEqual({ field: label('X') });
  });

  it('is right for what is empty, whatever the type', () => {
    for (const type of FIELD_TYPES)
      for (const none of [null, undefined]) expect(shapeIssue(field(type, { options }), none)).toBeUndefined();
  });

  it('is judged of whatever is sent, without a throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_TYPES), fc.jsonValue({ maxDepth: 3 }), (type, sent) => {
        const of = field(type, { options, target: 'firm' });
        const found = shapeIssue(of, normalise(of, sent));
        expect(found === undefined || found.path === 'x').toBe(true);
      }),
    );
  });
});

describe('the values of a write', () => {
  const fields = [field('text'), { ...field('integer'), key: 'n' }, { ...field('choices', { options }), key: 'c' }] as Field[];

  it('are brought to their one form, and each that is wrong is told once', () => {
    const { values, issues } = shapeValues(fields, { x: '  e\u0301 ', n: 'many', c: [], ghost: 1 });
    expect(values).toEqual({ x: 'é', c: null });
    expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual(['n value.type', 'ghost unknown.field']);
  });

  it('of inherited names are unknown like any others', () => {
    const sent = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}');
    expect(shapeValues(fields, sent).issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '__proto__ unknown.field',
      'constructor unknown.field',
      'toString unknown.field',
    ]);
  });
});

describe('the schema of the values of a write', () => {
  const [, firm] = exampleApp().entities;
  const entity = {
    ...firm,
    fields: [...(firm?.fields ?? []), field('auto_number'), { ...field('date'), key: 'gone', retired: true }],
  } as NonNullable<typeof firm>;

  it('lets in what people give, the owner too, and nothing else', () => {
    expect(writableFields(entity).map(({ key }) => key)).toEqual(['name', 'size', 'owner']);
    expect(valuesSchema(entity)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      properties: {
        name: { type: ['string', 'null'], minLength: 1, maxLength: 500 },
        size: { type: ['string', 'null'], enum: ['big', 'small', null] },
        owner: { type: ['string', 'null'], minLength: 1, maxLength: 64, format: 'person' },
      },
    });
  });

  it('lets every value be emptied', () => {
    for (const type of FIELD_TYPES) expect(writeSchema(field(type, { options })).type).toContain('null');
  });
});
