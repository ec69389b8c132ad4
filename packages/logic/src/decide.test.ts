import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { type Domains, satisfiable } from './decide.ts';
import { compile } from './evaluate.ts';
import { type Rule, tooLarge } from './rule.ts';
import type { Test } from './test-tree.ts';
import type { Facts, Value, Vocabulary } from './value-type.ts';

const SEED = Number(process.env.DECIDE_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.DECIDE_RULES ?? 1_500);

const scope: Vocabulary = {
  c: 'text',
  k: 'text',
  b: 'boolean',
  n: 'number',
  m: 'number',
  d: 'date',
  today: 'date',
  i: 'datetime',
  t: 'text',
  l: 'list',
  u: 'text',
};
const domains: Domains = { c: ['p', 'q', 'r'], k: ['p', 'q'] };
const v = (name: string): Rule => ({ var: name });

function test(rule: Rule): Test {
  const checked = check(rule, scope);
  if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
  return checked.value;
}
const verdict = (rule: Rule) => satisfiable(test(rule), domains);

describe('what can never hold', () => {
  it.each<[string, Rule]>([
    ['false', false],
    ['a constant comparison', { '<': [2, 1] }],
    ['two numbers apart', { and: [{ '>': [v('n'), 5] }, { '<': [v('n'), 3] }] }],
    ['two numbers that touch', { and: [{ '>': [v('n'), 5] }, { '<=': [v('n'), '5.00'] }] }],
    ['a point cut out', { and: [{ '<=': [3, v('n'), 3] }, { '!=': [v('n'), 3] }] }],
    ['two choices', { and: [{ '==': [v('c'), 'p'] }, { '==': [v('c'), 'q'] }] }],
    ['a choice nobody offers', { '==': [v('c'), 'x'] }],
    ['none of all choices, though filled', { and: [{ '!': [{ in: [v('c'), ['p', 'q', 'r']] }] }, { '!=': [v('c'), null] }] }],
    ['a rule and its opposite', { and: [{ in: [v('u'), v('t')] }, { '!': [{ in: [v('u'), v('t')] }] }] }],
    ['empty and compared', { and: [{ '==': [v('d'), null] }, { '<': [v('d'), v('today')] }] }],
    ['empty and computed with', { and: [{ '==': [v('n'), null] }, { '>': [{ '*': [v('n'), 2] }, v('m')] }] }],
    ['empty and part of a quotient', { and: [{ '==': [v('n'), null] }, { '>': [{ round: [{ '/': [v('m'), v('n')] }] }, v('m')] }] }],
    ['days next to each other', { and: [{ '>': [v('d'), '2026-02-28'] }, { '<': [v('d'), '2026-03-01'] }] }],
    ['instants in two zones', { and: [{ '==': [v('i'), '2026-01-01T00:00:00Z'] }, { '<': [v('i'), '2026-01-01T08:00:00+08:00'] }] }],
    ['an order and its opposite', { and: [{ '<': [v('d'), v('today')] }, { '>=': [v('d'), v('today')] }] }],
    ['greater than itself', { '<': [v('n'), v('n')] }],
    ['yes and no', { and: [v('b'), { '!': [v('b')] }] }],
    ['no other than yes and no', { and: [{ '!=': [v('b'), true] }, { '!=': [v('b'), false] }, { '!=': [v('b'), null] }] }],
    ['in a list and not', { and: [{ in: ['x', v('l')] }, { or: [{ '==': [v('l'), null] }, { '!': [{ in: ['x', v('l')] }] }] }] }],
    ['a text that does not begin so', { and: [{ '==': [v('t'), 'abc'] }, { startsWith: [v('t'), 'b'] }] }],
    [
      'every way closed',
      {
        and: [
          { or: [{ '==': [v('c'), 'p'] }, { '==': [v('k'), 'p'] }] },
          { or: [{ '==': [v('c'), 'q'] }, { '==': [v('k'), 'q'] }] },
          { or: [{ '!=': [v('c'), 'p'] }, { '!=': [v('k'), 'q'] }] },
          { or: [{ '!=': [v('c'), 'q'] }, { '!=': [v('k'), 'p'] }] },
        ],
      },
    ],
  ])('%s', (_, rule) => expect(verdict(rule)).toBe('no'));

  it.each<[string, Rule]>([
    ['true', true],
    ['less is false for empty, and so its opposite is true', { and: [{ '!': [{ '<': [v('n'), 3] }] }, { '!': [{ '>=': [v('n'), 3] }] }] }],
    ['not one of all choices: empty', { '!': [{ in: [v('c'), ['p', 'q', 'r']] }] }],
    ['neither yes nor no: empty', { and: [{ '!': [v('b')] }, { '!=': [v('b'), false] }] }],
    ['between two numbers', { and: [{ '>': [v('n'), 3] }, { '<': [v('n'), '3.0000000001'] }] }],
    ['between two texts', { and: [{ '>': [v('t'), 'a'] }, { '<': [v('t'), 'aa'] }] }],
    ['a list with two', { and: [{ in: ['x', v('l')] }, { in: ['y', v('l')] }, { '!': [{ in: ['z', v('l')] }] }] }],
  ])('but this can: %s', (_, rule) => expect(verdict(rule)).toBe('yes'));

  it('gives up rather than think for long', () => {
    // Seven pigeons, six holes: no short way to see that it cannot be.
    const sits = (pigeon: number, hole: number): Rule => ({ '==': [{ '+': [v('n'), pigeon] }, { '*': [v('m'), hole] }] });
    const all = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
    const rule: Test = {
      kind: 'and',
      tests: [
        ...all(7).map((p): Test => ({ kind: 'or', tests: all(6).map((h) => test(sits(p, h))) })),
        ...all(6).flatMap((h) =>
          all(7).flatMap((p) =>
            all(p - 1).map((q): Test => ({ kind: 'not', test: { kind: 'and', tests: [test(sits(p, h)), test(sits(q, h))] } })),
          ),
        ),
      ],
    };
    const begun = performance.now();
    expect(satisfiable(rule)).toBe('unknown');
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it.each<[string, Rule]>([
    ['the greatest of what is there', { and: [{ '==': [v('n'), null] }, { '>': [{ max: [v('n'), v('m')] }, 1] }] }],
    ['a text joined of nothing and something', { and: [{ '==': [v('t'), null] }, { '<': [{ cat: [v('t'), 'b'] }, 'c'] }] }],
    [
      'what is chosen because it is empty',
      { and: [{ '==': [v('n'), null] }, { '<': [{ if: [{ '==': [v('n'), null] }, 1, v('m')] }, 2] }] },
    ],
    ['a choice between others', { and: [{ '==': [v('n'), null] }, { '<': [{ if: [{ '>': [v('n'), 3] }, v('n'), v('m')] }, v('m')] }] }],
  ])('an empty operand need not make an expression empty: %s', (_, rule) => expect(verdict(rule)).not.toBe('no'));
});

const pick = (...values: Value[]) => fc.constantFrom(...values) as fc.Arbitrary<Rule>;
const compare = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const atom: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .tuple(fc.constantFrom('==', '!='), fc.constantFrom('c', 'k'), pick('p', 'q', 'r', null))
    .map(([op, name, value]): Rule => ({ [op]: [v(name), value] })),
  fc
    .tuple(fc.constantFrom('c', 'k'), fc.subarray(['p', 'q', 'r'], { minLength: 1 }))
    .map(([name, list]): Rule => ({ in: [v(name), list] })),
  fc.constant(v('b')),
  fc.tuple(fc.constantFrom('==', '!='), pick(true, false, null)).map(([op, value]): Rule => ({ [op]: [v('b'), value] })),
  fc.tuple(compare, fc.constantFrom('n', 'm'), pick(1, 2, '2.5', 3, null)).map(([op, name, value]): Rule => ({ [op]: [v(name), value] })),
  fc.tuple(compare, fc.constantFrom('n', 'm'), fc.constantFrom('n', 'm')).map(([op, one, two]): Rule => ({ [op]: [v(one), v(two)] })),
  fc.tuple(compare, pick(1, 3)).map(([op, value]): Rule => ({ [op]: [{ '+': [v('n'), v('m')] }, value] })),
  fc.tuple(compare, pick(4, 6)).map(([op, value]): Rule => ({ [op]: [{ '*': [v('n'), 2] }, value] })),
  fc.tuple(compare, pick('2026-01-01', '2026-01-02', '2026-01-03', null)).map(([op, value]): Rule => ({ [op]: [v('d'), value] })),
  fc
    .tuple(compare, fc.constantFrom(-1, 0, 1))
    .map(([op, days]): Rule => ({ [op]: [v('d'), days ? { addDays: [v('today'), days] } : v('today')] })),
  fc.tuple(fc.constantFrom('startsWith', 'endsWith'), pick('a', 'b')).map(([op, value]): Rule => ({ [op]: [v('t'), value] })),
  fc.tuple(compare, pick('a', 'ab', 'b', null)).map(([op, value]): Rule => ({ [op]: [v('t'), value] })),
  pick('x', 'y').map((item): Rule => ({ in: [item, v('l')] })),
  fc.constant<Rule>({ in: [v('t'), v('l')] }),
  fc.constant<Rule>({ '==': [v('l'), null] }),
);
/** Conditions over expressions that an empty operand need not make empty: they must not be called impossible, but need not be decided. */
const richer = fc.oneof(
  atom,
  fc
    .tuple(compare, fc.constantFrom('min', 'max'), pick(1, 3))
    .map(([op, name, value]): Rule => ({ [op]: [{ [name]: [v('n'), v('m')] }, value] })),
  fc.tuple(compare, pick(1, 2)).map(([op, value]): Rule => ({ [op]: [{ if: [{ '>': [v('n'), 1] }, v('m'), 2] }, value] })),
  fc.tuple(compare, pick(0, 1)).map(([op, value]): Rule => ({ [op]: [{ '/': [v('n'), v('m')] }, value] })),
  fc.tuple(compare, pick('b', 'ab')).map(([op, value]): Rule => ({ [op]: [{ cat: [v('t'), 'b'] }, value] })),
);
const grown = (leaf: fc.Arbitrary<Rule>) =>
  fc
    .letrec<{ rule: Rule }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        { arbitrary: leaf, weight: 3 },
        {
          arbitrary: fc
            .tuple(fc.constantFrom('and', 'or'), fc.array(tie('rule'), { minLength: 2, maxLength: 4 }))
            .map(([op, list]): Rule => ({ [op]: list })),
          weight: 4,
        },
        { arbitrary: tie('rule').map((each): Rule => ({ '!': [each] })), weight: 1 },
      ),
    }))
    .rule.filter((each) => tooLarge(each) === undefined);
const rule = grown(atom);

const VALUES: Readonly<Record<string, readonly Value[]>> = {
  c: [null, 'p', 'q', 'r'],
  k: [null, 'p', 'q'],
  b: [null, true, false],
  n: [null, '0', '1', '1.7', '2', '2.2', '2.5', '2.7', '3', '9'],
  m: [null, '-5', '1', '1.5', '2', '2.5', '3', '4'],
  d: [null, '2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'],
  today: ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-04'],
  t: [null, 'a', 'aa', 'ab', 'abb', 'b', 'ba', 'x', '0'],
  l: [null, ['x'], ['y'], ['x', 'y'], ['a'], ['x', 'a', 'b']],
};
const facts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(Object.entries(VALUES).map(([name, values]) => [name, fc.constantFrom(...values)])),
);

/** Every combination of values of the names a test reads, where they are few enough. */
function* worlds(names: readonly string[], known: Facts = {}): Generator<Facts> {
  const [name, ...rest] = names;
  if (name === undefined) yield known;
  else for (const value of VALUES[name] ?? [null]) yield* worlds(rest, { ...known, [name]: value });
}
const used = (rule_: Rule) => [...new Set([...JSON.stringify(rule_).matchAll(/"var":"(\w+)"/g)].map((match) => match[1] as string))];

describe('against every world tried', () => {
  it.each([
    ['decides most', rule, 0.8],
    ['not with expressions in it either', grown(richer), 0.05],
  ])(
    'never calls impossible what is true somewhere; %s',
    (_, rules, least) => {
      const seen = { yes: 0, no: 0, unknown: 0, 'never true by force': 0, 'and said so': 0 };
      fc.assert(
        fc.property(rules, fc.array(facts, { minLength: 40, maxLength: 40 }), (each, samples) => {
          const checked = test(each);
          const said = satisfiable(checked, domains);
          seen[said] += 1;
          const holds = compile(checked);
          const names = used(each);
          const many = names.reduce((product, name) => product * (VALUES[name]?.length ?? 1), 1);
          const tried = many <= 4_000 ? worlds(names) : samples;
          let found = false;
          for (const world of tried) {
            found = holds(world);
            if (found) break;
          }
          if (found) expect([each, said]).not.toEqual([each, 'no']);
          if (found || many > 4_000) return;
          seen['never true by force'] += 1;
          if (said === 'no') seen['and said so'] += 1;
        }),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
      console.log(`decided rules: ${RUNS} (seed ${SEED})`, seen);
      expect(seen['and said so'] / seen['never true by force']).toBeGreaterThan(least);
    },
    60_000,
  );

  it('sees that a rule and its opposite cannot both be, and that one of them must', () => {
    const seen = { no: 0, other: 0 };
    fc.assert(
      fc.property(rule, (each) => {
        const checked = test(each);
        const both = satisfiable({ kind: 'and', tests: [checked, { kind: 'not', test: checked }] }, domains);
        expect(both).not.toBe('yes');
        seen[both === 'no' ? 'no' : 'other'] += 1;
        const neither = satisfiable({ kind: 'not', test: { kind: 'or', tests: [checked, { kind: 'not', test: checked }] } }, domains);
        expect(neither).not.toBe('yes');
      }),
      { seed: SEED, numRuns: RUNS / 3, endOnFailure: true },
    );
    console.log(`a rule and its opposite (seed ${SEED})`, seen);
    expect(seen.no / (seen.no + seen.other)).toBeGreaterThan(0.9);
  }, 60_000);
});
