import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, checkExpression } from './check.ts';
import { evaluate } from './evaluate.ts';
import type { Rule } from './rule.ts';
import { namesIn, namesInTerm, subtests, type Test, termsOf, variablesOf } from './test-tree.ts';
import type { Facts, Vocabulary } from './value-type.ts';
import { bind, replaceVariables } from './variables.ts';

const scope: Vocabulary = { a: 'number', b: 'number', s: 'text', ok: 'boolean', tags: 'list', d: 'date', today: 'date' };
const v = (name: string): Rule => ({ var: name });
function test(rule: Rule): Test {
  const checked = check(rule, scope);
  if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
  return checked.value;
}

/** A rule with every kind of test and of term in it. */
const RICH: Rule = {
  or: [
    { and: [v('ok'), { '<': [v('a'), { if: [{ '==': [v('s'), 'x'] }, v('b'), 7] }] }] },
    { '!': [{ in: [v('s'), ['x', 'y']] }] },
    { '>': [{ addDays: [v('d'), { '+': [v('a'), 1] }] }, v('today')] },
    { in: ['t', v('tags')] },
    false,
  ],
};

const number = fc.constantFrom(null, '-1', '0', '7', '7.5', '30');
const facts: fc.Arbitrary<Facts> = fc.record({
  a: number,
  b: number,
  s: fc.constantFrom(null, 'x', 'y', 'z'),
  ok: fc.constantFrom(null, true, false),
  tags: fc.constantFrom(null, [], ['t'], ['u', 't']),
  d: fc.constantFrom(null, '2024-01-01', '2024-02-29'),
  today: fc.constantFrom('2024-01-02', '2024-03-01'),
});

describe('the names of a rule', () => {
  it('are found wherever they stand, each once, in the order in which they are read', () => {
    expect(namesIn(test(RICH))).toEqual(['ok', 'a', 's', 'b', 'today', 'd', 'tags']);
    expect(variablesOf(test(RICH)).filter(({ name }) => name === 'a')).toEqual([
      { kind: 'var', type: 'number', name: 'a' },
      { kind: 'var', type: 'number', name: 'a' },
    ]);
    const checked = checkExpression({ if: [{ in: ['t', v('tags')] }, v('b'), { min: [v('a'), v('b')] }] }, scope);
    expect('value' in checked && namesInTerm(checked.value)).toEqual(['tags', 'b', 'a']);
  });

  it('are told by the parts of a test, which are its tests or its terms and never both', () => {
    const walk = (each: Test): Test[] => [each, ...subtests(each).flatMap(walk)];
    const all = walk(test(RICH));
    expect(all.filter((each) => subtests(each).length > 0 && termsOf(each).length > 0)).toEqual([]);
    expect(all.map(({ kind }) => kind)).toEqual(['or', 'and', 'flag', 'less', 'not', 'oneOf', 'less', 'includes', 'constant']);
  });
});

describe('a rule whose names are bound', () => {
  it('reads only the others, and comes to the same', () => {
    const rich = test(RICH);
    const known = fc.subarray(['a', 'b', 's', 'ok', 'tags', 'd', 'today']);
    fc.assert(
      fc.property(facts, known, (all, names) => {
        const some = Object.fromEntries(names.map((name) => [name, all[name]]));
        const bound = bind(rich, some);
        expect(namesIn(bound).filter((name) => names.includes(name))).toEqual([]);
        const rest = Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
        expect(evaluate(bound, rest)).toBe(evaluate(rich, all));
      }),
    );
  });

  it('takes a name that is there without a value for empty, and leaves one that is not there', () => {
    const rule = test({ '==': [v('a'), v('b')] });
    expect(bind(rule, { a: undefined })).toEqual({
      kind: 'equal',
      type: 'number',
      terms: [
        { kind: 'value', type: 'number', value: null },
        { kind: 'var', type: 'number', name: 'b' },
      ],
    });
    expect(bind(rule, Object.create({ a: '1' }) as Facts)).toEqual(rule);
  });

  it('is the same where nothing is replaced, and where everything is by itself', () => {
    const rich = test(RICH);
    expect(bind(rich, {})).toEqual(rich);
    expect(replaceVariables(rich, (each) => each)).toEqual(rich);
    const renamed = replaceVariables(rich, (each) => ({ ...each, name: `deal.${each.name}` }));
    expect(namesIn(renamed)).toEqual(namesIn(rich).map((name) => `deal.${name}`));
  });
});
