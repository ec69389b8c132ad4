import { SURROUNDINGS } from '@pipewright/definition';
import type { Rule, Value } from '@pipewright/logic';
import fc from 'fast-check';
import { dates, idTexts, instants, numbers, texts } from './awkward.ts';

/** One of some names as a rule reads it. */
export const name = (...names: string[]) => fc.constantFrom(...names).map((each): Rule => ({ var: each }));
/** One of some values that are not empty. */
export const literal = (values: readonly Value[]) => fc.constantFrom(...values.filter((value) => value !== null)) as fc.Arbitrary<Rule>;
/** A random number as rules write it. */
const number: fc.Arbitrary<Rule> = fc.oneof(
  { arbitrary: name('a', 'b', 'c'), weight: 4 },
  { arbitrary: literal(numbers), weight: 2 },
  { arbitrary: fc.constantFrom<Rule>(0.1, 0.2, 1, -5, 9_007_199_254_740_992), weight: 1 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('+', '-', '*'), name('a', 'b', 'c'), name('a', 'b', 'c'))
      .map(([op, x, y]): Rule => ({ [op]: [x, y] })),
    weight: 2,
  },
);
const text = fc.oneof(name('s', 't'), literal(texts));
const date = fc.oneof(
  name('d', 'e', 'today'),
  literal(dates),
  fc.tuple(name('d', 'e', 'today'), fc.integer({ min: -400, max: 400 })).map(([d, n]): Rule => ({ addDays: [d, n] })),
);
const instant = fc.oneof(name('i', 'now'), literal(instants), fc.constant<Rule>('2024-03-31T09:00:00+08:00'));
const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
// One side is always a variable: two bare literals have no type to agree on.
const typed = (variable: fc.Arbitrary<Rule>, other: fc.Arbitrary<Rule>) =>
  fc.tuple(operator, variable, other, fc.boolean()).map(([op, x, y, swap]): Rule => ({ [op]: swap ? [y, x] : [x, y] }));
const comparison = fc.oneof(
  typed(name('a', 'b', 'c'), number),
  typed(name('s', 't'), text),
  typed(name('d', 'e'), date),
  typed(name('i'), instant),
  fc.tuple(name('a', 's', 'd', 'i', 'f', 'l'), fc.constantFrom('==', '!=')).map(([x, op]): Rule => ({ [op]: [x, null] })),
  fc.constantFrom<Rule>({ var: 'f' }, { '==': [{ var: 'f' }, false] }, true, false),
  fc.tuple(name('s', 't'), fc.subarray(texts.filter((each) => each !== null))).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(name('a', 'b', 'c'), fc.subarray(numbers.filter((each) => each !== null))).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(text, name('l')).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(fc.constantFrom('startsWith', 'endsWith'), name('s', 't'), text).map(([op, x, y]): Rule => ({ [op]: [x, y] })),
  fc.tuple(text, name('s', 't')).map(([part, whole]): Rule => ({ in: [part, whole] })),
  fc.tuple(number, name('a', 'b', 'c'), number).map(([low, x, high]): Rule => ({ '<=': [{ '+': [low, 0] }, x, high] })),
);
const ids = name('u', 'w', 'k', 'user.id', 'user.department');
const about = fc.oneof(
  typed(ids, fc.oneof({ arbitrary: ids, weight: 3 }, { arbitrary: literal(idTexts), weight: 1 })),
  fc.tuple(ids, fc.subarray(idTexts.filter((each) => each !== null))).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(ids, name('user.departments', 'l')).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(name('u', 'w', 'k', ...Object.keys(SURROUNDINGS)), fc.constantFrom('==', '!=')).map(([x, op]): Rule => ({ [op]: [x, null] })),
  fc.tuple(fc.constantFrom('startsWith', 'endsWith', 'in'), ids, ids).map(([op, x, y]): Rule => ({ [op]: [x, y] })),
);
/** A random condition that is well typed. */
export const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    about,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('rule'), { minLength: 1, maxLength: 3 }))
      .map(([op, rules]): Rule => ({ [op]: rules })),
    tie('rule').map((inner): Rule => ({ '!': [inner] })),
  ),
}));
