import { type Rule, tooLarge, type Value } from '@pipewright/logic';
import fc from 'fast-check';
import { dates, instants, numbers, texts } from './awkward.ts';
import { literal, name, rule } from './random-rule.ts';

type Kind = 'number' | 'text' | 'date' | 'instant' | 'flag';

/** Numbers that a date is shifted by: whole ones if written down, and far ones, so that calendars end. */
const steps = fc.oneof(fc.integer({ min: -400, max: 400 }), fc.constantFrom(-36_500, 36_500, 0, 1, 12));
const digits = fc.integer({ min: -20, max: 20 });

const names: Readonly<Record<Kind, fc.Arbitrary<Rule>>> = {
  number: name('a', 'b', 'c'),
  text: name('s', 't', 'k', 'u', 'user.id', 'user.department'),
  date: name('d', 'e', 'today'),
  instant: name('i', 'now'),
  flag: name('f'),
};
const plain = (values: readonly Value[]) =>
  fc.oneof({ arbitrary: literal(values), weight: 4 }, { arbitrary: fc.constant<Rule>(null), weight: 1 });
const literals: Readonly<Record<Kind, fc.Arbitrary<Rule>>> = {
  number: fc.oneof(plain(numbers), fc.constantFrom<Rule>(0, 3, 7, -0.1, 1e-7, 9_007_199_254_740_992)),
  text: plain(texts),
  date: plain(dates),
  instant: fc.oneof(plain(instants), fc.constant<Rule>('2024-03-31T09:00:00+08:00')),
  flag: plain([true, false]),
};

const made = fc.letrec<Record<Kind | `some ${Kind}`, Rule>>((tie) => {
  const some = (kind: Kind) => tie(`some ${kind}`);
  const all = (operator: string, ...parts: fc.Arbitrary<Rule>[]) => fc.tuple(...parts).map((args): Rule => ({ [operator]: args }));
  const list = (operators: readonly string[], part: fc.Arbitrary<Rule>, first = part, most = 3) =>
    fc
      .tuple(fc.constantFrom(...operators), first, fc.array(part, { maxLength: most - 1 }))
      .map(([op, head, tail]): Rule => ({ [op]: [head, ...tail] }));
  // Something with a type of its own comes first where literals look for theirs.
  const extreme = (kind: Kind) => list(['min', 'max'], some(kind), tie(kind));
  const choice = (kind: Kind) =>
    fc
      .tuple(tie(kind), fc.array(fc.tuple(rule, some(kind)), { minLength: 1, maxLength: 2 }), fc.boolean())
      .chain(([first, cases, otherwise]) =>
        rule.map((when): Rule => ({ if: [when, first, ...cases.flat(), ...(otherwise ? [first] : [])] })),
      );
  const deeper = (kind: Kind, ...makers: fc.Arbitrary<Rule>[]) =>
    fc.oneof({ maxDepth: 4, depthSize: 'small' }, names[kind], ...makers, choice(kind));
  const any = (kind: Kind) => fc.oneof({ arbitrary: tie(kind), weight: 3 }, { arbitrary: literals[kind], weight: 1 });
  const shift = fc.oneof(
    steps,
    tie('number'),
    tie('number').map((each): Rule => ({ round: [each] })),
  );
  return {
    number: deeper(
      'number',
      list(['+', '*'], some('number')),
      list(['-'], some('number'), some('number'), 2),
      all('/', some('number'), some('number')),
      all('round', some('number'), digits),
      all('round', some('number')),
      extreme('number'),
      all('daysBetween', some('date'), some('date')),
    ),
    text: deeper('text', list(['cat'], fc.oneof(some('text'), some('number'), tie('date')), tie('text')), extreme('text')),
    date: deeper('date', all('addDays', some('date'), shift), all('addMonths', some('date'), shift), extreme('date')),
    instant: deeper('instant', extreme('instant')),
    flag: deeper('flag'),
    'some number': any('number'),
    'some text': any('text'),
    'some date': any('date'),
    'some instant': any('instant'),
    'some flag': any('flag'),
  };
});

/** A random expression that is well typed, most of them numbers and dates. */
export const expression: fc.Arbitrary<Rule> = fc
  .oneof(
    { arbitrary: made.number, weight: 8 },
    { arbitrary: made.date, weight: 5 },
    { arbitrary: made.text, weight: 4 },
    { arbitrary: made.instant, weight: 1 },
    { arbitrary: made.flag, weight: 1 },
  )
  .filter((each) => !tooLarge(each));
