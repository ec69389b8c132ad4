import { SURROUNDINGS, surroundings } from '@pipewright/definition';
import type { Facts, Vocabulary } from '@pipewright/logic';
import type { Pool } from '@pipewright/server';
import { sql } from 'kysely';

/** The names that random rules and expressions read: a table's columns, and who asks and when. */
export const scope: Vocabulary = {
  a: 'number',
  b: 'number',
  c: 'number',
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
/** Awkward values of a column. */
export const numbers = [
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
  '1000',
  '-0.000001',
  '-2.5',
  '30',
  '123456789012345678901234567890.12345678901234567890',
  '-999999999999999999999999999999',
  '0.00000000000000000005',
];
const integers = [null, 0, 1, -1, 7, 31, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
/** Awkward values of a column. */
export const texts = [
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
  '👍🏽',
  '12.50',
  'NULL',
  '龘\n',
];
/** Awkward values of a column. */
export const dates = [
  null,
  '0001-01-01',
  '0004-02-29',
  '0099-12-31',
  '1900-02-28',
  '1994-12-31',
  '1999-12-31',
  '2000-02-29',
  '2023-01-31',
  '2024-03-31',
  '2026-08-30',
  '9999-11-30',
  '9999-12-31',
];
/** Awkward values of a column. */
export const instants = [
  null,
  '1970-01-01T00:00:00.000Z',
  '2024-03-31T00:59:59.999Z',
  '2024-03-31T01:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
];
const flags = [null, true, false];
const uuid = (end: string) => `00000000-0000-7000-8000-0000000000${end}`;
const uuids = [null, uuid('01'), uuid('0a'), uuid('0b')];
/** Texts beside uuid columns: the same ids, one in capitals, and some that are none. */
export const idTexts = [...uuids, uuid('0A'), `{${uuid('0a')}}`, '', 'x'];
/** Awkward values of a column. */
export const lists = [null, ['a'], ['a', 'b'], ['智'], ['']];

/** People as statements meet them: in a department or none, over several or none, with an id that is a uuid or is not. */
export const people = [
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

/** A column as rules see it: a uuid as a text. */
export const columnOf = (column: string) => (UUIDS.includes(column) ? sql`${sql.id(column)}::text` : sql.id(column));
/** The bare column of a uuid. */
export const uuidOf = (column: string) => (UUIDS.includes(column) ? sql.id(column) : undefined);

const COLUMNS =
  'n integer, a numeric, b numeric, c bigint, s text, t text, d date, e date, i timestamptz(3), f boolean, l text[], u uuid, w uuid, k text';

/** Rows in which each awkward value of each column meets awkward values of every other, for columns step at different speeds; as facts and in a table `awkward`. */
export async function awkwardRows(pool: Pool): Promise<Facts[]> {
  const facts = Array.from({ length: 133 }, (_, n) => {
    const at = <T>(list: readonly T[], speed: number) => list[(n * speed + Math.floor(n / list.length)) % list.length] as T;
    return {
      ...{ a: at(numbers, 1), b: at(numbers, 5), c: at(integers, 3), s: at(texts, 1), t: at(texts, 7), d: at(dates, 1), e: at(dates, 5) },
      ...{ i: at(instants, 1), f: at(flags, 1), l: at(lists, 1), u: at(uuids, 1), w: at(uuids, 3), k: at(idTexts, 1) },
    };
  });
  await pool.query(`create table awkward (${COLUMNS})`);
  await pool.query(`insert into awkward select * from jsonb_to_recordset($1::jsonb) as x(${COLUMNS})`, [
    JSON.stringify(facts.map((row, n) => ({ n, ...row }))),
  ]);
  return facts;
}
