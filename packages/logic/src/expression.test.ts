import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExpression } from './check.ts';
import { evaluateExpression } from './evaluate.ts';
import type { Rule } from './rule.ts';
import { namesInTerm } from './test-tree.ts';
import type { Facts, Value, Vocabulary } from './value-type.ts';

const scope: Vocabulary = { a: 'number', b: 'number', s: 'text', d: 'date', at: 'datetime', ok: 'boolean', tags: 'list', today: 'date' };
const v = (name: string): Rule => ({ var: name });

function run(rule: Rule, facts: Facts = {}): Value {
  const checked = checkExpression(rule, scope);
  return 'value' in checked ? evaluateExpression(checked.value, facts) : (checked.issues[0]?.code ?? '');
}

describe('what an expression comes to', () => {
  it.each<[string, Rule, Facts, Value]>([
    ['numbers are exact', { '+': [0.1, 0.2] }, {}, '0.3'],
    ['and have one writing', v('a'), { a: '-0.500' }, '-0.5'],
    ['whole ones too', v('a'), { a: 7 }, '7'],
    ['nothing is less than nothing', { '-': [0] }, {}, '0'],
    ['one operand changes its sign', { '-': [v('a')] }, { a: '2' }, '-2'],
    ['an empty operand makes arithmetic empty', { '*': [v('a'), 0] }, {}, null],
    ['so does a literal one', { '+': [v('a'), null] }, { a: 1 }, null],
    ['quotients are cut at twenty digits, rounded', { '/': [2, 3] }, {}, '0.66666666666666666667'],
    ['halves away from zero', { '/': [v('a'), '100000000000000000000'] }, { a: '-0.5' }, '-0.00000000000000000001'],
    ['below the half to zero', { '/': [v('a'), '100000000000000000000'] }, { a: '0.49999' }, '0'],
    ['large ones are whole', { '/': ['123456789012345678901234567890', 1] }, {}, '123456789012345678901234567890'],
    ['nothing is divided by zero', { '/': [v('a'), { '-': [v('b'), v('b')] }] }, { a: 1, b: '3' }, null],
    ['rounded to digits', { round: [v('a'), 2] }, { a: '2.345' }, '2.35'],
    ['away from zero', { round: [{ '-': [v('a')] }, 2] }, { a: '2.345' }, '-2.35'],
    ['to whole ones', { round: [v('a')] }, { a: '-0.4' }, '0'],
    ['to thousands', { round: [v('a'), -3] }, { a: 12_500 }, '13000'],
    ['the least of what is there', { min: [v('a'), v('b'), '1.5'] }, { a: null, b: 2 }, '1.5'],
    ['of nothing it is nothing', { max: [v('a'), v('b')] }, {}, null],
    ['the latest day', { max: [v('d'), '2024-01-01', v('today')] }, { today: '2023-12-31' }, '2024-01-01'],
    ['the last text by code point', { max: [v('s'), '\uffee'] }, { s: '\u{10000}' }, '\u{10000}'],
    ['texts are joined; what is empty adds nothing', { cat: [v('s'), '-', v('a'), v('d')] }, { s: '智慧👍', a: '2.50' }, '智慧👍-2.5'],
    ['of nothing comes an empty text', { cat: [v('s')] }, {}, ''],
    ['days between', { daysBetween: [v('d'), v('today')] }, { d: '2024-02-28', today: '2024-03-01' }, '2'],
    ['backwards less than none', { daysBetween: [v('today'), v('d')] }, { d: '2024-02-28', today: '2024-03-01' }, '-2'],
    ['over all the calendar', { daysBetween: ['0001-01-01', v('d')] }, { d: '9999-12-31' }, '3652058'],
    ['a day later', { addDays: [v('d'), 1] }, { d: '2024-02-28' }, '2024-02-29'],
    ['by whole days only', { addDays: [v('d'), v('a')] }, { d: '2024-02-28', a: '-1.9' }, '2024-02-27'],
    ['not past the calendar', { addDays: [v('d'), 1] }, { d: '9999-12-31' }, null],
    ['nor before it', { addDays: [v('d'), v('a')] }, { d: '0001-01-01', a: -1 }, null],
    ['the same day next month', { addMonths: [v('d'), 1] }, { d: '2024-03-15' }, '2024-04-15'],
    ['or its last', { addMonths: [v('d'), 1] }, { d: '2023-01-31' }, '2023-02-28'],
    ['in leap years too', { addMonths: [v('d'), 12] }, { d: '2024-02-29' }, '2025-02-28'],
    ['back over a year', { addMonths: [v('d'), -13] }, { d: '2024-03-31' }, '2023-02-28'],
    ['in the first years', { addMonths: [v('d'), 1] }, { d: '0004-01-31' }, '0004-02-29'],
    ['however far, no further than the calendar', { addMonths: [v('d'), v('a')] }, { d: '2024-03-31', a: '9'.repeat(30) }, null],
    [
      'the first value whose condition holds',
      { if: [{ '>': [v('a'), 5] }, 'much', { '>': [v('a'), 1] }, 'some', 'little'] },
      { a: 3 },
      'some',
    ],
    ['else the last', { if: [{ '>': [v('a'), 5] }, 'much', 'little'] }, {}, 'little'],
    ['or nothing', { if: [{ '>': [v('a'), 5] }, v('b')] }, { b: 1 }, null],
    ['a literal takes the type of what stands beside it', { if: [v('ok'), v('d'), '2024-01-01'] }, {}, '2024-01-01'],
    ['instants in UTC', v('at'), { at: '2024-03-31T09:00:00+08:00' }, '2024-03-31T01:00:00.000Z'],
    ['yes or no', v('ok'), { ok: true }, true],
    [
      'expressions stand in conditions',
      { if: [{ '<': [{ daysBetween: [v('today'), v('d')] }, 3] }, true, false] },
      { today: '2024-01-01', d: '2024-01-03' },
      true,
    ],
  ])('%s', (_, rule, facts, expected) => expect(run(rule, facts)).toBe(expected));

  it.each<[string, Rule, string]>([
    ['a condition is no value', { '>': [v('a'), 1] }, 'rule.operator'],
    ['a value is no condition', { if: [v('a'), 1, 2] }, 'rule.type'],
    ['values of one type', { if: [v('ok'), 1, 'x'] }, 'rule.literal_type'],
    ['numbers and texts are not added', { '+': [v('a'), v('s')] }, 'rule.type'],
    ['instants are not joined, for their text depends on the place', { cat: [v('at')] }, 'rule.type'],
    ['nor is yes or no', { cat: [v('ok')] }, 'rule.type'],
    ['yes and no have no order', { min: [v('ok')] }, 'rule.not_ordered'],
    ['a list is no value', v('tags'), 'rule.type'],
    ['not even chosen', { if: [v('ok'), v('tags')] }, 'rule.type'],
    ['digits are written down', { round: [v('a'), v('b')] }, 'rule.whole'],
    ['and are whole', { round: [v('a'), 0.5] }, 'rule.whole'],
    ['and few', { round: [v('a'), 21] }, 'rule.whole'],
    ['days that are written down are whole', { addDays: [v('d'), 1.5] }, 'rule.whole'],
    ['and there', { addDays: [v('d'), null] }, 'rule.whole'],
    ['two parts of a quotient', { '/': [1, 2, 3] }, 'rule.arguments'],
    ['something to choose from', { if: [true] }, 'rule.arguments'],
    ['nothing inherited', { toString: [1] }, 'rule.operator'],
    ['no unknown name, wherever', { if: [{ '==': [v('ghost'), null] }, 1] }, 'rule.variable'],
  ])('refused: %s', (_, rule, code) => expect(run(rule)).toBe(code));

  it('names what its conditions read, too', () => {
    const checked = checkExpression(
      { if: [{ '>': [v('a'), 1] }, { '+': [v('b'), v('b')] }, { daysBetween: [v('d'), v('today')] }] },
      scope,
    );
    expect('value' in checked && namesInTerm(checked.value)).toEqual(['a', 'b', 'd', 'today']);
  });
});

describe('laws', () => {
  const amount = fc.tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 12 })).map(([digits, scale]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
    return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - scale)}${scale ? `.${text.slice(-scale)}` : ''}`;
  });
  const date = fc
    .date({ min: new Date('0300-01-01'), max: new Date('9500-12-31'), noInvalidDate: true })
    .map((each) => each.toISOString().slice(0, 10));

  it('what is added can be taken away', () =>
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(run({ '-': [{ '+': [v('a'), v('b')] }, v('b')] }, { a, b })).toBe(run(v('a'), { a }));
      }),
    ));

  it('a quotient is as near as its digits allow', () =>
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const off = run({ '-': [{ '*': [{ '/': [v('a'), v('b')] }, v('b')] }, v('a')] }, { a, b });
        if (off === null) expect(Number(b)).toBe(0);
        else expect(Math.abs(Number(off))).toBeLessThanOrEqual(Math.abs(Number(b)) * 0.5e-20 * (1 + 1e-9));
      }),
    ));

  it('days that are added are the days between', () =>
    fc.assert(
      fc.property(date, fc.integer({ min: -90_000, max: 90_000 }), (d, a) => {
        expect(run({ daysBetween: [v('d'), { addDays: [v('d'), v('a')] }] }, { d, a })).toBe(String(a));
      }),
    ));

  it('a month later is never in the month after that', () =>
    fc.assert(
      fc.property(date, fc.integer({ min: -3_000, max: 3_000 }), (d, a) => {
        const [year = 0, month = 0] = d.split('-').map(Number);
        const [toYear = 0, toMonth = 0, day] = String(run({ addMonths: [v('d'), v('a')] }, { d, a }))
          .split('-')
          .map(Number);
        expect(toYear * 12 + toMonth).toBe(year * 12 + month + a);
        expect(day).toBeLessThanOrEqual(Number(d.slice(8)));
      }),
    ));
});
