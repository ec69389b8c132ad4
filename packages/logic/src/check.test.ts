import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { evaluate } from './evaluate.ts';
import type { Rule } from './rule.ts';
import type { Facts, Vocabulary } from './value-type.ts';

const scope: Vocabulary = {
  amount: 'number',
  name: 'text',
  tags: 'list',
  due: 'date',
  at: 'datetime',
  urgent: 'boolean',
  'user.id': 'text',
  today: 'date',
};

function run(rule: Rule, facts: Facts): boolean | string {
  const checked = check(rule, scope);
  return 'value' in checked ? evaluate(checked.value, facts) : (checked.issues[0]?.code ?? '');
}

describe('what a rule means', () => {
  const cases: [string, Rule, Facts, boolean | string][] = [
    ['a comparison with an empty value is false', { '<': [{ var: 'amount' }, 5] }, { amount: null }, false],
    ['and its negation is the complement', { '!': [{ '<': [{ var: 'amount' }, 5] }] }, { amount: null }, true],
    ['empty equals empty', { '==': [{ var: 'name' }, null] }, {}, true],
    ['empty differs from a value', { '!=': [{ var: 'name' }, 'x'] }, { name: null }, true],
    ['numbers are exact decimals', { '==': [{ '+': [{ var: 'amount' }, 0.2] }, 0.3] }, { amount: '0.1' }, true],
    ['big numbers do not round', { '==': [{ var: 'amount' }, '9007199254740993'] }, { amount: '9007199254740992' }, false],
    ['trailing zeros do not matter', { '==': [{ var: 'amount' }, '1.0'] }, { amount: '1.00' }, true],
    ['text orders by code point', { '<': [{ var: 'name' }, '\u{10000}'] }, { name: '\uffee' }, true],
    ['text compares exactly', { '==': [{ var: 'name' }, 'Ä'] }, { name: 'ä' }, false],
    ['between', { '<=': [1, { var: 'amount' }, 3] }, { amount: '3' }, true],
    ['one of', { in: [{ var: 'name' }, ['a', 'b']] }, { name: 'b' }, true],
    ['list includes', { in: ['a', { var: 'tags' }] }, { tags: ['b', 'a'] }, true],
    ['text contains', { in: ['园', { var: 'name' }] }, { name: '智慧园区' }, true],
    ['starts with', { startsWith: [{ var: 'name' }, '智'] }, { name: '智慧园区' }, true],
    ['add days', { '<': [{ var: 'due' }, { addDays: [{ var: 'today' }, 30] }] }, { due: '2024-03-01', today: '2024-02-01' }, true],
    ['instants compare across zones', { '==': [{ var: 'at' }, '2024-01-01T08:00:00+08:00'] }, { at: '2024-01-01T00:00:00.000Z' }, true],
    ['a flag is true only when true', { var: 'urgent' }, { urgent: null }, false],
    ['unknown variables are refused', { '==': [{ var: 'constructor' }, null] }, {}, 'rule.variable'],
    ['so are inherited names', { '==': [{ var: '__proto__' }, null] }, {}, 'rule.variable'],
    ['types must agree', { '==': [{ var: 'amount' }, 'many'] }, {}, 'rule.literal_type'],
    ['no other operators', { log: ['x'] }, {}, 'rule.operator'],
    ['no operator found on the prototype', { constructor: ['x'] }, {}, 'rule.operator'],
    ['no days that do not exist', { '<': [{ var: 'due' }, '2023-02-29'] }, {}, 'rule.literal_type'],
    ['lists have no order', { '<': [{ var: 'tags' }, { var: 'tags' }] }, {}, 'rule.not_ordered'],
    ['a value is not a condition', 5, {}, 'rule.condition'],
    ['a list of constants has constants only', { in: [{ var: 'name' }, ['a', { var: 'tags' }]] }, {}, 'rule.type'],
    ['not even another text', { in: [{ var: 'name' }, ['a', { var: 'name' }]] }, {}, 'rule.literal'],
    ['a flag is one name and nothing more', { var: ['urgent', 'name'] }, {}, 'rule.arguments'],
  ];
  it.each(cases)('%s', (_, rule, facts, expected) => expect(run(rule, facts)).toBe(expected));

  it('refuses rules past the limits without overflowing the stack', () => {
    let deep: Rule = true;
    for (let i = 0; i < 50_000; i += 1) deep = { '!': [deep] };
    expect(run(deep, {})).toMatch(/rule\.too_/);
    expect(run({ or: Array.from({ length: 500 }, () => true) }, {})).toBe('rule.too_long');
  });
});
