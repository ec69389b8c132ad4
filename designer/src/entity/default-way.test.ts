import { FIELD_TYPES, type Field, readDefault, takes } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { countIn, ruleFor, wayOf, waysFor } from './default-way.ts';

const make = (type: Field['type'], begins?: Rule) =>
  ({ key: 'x', type, name: { en: 'X', 'zh-CN': 'X' }, ...(begins === undefined ? {} : { default: begins }) }) as Field;

describe('the ways in which a default is said', () => {
  it.each(FIELD_TYPES.filter((type) => takes({ type }, 'default')))(
    'of %s are those that its check lets pass, each read back as itself',
    (type) => {
      const ways = waysFor(make(type));
      for (const way of ways) {
        const rule = ruleFor(make(type), way, 12);
        const field = make(type, rule);
        expect([way, readDefault(field)]).toEqual([way, rule === undefined ? undefined : { value: expect.anything() }]);
        if (way === 'fixed') continue;
        expect(wayOf(field)).toBe(way);
        if (way === 'days' || way === 'months') expect(countIn(field, way)).toBe(12);
        expect(waysFor(field)).toEqual(ways);
      }
    },
  );

  it('have a place for what no words cover, and keep it', () => {
    const rule: Rule = { if: [{ '==': [{ var: 'user.department' }, 'd1'] }, 'a', 'b'] };
    expect(waysFor(make('text', rule))).toEqual(['none', 'rule']);
    expect(ruleFor(make('text', rule), 'rule', 1)).toBe(rule);
    expect(wayOf(make('date', { addDays: [{ addMonths: [{ var: 'today' }, 1] }, 1] }))).toBe('rule');
    expect(wayOf(make('date', '2030-01-01'))).toBe('fixed');
    expect([countIn(make('date'), 'days'), countIn(make('date'), 'months')]).toEqual([30, 1]);
  });
});
