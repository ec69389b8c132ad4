import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, checkExpression } from './check.ts';
import { MAX_DEPTH, MAX_NODES, type Rule, tooLarge } from './rule.ts';
import type { Vocabulary } from './value-type.ts';

const scope: Vocabulary = { n: 'number', m: 'number', s: 'text', t: 'text', l: 'list', d: 'date', at: 'datetime', b: 'boolean' };
const v = (name: string): Rule => ({ var: name });
const said = (checked: object) => {
  const [found] = 'issues' in checked ? (checked.issues as { path: string; code: string; params?: object }[]) : [];
  return found && [found.path, found.code, found.params];
};
const condition = (rule: Rule) => said(check(rule, scope, 'at'));
const expression = (rule: Rule) => said(checkExpression(rule, scope, 'at'));

describe('a condition that is refused', () => {
  it.each<[string, Rule, string, object | undefined]>([
    ['nothing', null, 'rule.condition', undefined],
    ['a list', [true], 'rule.condition', undefined],
    ['two operators in one', { and: [true], or: [true] }, 'rule.condition', undefined],
    ['no operator', {}, 'rule.condition', undefined],
    ['an operator with a value', { '+': [1, 2] }, 'rule.operator', { operator: '+' }],
    ['an empty group', { and: [] }, 'rule.arguments', { operator: 'and', expected: 1, found: 0 }],
    ['one side', { '==': [v('n')] }, 'rule.arguments', { operator: '==', expected: 2, found: 1 }],
    ['three sides of a greater', { '>': [1, v('n'), 3] }, 'rule.arguments', { operator: '>', expected: 2, found: 3 }],
    ['four sides of a between', { '<': [1, v('n'), 3, 4] }, 'rule.arguments', { operator: '<', expected: 2, found: 4 }],
    ['not of two', { '!': [true, false] }, 'rule.arguments', { operator: '!', expected: 1, found: 2 }],
    ['a name that is none', { '==': [v('ghost'), 1] }, 'rule.variable', { name: 'ghost' }],
    ['an inherited name', { '==': [v('toString'), 1] }, 'rule.variable', { name: 'toString' }],
    ['a name that is made', { '==': [{ var: [{ cat: ['n'] }] }, 1] }, 'rule.variable_name', undefined],
    ['a name with another value', { '==': [{ var: ['n', 0] }, 1] }, 'rule.variable_name', undefined],
    ['a text for a number', { '<': [v('n'), 'many'] }, 'rule.literal_type', { expected: 'number', found: 'many' }],
    ['a day that is none', { '==': [v('d'), '2023-02-29'] }, 'rule.literal_type', { expected: 'date', found: '2023-02-29' }],
    [
      'an instant without a zone',
      { '<': [v('at'), '2024-01-01T00:00:00'] },
      'rule.literal_type',
      { expected: 'datetime', found: '2024-01-01T00:00:00' },
    ],
    ['a number for yes and no', { '==': [v('b'), 1] }, 'rule.literal_type', { expected: 'boolean', found: '1' }],
    ['a day and an instant', { '<': [v('d'), v('at')] }, 'rule.type', { expected: 'date', found: 'datetime' }],
    ['a text and a number', { '==': [v('s'), v('n')] }, 'rule.type', { expected: 'text', found: 'number' }],
    ['yes and no in an order', { '<': [v('b'), true] }, 'rule.not_ordered', { found: 'boolean' }],
    ['lists in an order', { '>=': [v('l'), v('l')] }, 'rule.not_ordered', { found: 'list' }],
    ['two lists alike', { '==': [v('l'), v('l')] }, 'rule.list_equal', undefined],
    ['a list written down', { '==': [v('s'), ['a']] }, 'rule.literal', undefined],
    ['one of nothing that is empty', { in: [v('s'), ['a', null]] }, 'rule.literal', undefined],
    ['one of other types', { in: [v('n'), ['many']] }, 'rule.literal_type', { expected: 'number', found: 'many' }],
    ['in a number', { in: ['1', v('n')] }, 'rule.type', { expected: 'text', found: 'number' }],
    ['a number in a list', { in: [v('n'), v('l')] }, 'rule.type', { expected: 'text', found: 'number' }],
    ['beginning with a number', { startsWith: [v('s'), v('n')] }, 'rule.type', { expected: 'text', found: 'number' }],
    ['a flag that is a text', v('s'), 'rule.type', { expected: 'boolean', found: 'text' }],
  ])('%s', (_, rule, code, params) => expect(condition(rule)).toEqual(['at', code, params]));

  it('says no more than sixty characters of what it found', () => {
    expect(condition({ '==': [v('n'), 'x'.repeat(500)] })?.[2]).toEqual({ expected: 'number', found: 'x'.repeat(60) });
  });
});

describe('a condition that is taken', () => {
  it.each<[string, Rule, object]>([
    ['a literal has the type of what it stands beside', { '==': ['2024-01-01', v('d')] }, { kind: 'equal', type: 'date' }],
    ['a text alone is a text', { '==': ['2024-01-01', '2024-01-02'] }, { kind: 'equal', type: 'text' }],
    ['a list may be empty', { '==': [v('l'), null] }, { kind: 'equal', type: 'list' }],
    ['different is not the same', { '!=': [v('n'), 1] }, { kind: 'not', test: { kind: 'equal' } }],
    ['greater is less, turned', { '>': [v('n'), v('m')] }, { kind: 'less', terms: [{ name: 'm' }, { name: 'n' }] }],
    ['between is both', { '<=': [1, v('n'), 3] }, { kind: 'and', tests: [{ kind: 'lessOrEqual' }, { kind: 'lessOrEqual' }] }],
    ['one of some', { in: [v('n'), [1, '2.0']] }, { kind: 'oneOf', type: 'number', list: [1, '2.0'] }],
    ['a text in a text', { in: ['a', v('s')] }, { kind: 'contains', terms: [{ name: 's' }, { value: 'a' }] }],
    ['a text in a list', { in: [v('s'), v('l')] }, { kind: 'includes', type: 'list', terms: [{ name: 'l' }, { name: 's' }] }],
    ['a single argument needs no list', { '!': v('b') }, { kind: 'not', test: { kind: 'flag' } }],
  ])('%s', (_, rule, tree) => expect(check(rule, scope)).toMatchObject({ value: tree }));
});

describe('an expression that is refused', () => {
  it.each<[string, Rule, string, object | undefined]>([
    ['too many sums', { '+': Array.from({ length: 21 }, () => 1) }, 'rule.arguments', { operator: '+', expected: 1, found: 21 }],
    ['nothing to divide by', { '/': [v('n')] }, 'rule.arguments', { operator: '/', expected: 2, found: 1 }],
    ['a text among numbers', { '*': [v('n'), 'x'] }, 'rule.literal_type', { expected: 'number', found: 'x' }],
    ['the least of two types', { min: [v('n'), v('d')] }, 'rule.type', { expected: 'number', found: 'date' }],
    ['the greatest of lists', { max: [v('l')] }, 'rule.not_ordered', { found: 'list' }],
    ['digits that are computed', { round: [v('n'), { '+': [1, 1] }] }, 'rule.whole', { operator: 'round', most: 20 }],
    ['too far a shift', { addDays: [v('d'), 36_501] }, 'rule.whole', { operator: 'addDays', most: 36_500 }],
    ['a shift of an instant', { addMonths: [v('at'), 1] }, 'rule.type', { expected: 'date', found: 'datetime' }],
    ['a list that is joined', { cat: [v('l')] }, 'rule.type', { expected: 'text', found: 'list' }],
    ['a bare list', ['a'], 'rule.literal', undefined],
    ['a condition where a value must be', { '+': [{ '<': [1, 2] }, 1] }, 'rule.operator', { operator: '<' }],
    ['a choice by a value', { if: [{ '+': [1, 1] }, 1, 2] }, 'rule.operator', { operator: '+' }],
    ['a choice of two types', { if: [v('b'), v('n'), v('s')] }, 'rule.type', { expected: 'number', found: 'text' }],
  ])('%s', (_, rule, code, params) => expect(expression(rule)).toEqual(['at', code, params]));

  it.each<[string, Rule, string]>([
    ['the first that is computed gives the type to what is written down', { max: ['2024-01-01', v('d'), null] }, 'date'],
    ['of what is only written down the last does', { if: [v('b'), null, '2024-01-01'] }, 'text'],
    ['a shift by a number of the record', { addDays: [v('d'), v('n')] }, 'date'],
    ['the days between', { daysBetween: [v('d'), '2024-01-01'] }, 'number'],
    ['whatever can be written', { cat: [v('s'), v('n'), v('d')] }, 'text'],
  ])('but not: %s', (_, rule, type) => expect(checkExpression(rule, scope)).toMatchObject({ value: { type } }));
});

describe('the size of a rule', () => {
  const nested = (depth: number): Rule => (depth === 0 ? true : { '!': [nested(depth - 1)] });

  it('has a limit in length and one in depth, and goes up to both', () => {
    const long = (nodes: number): Rule => ({ or: Array.from({ length: nodes }, () => true) });
    expect([tooLarge(long(MAX_NODES - 2)), tooLarge(long(MAX_NODES - 1))]).toEqual([undefined, 'rule.too_long']);
    expect([tooLarge(nested(MAX_DEPTH)), tooLarge(nested(MAX_DEPTH + 1))]).toEqual([undefined, 'rule.too_deep']);
    expect(condition(nested(MAX_DEPTH + 1))).toEqual(['at', 'rule.too_deep', undefined]);
  });

  it('is looked at before anything else, and whatever is given is answered and not thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (given) => {
        const checked = check(given as Rule, scope);
        expect('value' in checked || checked.issues.length > 0).toBe(true);
        const term = checkExpression(given as Rule, scope);
        expect('value' in term || term.issues.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
