import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Field, normalise } from '../index.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });

describe('a value in its one form', () => {
  const of = (type: Field['type']): Field => ({ key: 'f', type, name: label('F') });

  it('is the same after it was brought there once', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string()),
      fc.double({ noNaN: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    );
    const type = fc.constantFrom<Field['type']>('text', 'money', 'integer', 'choices', 'boolean', 'percent');
    fc.assert(
      fc.property(type, anything, (kind, value) => {
        const once = normalise(of(kind), value);
        expect(normalise(of(kind), once)).toEqual(once);
        expect(once).not.toBe('');
        expect(once).not.toBeUndefined();
      }),
    );
  });

  it.each<[Field['type'], unknown, unknown]>([
    ['text', ' Cafe\u0301\n', 'Café'],
    ['text', ' \t ', null],
    ['choices', [], null],
    ['choices', [' a ', 'b'], ['a', 'b']],
    ['money', 0.1, '0.1'],
    ['money', 1e-7, '0.0000001'],
    ['money', 12345678, '12345678'],
    ['money', -0.5, '-0.5'],
    ['money', 2 ** 60, 2 ** 60],
    ['integer', 5, 5],
    ['boolean', false, false],
    ['date', undefined, null],
  ])('%s: %j becomes %j', (type, value, form) => expect(normalise(of(type), value)).toEqual(form));
});
