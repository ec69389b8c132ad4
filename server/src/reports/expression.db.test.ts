import { checkQuestion, type Measure, type Question, type Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Rule } from '@pipewright/logic';
import type { Sight } from '@pipewright/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows } from '../../../test/support/tables.ts';
import { openPool, type Pool } from '../db/pool.ts';
import { Refusal } from '../ground/refusal.ts';
import { runReport } from './run.ts';

const SCHEMA = 'app_expression';
const app = exampleApp();
const viewOf = (role: string): Sight => ({
  app,
  schema: SCHEMA,
  principal: {
    user: 'u',
    workspace: '01a00000-0000-7000-8000-000000000001',
    role: app.roles.find(({ key }) => key === role) as Role,
    department: null,
    departments: [],
    today: '2026-03-11',
    now: '2026-03-10T18:00:00.000Z',
  },
});
const id = (n: number) => `01a00000-0000-7000-8000-00000000000${n}`;
const v = (name: string): Rule => ({ var: name });
let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 1 });
  await makeTables(pool, app, SCHEMA);
  const at = '2026-03-10T17:00:00Z';
  const standing = { version: 1, baseline: false, pipeline: 'plain', stage: 'start', status: 'open', owner: 'u' };
  const same = { ...standing, created_at: at, updated_at: at, stage_since: at };
  await putRows(pool, SCHEMA, 'firm', [
    { id: id(8), version: 1, baseline: false, name: 'Great', size: 'big', created_at: at, updated_at: at },
    { id: id(9), version: 1, baseline: false, name: 'Little', size: 'small', created_at: at, updated_at: at },
  ]);
  await putRows(pool, SCHEMA, 'deal', [
    { ...same, id: id(1), name: 'A', amount: '1000', cost: '400', probability: 50, due: '2026-03-21', firm: id(8) },
    { ...same, id: id(2), name: 'B', amount: '333.33', cost: '0', probability: 10, due: '2026-03-01', firm: id(9) },
    { ...same, id: id(3), name: 'C', amount: null, cost: '5', probability: 90, due: null, firm: null },
    { ...same, id: id(4), name: 'D', amount: '70', cost: null, probability: 100, due: '2026-04-11', firm: id(9), owner: 'other' },
  ]);
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

const ask = (measures: readonly Partial<Measure>[], role = 'admin', rest: Partial<Question> = {}) =>
  runReport(pool, viewOf(role), {
    entity: 'deal',
    dimensions: [],
    measures: measures.map((each, i) => ({ key: `m${i}`, fn: 'sum', ...each })),
    ...rest,
  });
const figures = async (...args: Parameters<typeof ask>) => (await ask(...args)).rows;
const refused = async (...args: Parameters<typeof ask>) => {
  const error = await ask(...args).catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.issues.map(({ path, code, params }) => [path, code, params?.name]) : error;
};

const weighted: Rule = { '*': [v('amount'), { '/': [v('probability'), 100] }] };

describe('a figure of an expression', () => {
  it('is worked out for each record; one that lacks an operand is not counted', async () => {
    // 1000 × 50 % + 333.33 × 10 % + 70 × 100 % = 500 + 33.333 + 70
    const fns = ['sum', 'avg', 'min', 'max', 'median'] as const;
    expect(await figures(fns.map((fn) => ({ fn, expression: weighted })))).toEqual([['603.333', '201.11', '33.333', '500', '70.00']]);
  });

  it('keeps to the rows of its filter, of its group and of whoever asks', async () => {
    const { rows } = await ask([{ expression: weighted, filter: { '>': [v('amount'), 100] } }, { expression: weighted }], 'admin', {
      dimensions: [{ key: 'size', field: 'firm.size' }],
    });
    expect(rows).toEqual([
      ['big', '500', '500'],
      ['small', '33.333', '103.333'],
      // Nothing adds up to zero; a record whose value nobody knows adds up to nothing known.
      [null, '0', null],
    ]);
    expect(await figures([{ expression: weighted }], 'sales')).toEqual([['533.333']]);
  });

  it('looks one reference away, asks what day it is and chooses', async () => {
    const late: Rule = { max: [{ daysBetween: [v('due'), v('today')] }, 0] };
    const bonus: Rule = {
      if: [{ '==': [v('firm.size'), 'big'] }, { round: [{ '*': [v('amount'), 0.0333] }] }, { '<': [v('due'), v('today')] }, 1],
    };
    // Ten days late is B; where no day is set, `max` leaves the 0. A is big: 33.3 → 33; B is past: 1.
    expect(await figures([{ expression: late }, { expression: bonus }])).toEqual([['10', '34']]);
  });

  it('is money where what it counts is one currency, and a number otherwise', async () => {
    const kinds: [Rule, string, string | undefined][] = [
      [weighted, 'money', 'CNY'],
      [{ '-': [v('amount'), v('cost')] }, 'money', 'CNY'],
      [{ '/': [v('amount'), v('cost')] }, 'decimal', undefined],
      [{ '*': [v('amount'), v('cost')] }, 'decimal', undefined],
      [{ '+': [v('amount'), v('probability')] }, 'decimal', undefined],
      [{ daysBetween: [v('due'), v('today')] }, 'decimal', undefined],
    ];
    const { columns } = await ask(kinds.map(([expression]) => ({ expression })));
    expect(columns.map(({ format, currency }) => [format, currency])).toEqual(kinds.map(([, format, currency]) => [format, currency]));
  });

  it('is empty where it divides by nothing, and raises no error however great the numbers', async () => {
    const huge: Rule = { '*': Array.from({ length: 20 }, () => ({ '*': [v('amount'), '9007199254740993'] })) };
    const [row] = await figures([
      { expression: { '/': [v('amount'), v('cost')] } },
      { expression: huge, filter: { '==': [v('name'), 'D'] } },
    ]);
    expect(row).toEqual(['2.5', ((70n * 9007199254740993n) ** 20n).toString()]);
  });
});

describe('an expression over what somebody may not see', () => {
  it('is refused as a figure of the hidden field is, wherever in it the field stands, and as one that does not exist', async () => {
    const ways = (name: string): Rule[] => [
      v(name),
      { '-': [v('amount'), v(name)] },
      { if: [{ '>': [v(name), 0] }, v('amount'), 0] },
      { '*': [v('amount'), { if: [{ '==': [v('name'), { cat: [v(name)] }] }, 1] }] },
    ];
    expect(await refused([{ field: 'cost' }], 'sales')).toEqual([['measures.0', 'unknown.field', 'cost']]);
    for (const expression of ways('cost')) {
      expect(await refused([{ expression }], 'sales')).toEqual([['measures.0', 'unknown.field', 'cost']]);
      expect(await figures([{ expression }])).toHaveLength(1);
    }
    for (const expression of ways('ghost'))
      expect(await refused([{ expression }], 'sales')).toEqual([['measures.0', 'unknown.field', 'ghost']]);
  });

  it('is refused where the far record is of a kind the role does not know', async () => {
    const far: Rule = { if: [{ '==': [v('firm.size'), 'big'] }, 1, 0] };
    expect(await refused([{ expression: far }], 'sales')).toEqual([['measures.0', 'unknown.field', 'firm.size']]);
  });
});

describe('an expression that is no figure', () => {
  const codes = (measure: Partial<Measure>) =>
    checkQuestion(app, { entity: 'deal', dimensions: [], measures: [{ key: 'm', fn: 'sum', ...measure }] }, 'q').map(
      ({ path, code }) => `${path} ${code}`,
    );
  it('is refused with its place', async () => {
    expect(codes({ expression: weighted })).toEqual([]);
    expect(codes({ expression: weighted, field: 'amount' })).toEqual(['q.measures.0 report.expression']);
    expect(codes({ fn: 'count', expression: weighted })).toEqual(['q.measures.0 report.expression']);
    expect(codes({ fn: 'ratio', filter: true, of: true, expression: weighted })).toEqual(['q.measures.0 report.expression']);
    expect(codes({ expression: v('name') })).toEqual(['q.measures.0.expression report.number']);
    expect(codes({ expression: null })).toEqual(['q.measures.0.expression report.number']);
    expect(codes({ expression: v('ghost') })).toEqual(['q.measures.0.expression rule.variable']);
    expect(codes({ expression: { '+': [v('amount'), 'x'] } })).toEqual(['q.measures.0.expression rule.literal_type']);
    expect(await refused([{ expression: v('name') }])).toEqual([['report.measures.0.expression', 'report.number', undefined]]);
  });
});
