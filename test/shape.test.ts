import { FIELD_TYPES, type Field, normalise, shapeIssue, shapeValues, valueFormats, writeSchema } from '@pipewright/definition';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SEED = Number(process.env.SHAPE_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.SHAPES ?? 120);

const label = (text: string) => ({ en: text, 'zh-CN': text });
const options = [
  { key: 'a', name: label('A') },
  { key: 'b', name: label('B') },
  { key: 'gone', name: label('Gone'), retired: true as const },
];
const small = fc.integer({ min: 1, max: 6 });
const bound = fc.constantFrom(-3, 0, 0.5, 2, 100, 9_007_199_254_740_991);
const field: fc.Arbitrary<Field> = fc
  .record({
    type: fc.constantFrom(...FIELD_TYPES),
    maxLength: fc.option(small, { nil: undefined }),
    scale: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
    min: fc.option(bound, { nil: undefined }),
    max: fc.option(bound, { nil: undefined }),
  })
  .map((made) => {
    const settings = Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as Pick<Field, 'type'>;
    return { key: 'x', name: label('X'), target: 'x', options, ...settings } as unknown as Field;
  });

const known = [
  ...[
    '',
    ' ',
    '\t\u3000\u00a0',
    'a',
    'A',
    'b',
    'gone',
    'é',
    'e\u0301',
    '智慧园区',
    '👩‍👩‍👧',
    '\u{20000}\u{20000}\u{20000}',
    'x'.repeat(500),
    'x'.repeat(501),
  ],
  ...[
    '0',
    '-0',
    '1.5',
    '.5',
    '1.',
    '1e3',
    '+1',
    '００１',
    '1,000',
    '12345678901234567890',
    '123456789012345678901',
    '0.123456789',
    'NaN',
    '１',
  ],
  ...[
    '2026-02-28',
    '2026-02-29',
    '2024-02-29',
    '0000-01-01',
    '9999-12-31',
    '2026-2-1',
    '2026-01-01T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:00:00.1234Z',
    '2026-01-01T00:00:00+08:00',
  ],
  ...['a@b.cc', 'a@b', '@b.cc', 'a b@c.dd', `${'a'.repeat(64)}@b.cc`, `${'a'.repeat(65)}@b.cc`, `a@${'b'.repeat(251)}.cc`, '"a"@b.cc'],
  ...[
    '+86 138 0000 0000',
    '12',
    '0571-8888',
    'phone',
    '１３８',
    'https://x',
    'http://',
    'ftp://x',
    'https://智慧.cn/a b',
    `https://${'x'.repeat(2001)}`,
  ],
  ...[
    '91350100M000100Y43',
    '91350100M000100Y44',
    '00000000-0000-7000-8000-000000000001',
    '00000000-0000-7000-8000-00000000000G',
    '{00000000-0000-7000-8000-000000000001}',
  ],
  ...['true', 'null', '__proto__', 'toString', '\0', 'a\0', '\ud800', 'a\udc00b', '\ud83d\ude00'],
];
const plain: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.constantFrom<unknown>(...known), weight: 6 },
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1, -4, 2.5, 1e-7, 1e21, 9_007_199_254_740_991, 9_007_199_254_740_992, {}, { a: 'a' }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: plain, weight: 4 },
  { arbitrary: fc.array(fc.constantFrom<unknown>('a', 'b', 'gone', ' a ', '', 1, null, '\0'), { maxLength: 4 }), weight: 1 },
  { arbitrary: fc.constantFrom<unknown>(new Array(201).fill('a'), [[['a']]], [{}]), weight: 1 },
);

/** An independent judge of the same schemas. */
function reference(schema: object): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  for (const [name, fits] of Object.entries(valueFormats)) ajv.addFormat(name, fits);
  const validate = ajv.compile(schema);
  return (each) => validate(each) as boolean;
}

const unstorable = (each: unknown) => JSON.stringify(each).includes('\\u0000') || /\\ud[89a-f]/.test(JSON.stringify(each));

describe('the judge of a value', () => {
  it('accepts exactly what its JSON Schema accepts', () => {
    const seen = { accepted: 0, refused: 0, unstorable: 0 };
    fc.assert(
      fc.property(field, fc.array(value, { minLength: 30, maxLength: 30 }), (of, values) => {
        const accepts = reference(writeSchema(of));
        for (const raw of [...known, ...values]) {
          for (const each of [raw, normalise(of, raw)]) {
            const found = shapeIssue(of, each);
            if (unstorable(each) && (typeof each === 'string' || Array.isArray(each))) {
              seen.unstorable += 1;
              expect(found?.code).toBe('value.characters');
              continue;
            }
            const good = accepts(each);
            seen[good ? 'accepted' : 'refused'] += 1;
            expect([of, each, found === undefined]).toEqual([of, each, good]);
          }
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    console.log(`shapes: ${RUNS} fields, judged as by ajv (seed ${SEED})`, seen);
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(RUNS);
  }, 120_000);

  it('gives every normalised value one form: normalising again changes nothing', () => {
    fc.assert(
      fc.property(field, value, (of, raw) => {
        const once = normalise(of, raw);
        expect(normalise(of, once)).toEqual(once);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it('answers for a field out of sight as for one that is not there, whatever its value', () => {
    fc.assert(
      fc.property(value, (raw) => {
        expect(shapeValues([], { cost: raw })).toEqual({
          values: {},
          issues: [{ path: 'cost', code: 'unknown.field', params: { name: 'cost' } }],
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it.each<[Partial<Field> & Pick<Field, 'type'>, unknown, string | undefined]>([
    [{ type: 'text', maxLength: 3 }, 'abcd', 'value.too_long'],
    [{ type: 'text', maxLength: 3 }, '\u{20000}\u{20000}\u{20000}', undefined],
    [{ type: 'text' }, 5, 'value.type'],
    [{ type: 'integer', max: 5 }, 6, 'value.range'],
    [{ type: 'integer' }, 1.5, 'value.type'],
    [{ type: 'choice', options }, 'gone', 'value.option'],
    [{ type: 'choices', options }, ['a', 'gone'], 'value.option'],
    [{ type: 'choices', options }, ['a', 'a'], 'value.twice'],
    [{ type: 'choices', options }, new Array(201).fill('a'), 'value.too_many'],
    [{ type: 'money' }, '1.234', 'value.format'],
    [{ type: 'text' }, 'a\0', 'value.characters'],
    [{ type: 'text' }, '\ud800', 'value.characters'],
  ])('%j is told as it should (%#)', (of, raw, code) => {
    expect(shapeIssue({ key: 'x', name: label('X'), ...of }, raw)?.code).toBe(code);
  });

  it('judges many unknown names in time that grows with their number only', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i]));
    const begun = performance.now();
    expect(shapeValues([], many).issues).toHaveLength(100_000);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
