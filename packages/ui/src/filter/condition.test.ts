import type { Field } from '@pipewright/definition';
import { check, type Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operatorsFor } from '../field/faces.ts';
import type { Operator } from '../field/operator.ts';
import { fromRule, toRule } from './condition.ts';

const label = { en: 'x', 'zh-CN': 'x' };
const options = [{ key: 'a', name: label }];
const fields: Field[] = [
  ...(['text', 'money', 'date', 'datetime', 'boolean', 'person'] as const).map((type) => ({ key: type, type, name: label })),
  { key: 'choice', type: 'choice', name: label, options },
  { key: 'choices', type: 'choices', name: label, options },
];
const scope = {
  text: 'text',
  money: 'number',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  choice: 'text',
  choices: 'list',
  person: 'text',
  today: 'date',
} as const;
const VALUES: Readonly<Record<string, Rule>> = {
  text: 'abc',
  money: '12.5',
  date: '2026-01-02',
  datetime: '2026-01-02T03:04:05.000Z',
  boolean: true,
  choice: 'a',
  choices: 'a',
  person: 'p1',
};

const line = fc.constantFrom(...fields).chain((field) =>
  fc.constantFrom(...operatorsFor(field)).map((operator: Operator) => {
    const value: Rule =
      operator === 'empty' || operator === 'not_empty'
        ? null
        : operator === 'one_of'
          ? ['a']
          : operator === 'within_days'
            ? 30
            : (VALUES[field.type] as Rule);
    return { field: field.key, operator, value };
  }),
);

describe('filters made by clicking', () => {
  it('become rules that are understood, and come back as the same lines', () => {
    fc.assert(
      fc.property(fc.constantFrom('all' as const, 'any' as const), fc.array(line, { minLength: 1, maxLength: 6 }), (match, conditions) => {
        const rule = toRule({ match, conditions }) as Rule;
        expect(check(rule, scope)).toHaveProperty('value');
        expect(fromRule(rule, fields)).toEqual({ match, conditions });
      }),
    );
  });

  it('leave out lines without a value, and are no rule without lines', () => {
    expect(toRule({ match: 'all', conditions: [{ field: 'text', operator: 'is', value: null }] })).toBeUndefined();
    expect(fromRule(undefined, fields)).toEqual({ match: 'all', conditions: [] });
  });

  it('do not pretend to understand a richer rule', () => {
    expect(fromRule({ and: [{ or: [{ '==': [{ var: 'text' }, 'a'] }] }] }, fields)).toBeUndefined();
  });
});
