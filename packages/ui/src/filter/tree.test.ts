import { type Field, fieldTypes, ruleFields } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { check, evaluate, type Facts, type Rule, tooLarge, type Value, type Vocabulary } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operatorsFor } from '../field/faces.ts';
import { type Operator, SHAPES } from '../field/operator.ts';
import { fromRule } from './from-rule.ts';
import { comparable, dayFromToday, STARTS, sourcesFor } from './operand.ts';
import { toRule } from './to-rule.ts';
import { COMBINATORS, type ConditionGroup, type ConditionNode, withFittingValues } from './tree.ts';

const label = { en: 'x', 'zh-CN': 'x' };
const options = ['a', 'b', 'c'].map((key) => ({ key, name: label }));
const TYPES = ['text', 'money', 'date', 'datetime', 'boolean', 'person', 'department', 'choice', 'choices'] as const;
const of = (key: string, type: (typeof TYPES)[number]) =>
  ({ key, type, name: label, ...(type.startsWith('choice') ? { options } : {}) }) as Field;
// Two of each kind, so that one can be held against the other, and each one step away too.
const fields: Field[] = TYPES.flatMap((type) => [of(type, type), of(`other_${type}`, type), of(`ref.${type}`, type)]);
const scope: Vocabulary = {
  ...Object.fromEntries(fields.map(({ key, type }) => [key, fieldTypes[type].value])),
  ...({ 'user.id': 'text', 'user.department': 'text', 'user.departments': 'list', today: 'date', now: 'datetime' } as const),
};
const VALUES: Readonly<Record<string, readonly string[] | readonly boolean[]>> = {
  text: ['abc', '50%', 'b'],
  money: ['12.5', '0', '-3'],
  date: ['2026-01-02', '2026-02-01', '2026-03-04'],
  datetime: ['2026-01-02T03:04:05.000Z', '2026-02-01T00:00:00.000Z'],
  boolean: [true, false],
  choice: ['a', 'b', 'c'],
  choices: ['a', 'b', 'c'],
  person: ['p1', 'p2'],
  department: ['d1', 'd2'],
};
const written = (field: Field): fc.Arbitrary<Rule> => fc.constantFrom(...(VALUES[field.type] ?? []));
const days = fc.integer({ min: -40, max: 40 });

const operand = (field: Field): fc.Arbitrary<Rule> =>
  fc.constantFrom(...sourcesFor(field)).chain((source): fc.Arbitrary<Rule> => {
    if (source === 'value') return written(field);
    if (source === 'day') return days.map(dayFromToday);
    return source === 'field'
      ? fc.constantFrom(...comparable(field, fields)).map(({ key }) => ({ var: key }))
      : fc.constant(STARTS[source]);
  });

const MADE: Readonly<Record<string, (field: Field) => fc.Arbitrary<Rule>>> = {
  none: () => fc.constant(null),
  one: operand,
  several: () => fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
  // From today to a day after it is a line of days, so the first end is a written one here.
  pair: (field) => fc.tuple(written(field), operand(field)),
  days: () => fc.nat({ max: 40 }),
};
const line: fc.Arbitrary<ConditionNode> = fc
  .constantFrom(...fields)
  .chain((field) =>
    fc
      .constantFrom(...operatorsFor(field))
      .chain((operator: Operator) =>
        (MADE[SHAPES[operator]] as (field: Field) => fc.Arbitrary<Rule>)(field).map((value) => ({ field: field.key, operator, value })),
      ),
  );
const { group } = fc.letrec<{ node: ConditionNode; group: ConditionGroup }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, line, tie('group')),
  group: fc.record({ combinator: fc.constantFrom(...COMBINATORS), rules: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
}));

const maybe = (values: readonly Value[]) => fc.constantFrom<Value>(null, ...values);
const facts: fc.Arbitrary<Facts> = fc.record({
  ...Object.fromEntries(
    fields.map((field) => [
      field.key,
      field.type === 'choices' ? fc.option(fc.subarray(['a', 'b'])) : maybe(VALUES[field.type] as readonly Value[]),
    ]),
  ),
  'user.id': fc.constantFrom('p1', 'p2'),
  'user.department': maybe(['d1']),
  'user.departments': fc.subarray(['d1', 'd2']),
  today: fc.constantFrom('2026-01-02', '2026-02-20'),
  now: fc.constant('2026-02-01T00:00:00.000Z'),
});

/** The answer of a rule. */
function answer(rule: Rule, given: Facts): boolean {
  const checked = check(rule, scope);
  if ('issues' in checked) throw new Error(JSON.stringify([rule, checked.issues]));
  return evaluate(checked.value, given);
}

const v = (name: string): Rule => ({ var: name });

describe('conditions as trees', () => {
  it('become rules that are understood, and come back as the same trees', () => {
    fc.assert(
      fc.property(group, (tree) => {
        const rule = toRule(tree) as Rule;
        if (tooLarge(rule) === undefined) expect(check(rule, scope)).toHaveProperty('value');
        expect(fromRule(rule, fields)).toEqual(tree);
      }),
      { numRuns: 2000 },
    );
  });

  const comparison: fc.Arbitrary<Rule> = fc.constantFrom(...fields.filter(({ type }) => type !== 'choices')).chain((field) => {
    const operators = ['money', 'date', 'datetime'].includes(field.type) ? ['==', '!=', '<', '<=', '>', '>='] : ['==', '!='];
    const name = fc.constantFrom<Rule>(v(field.key), { var: [field.key] });
    const other = fc.oneof(operand(field), fc.constant(null));
    const two = fc.tuple(fc.constantFrom(...operators), name, other, fc.boolean());
    const turned = two.map(([operator, a, b, turn]): Rule => ({ [b === null ? '==' : operator]: turn ? [b, a] : [a, b] }));
    const three = fc.tuple(fc.constantFrom('<', '<='), operand(field), name, operand(field));
    const chained = three.map(([operator, a, b, c]): Rule => ({ [operator]: [a, b, c] }));
    const among = fc.tuple(name, fc.array(written(field), { minLength: 1, maxLength: 3 })).map((args): Rule => ({ in: args }));
    if (field.type === 'boolean')
      return fc.oneof(
        turned,
        name,
        name.map((each): Rule => ({ '!': each })),
      );
    return operators.length > 2 ? fc.oneof(turned, chained, among) : fc.oneof(turned, among);
  });
  const { any } = fc.letrec<{ any: Rule }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('any'), { minLength: 1, maxLength: 3 }))
        .map(([operator, rules]): Rule => ({ [operator]: rules })),
      tie('any').map((rule): Rule => ({ '!': [rule] })),
    ),
  }));

  it('say the same as the rules they are read from, whichever way those are written', () => {
    let drawn = 0;
    fc.assert(
      fc.property(any, fc.array(facts, { minLength: 4, maxLength: 8 }), (rule, worlds) => {
        if ('issues' in check(rule, scope)) return;
        const tree = fromRule(rule, fields);
        expect(tree).toBeDefined();
        drawn += 1;
        const again = toRule(tree as ConditionGroup) as Rule;
        for (const world of worlds) expect([rule, again, answer(again, world)]).toEqual([rule, again, answer(rule, world)]);
      }),
      { numRuns: 2000 },
    );
    expect(drawn).toBeGreaterThan(1500);
  });

  it('leave out what is not complete, and are no rule without anything', () => {
    const open: ConditionNode = { field: 'text', operator: 'is', value: null };
    const whole: ConditionNode = { field: 'text', operator: 'is', value: 'a' };
    expect(toRule({ combinator: 'all', rules: [open] })).toBeUndefined();
    expect(toRule({ combinator: 'none', rules: [{ combinator: 'any', rules: [open] }] })).toBeUndefined();
    expect(toRule({ combinator: 'all', rules: [open, whole] })).toEqual({ '==': [v('text'), 'a'] });
    expect(toRule({ combinator: 'all', rules: [{ field: 'money', operator: 'between', value: ['1', null] }, whole] })).toEqual({
      '==': [v('text'), 'a'],
    });
    expect(fromRule(undefined, fields)).toEqual({ combinator: 'all', rules: [] });
  });

  it.each<[string, Rule]>([
    ['what is worked out', { '>': [{ '*': [v('money'), 2] }, '10'] }],
    ['a constant', { and: [{ '==': [v('text'), 'a'] }, true] }],
    ['a field that is not there', { '==': [v('gone'), 'a'] }],
    ['who asks at the left', { in: [v('user.id'), ['p1']] }],
    ['a comparison that the field does not offer', { '<': [v('text'), 'm'] }],
    ['a date against a word', { '==': [v('date'), 'tomorrow'] }],
    ['an empty text', { '==': [v('text'), ''] }],
    ['no option at all', { in: [v('choice'), []] }],
    ['an operator that only objects have', { constructor: [v('text'), 'a'] }],
    ['months from today', { '<=': [v('date'), { addMonths: [v('today'), 1] }] }],
    ['a value that depends', { '==': [v('money'), { if: [v('boolean'), '1', '2'] }] }],
  ])('do not pretend to understand %s', (_, rule) => {
    expect(fromRule(rule, fields)).toBeUndefined();
    expect(fromRule({ and: [{ '==': [v('text'), 'a'] }, { or: [rule, rule] }] }, fields)).toBeUndefined();
  });

  it('keep a value as long as it fits the line', () => {
    const was = { combinator: 'all', rules: [{ id: 'x', field: 'money', operator: 'at_least', value: '12' }] } as unknown as ConditionGroup;
    const turned = (patch: object) => {
      const after = { ...was, rules: [{ ...was.rules[0], ...patch }] } as ConditionGroup;
      return (withFittingValues(was, after).rules[0] as { value: Rule }).value;
    };
    expect(turned({ operator: 'less' })).toBe('12');
    expect(turned({ operator: 'between' })).toBeNull();
    expect(turned({ operator: 'empty' })).toBeNull();
    expect(turned({ field: 'other_money' })).toBeNull();
    expect(turned({ value: '13' })).toBe('13');
  });

  it('read what stands one step away, but not two', () => {
    const app = exampleApp();
    const deal = app.entities[0];
    const names = deal ? ruleFields(app, deal) : [];
    expect(names.find(({ key }) => key === 'firm.size')?.name).toEqual({ en: 'Firm › Size', 'zh-CN': '公司 › 规模' });
    expect(fromRule({ '==': [v('firm.size'), 'big'] }, names)).toEqual({
      combinator: 'all',
      rules: [{ field: 'firm.size', operator: 'is', value: 'big' }],
    });
    expect(names.filter(({ key }) => key.split('.').length > 2)).toEqual([]);
  });
});
