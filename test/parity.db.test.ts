import { SURROUNDINGS, surroundings } from '@pipewright/definition';
import { check, compile, type Facts, namesIn, type Rule, type Scope, type Value } from '@pipewright/logic';
import { openPool, type Pool } from '@pipewright/server';
import { compileSql, condition, fillSlots } from '@pipewright/sql';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from './support/database.ts';

/** Rules compared in this run; raise it for a longer one. */
const RULES = Number(process.env.PARITY_RULES ?? 5_000);
const scope: Scope = {
  a: 'number',
  b: 'number',
  s: 'text',
  t: 'text',
  d: 'date',
  e: 'date',
  i: 'datetime',
  f: 'boolean',
  l: 'list',
  u: 'text',
  w: 'text',
  k: 'text',
  ...SURROUNDINGS,
};
/** The columns that are stored as uuids and read by rules as texts. */
const UUIDS = ['u', 'w'];
const numbers = [
  null,
  '0',
  '-1',
  '0.1',
  '0.2',
  '0.3',
  '0.30',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '1e3'.replace('1e3', '1000'),
  '-0.000001',
];
const texts = [
  null,
  '',
  ' ',
  'a',
  'A',
  'ä',
  'Ä',
  'ab',
  'b',
  'é',
  'e\u0301',
  '智慧园',
  '智',
  '\uffee',
  '\u{10000}',
  '%',
  '_',
  "o'clock",
  '\\',
];
const dates = [null, '0001-01-01', '1999-12-31', '2000-02-29', '2024-03-31', '9999-12-31'];
const instants = [null, '1970-01-01T00:00:00.000Z', '2024-03-31T00:59:59.999Z', '2024-03-31T01:00:00.000Z', '9999-12-31T23:59:59.999Z'];
const flags = [null, true, false];
const uuid = (end: string) => `00000000-0000-7000-8000-0000000000${end}`;
const uuids = [null, uuid('01'), uuid('0a'), uuid('0b')];
/** Texts beside uuid columns: the same ids, one in capitals, and some that are none. */
const idTexts = [...uuids, uuid('0A'), `{${uuid('0a')}}`, '', 'x'];
const lists = [null, ['a'], ['a', 'b'], ['智'], ['']];

const name = (...names: string[]) => fc.constantFrom(...names).map((each): Rule => ({ var: each }));
const literal = (values: readonly Value[]) => fc.constantFrom(...values.filter((value) => value !== null)) as fc.Arbitrary<Rule>;
const number: fc.Arbitrary<Rule> = fc.oneof(
  { arbitrary: name('a', 'b'), weight: 4 },
  { arbitrary: literal(numbers), weight: 2 },
  { arbitrary: fc.constantFrom<Rule>(0.1, 0.2, 1, -5, 9_007_199_254_740_992), weight: 1 },
  {
    arbitrary: fc.tuple(fc.constantFrom('+', '-', '*'), name('a', 'b'), name('a', 'b')).map(([op, x, y]): Rule => ({ [op]: [x, y] })),
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
  typed(name('a', 'b'), number),
  typed(name('s', 't'), text),
  typed(name('d', 'e'), date),
  typed(name('i'), instant),
  fc.tuple(name('a', 's', 'd', 'i', 'f', 'l'), fc.constantFrom('==', '!=')).map(([x, op]): Rule => ({ [op]: [x, null] })),
  fc.constantFrom<Rule>({ var: 'f' }, { '==': [{ var: 'f' }, false] }, true, false),
  fc.tuple(name('s', 't'), fc.subarray(texts.filter((each) => each !== null))).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(name('a', 'b'), fc.subarray(numbers.filter((each) => each !== null))).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(text, name('l')).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(fc.constantFrom('startsWith', 'endsWith'), name('s', 't'), text).map(([op, x, y]): Rule => ({ [op]: [x, y] })),
  fc.tuple(text, name('s', 't')).map(([part, whole]): Rule => ({ in: [part, whole] })),
  fc.tuple(number, name('a', 'b'), number).map(([low, x, high]): Rule => ({ '<=': [{ '+': [low, 0] }, x, high] })),
);
const ids = name('u', 'w', 'k', 'user.id', 'user.department');
const about = fc.oneof(
  typed(ids, fc.oneof({ arbitrary: ids, weight: 3 }, { arbitrary: literal(idTexts), weight: 1 })),
  fc.tuple(ids, fc.subarray(idTexts.filter((each) => each !== null))).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(ids, name('user.departments', 'l')).map(([x, list]): Rule => ({ in: [x, list] })),
  fc.tuple(name('u', 'w', 'k', ...Object.keys(SURROUNDINGS)), fc.constantFrom('==', '!=')).map(([x, op]): Rule => ({ [op]: [x, null] })),
  fc.tuple(fc.constantFrom('startsWith', 'endsWith', 'in'), ids, ids).map(([op, x, y]): Rule => ({ [op]: [x, y] })),
);
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
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

/** People as statements meet them: in a department or none, over several or none, with an id that is a uuid or is not. */
const people = [
  surroundings({ user: uuid('01'), department: uuid('0a'), departments: [uuid('0a'), uuid('0b')], ...at('2024-03-31', '01:00:00.000') }),
  surroundings({ user: 'x', department: null, departments: [], ...at('0001-01-01', '00:59:59.999') }),
  surroundings({
    user: uuid('0A'),
    department: uuid('01'),
    departments: [uuid('01'), 'x', uuid('0A')],
    ...at('2000-02-29', '23:59:59.999'),
  }),
  surroundings({ user: '', department: null, departments: [uuid('0b')], ...at('9999-12-31', '00:00:00.000') }),
  surroundings({ user: uuid('0b'), department: 'x', departments: ['x'], ...at('1999-12-31', '12:00:00.000') }),
];
function at(today: string, time: string) {
  return { today, now: `${today}T${time}Z` };
}

const columnOf = (column: string) => (UUIDS.includes(column) ? sql`${sql.id(column)}::text` : sql.id(column));
const uuidOf = (column: string) => (UUIDS.includes(column) ? sql.id(column) : undefined);

let pool: Pool;
let drop: () => Promise<void>;
let facts: Facts[];

beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 2 });
  // Each awkward value of each column meets awkward values of every other: columns step at different speeds.
  facts = Array.from({ length: 133 }, (_, n) => {
    const at = <T>(list: readonly T[], speed: number) => list[(n * speed + Math.floor(n / list.length)) % list.length] as T;
    return {
      a: at(numbers, 1),
      b: at(numbers, 5),
      s: at(texts, 1),
      t: at(texts, 7),
      d: at(dates, 1),
      e: at(dates, 5),
      i: at(instants, 1),
      f: at(flags, 1),
      l: at(lists, 1),
      u: at(uuids, 1),
      w: at(uuids, 3),
      k: at(idTexts, 1),
    };
  });
  await pool.query(
    'create table awkward (n integer, a numeric, b numeric, s text, t text, d date, e date, i timestamptz(3), f boolean, l text[], u uuid, w uuid, k text)',
  );
  const rows = facts.map((row, n) => ({ n, ...row }));
  await pool.query(
    'insert into awkward select * from jsonb_to_recordset($1::jsonb) as x(n integer, a numeric, b numeric, s text, t text, d date, e date, i timestamptz(3), f boolean, l text[], u uuid, w uuid, k text)',
    [JSON.stringify(rows)],
  );
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

it(`evaluates ${RULES} random rules over awkward rows exactly as Postgres does`, async () => {
  const seed = Number(process.env.PARITY_SEED ?? Date.now() % 1_000_000);
  const rules = fc.sample(rule, { numRuns: RULES, seed });
  let cells = 0;
  let kept = 0;
  let personal = 0;
  const mismatches: unknown[] = [];
  const BATCH = 25;
  for (let start = 0; start < rules.length; start += BATCH) {
    const tests = rules.slice(start, start + BATCH).map((each) => {
      const checked = check(each, scope);
      if ('issues' in checked) throw new Error(`${JSON.stringify(each)}: ${JSON.stringify(checked.issues)}`);
      return checked.test;
    });
    personal += tests.filter((test) => namesIn(test).some((each) => Object.hasOwn(SURROUNDINGS, each))).length;
    const columns = tests.map((test, i) => sql`coalesce(${condition(test, columnOf, uuidOf)}, false) as ${sql.id(`r${i}`)}`);
    // Compiled once, then asked in the name of one person after the other.
    const statement = compileSql(sql`select ${sql.join(columns)} from awkward order by n`);
    const predicates = tests.map(compile);
    for (const person of people) {
      const { sql: text, parameters } = fillSlots(statement, (slot) => person[slot.name]);
      const found = (await pool.query({ text, values: [...parameters], rowMode: 'array' })).rows as boolean[][];
      facts.forEach((row, n) => {
        const known = { ...row, ...person };
        predicates.forEach((predicate, i) => {
          cells += 1;
          const mine = predicate(known);
          if (mine) kept += 1;
          if (mine !== found[n]?.[i]) mismatches.push({ seed, rule: rules[start + i], row, person });
        });
      });
    }
  }
  console.log(
    `parity: ${rules.length} rules (${personal} about who asks and when) × ${facts.length} rows × ${people.length} people = ${cells} comparisons, ${kept} kept, ${mismatches.length} mismatches, seed ${seed}`,
  );
  expect(mismatches.slice(0, 3)).toEqual([]);
  // Both answers must occur often, or the comparison would prove nothing.
  expect(kept / cells).toBeGreaterThan(0.1);
  expect(kept / cells).toBeLessThan(0.9);
  expect(personal / rules.length).toBeGreaterThan(0.2);
}, 900_000);
