import { type Measure, type Question, type Role, surroundings } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Sight } from '@pipewright/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows } from '../../../test/support/tables.ts';
import { openPool, type Pool } from '../db/pool.ts';
import { runReport } from './run.ts';

const SCHEMA = 'app_days';
const app = { ...exampleApp(), timeZone: 'Asia/Shanghai' };
const view: Sight = {
  app,
  schema: SCHEMA,
  principal: {
    user: 'u',
    workspace: '01a00000-0000-7000-8000-000000000001',
    role: app.roles[0] as Role,
    department: null,
    departments: [],
    today: '2026-03-11',
    now: '2026-03-10T18:00:00.000Z',
  },
};
const id = (n: number) => `01a00000-0000-7000-8000-00000000000${n}`;
let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 1 });
  await makeTables(pool, app, SCHEMA);
  const standing = { version: 1, baseline: false, pipeline: 'plain', stage: 'start', status: 'open' };
  // At one in the morning of the eleventh in Shanghai it is still the tenth in UTC.
  const night = { created_at: '2026-03-10T17:00:00Z', updated_at: '2026-03-11T15:59:59.999Z' };
  await putRows(pool, SCHEMA, 'firm', [{ id: id(9), version: 1, baseline: false, name: 'Firm', ...night }]);
  const stage_since = '2026-03-11T16:00:00Z';
  await putRows(pool, SCHEMA, 'deal', [
    { ...standing, stage_since, ...night, id: id(1), name: 'A', due: '2026-03-11', amount: '5', firm: id(9) },
  ]);
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

const run = async (question: Partial<Question>) =>
  (await runReport(pool, view, { entity: 'deal', dimensions: [], measures: [{ key: 'n', fn: 'count' }], ...question })).rows;
const days = (fn: 'median_days' | 'avg_days', from: string, to: string): Measure => ({
  key: `${fn}_${from}_${to}`.replace('.', '_'),
  fn,
  from,
  to,
});

describe('the day of an instant', () => {
  it('is the same one in a grouping and in a span of days: that of the app', async () => {
    const bucket = (field: string) => ({ key: 'd', field, bucket: 'day' as const });
    for (const [field, day] of [
      ['created_at', '2026-03-11'],
      ['updated_at', '2026-03-11'],
      ['stage_since', '2026-03-12'],
      ['firm.created_at', '2026-03-11'],
      ['due', '2026-03-11'],
    ] as const)
      expect([field, await run({ dimensions: [bucket(field)] })]).toEqual([field, [[day, 1]]]);
    for (const fn of ['median_days', 'avg_days'] as const) {
      const spans = [
        days(fn, 'created_at', 'due'),
        days(fn, 'created_at', 'updated_at'),
        days(fn, 'created_at', 'stage_since'),
        days(fn, 'due', 'stage_since'),
        days(fn, 'firm.created_at', 'due'),
      ];
      const [row] = await run({ measures: spans });
      expect(row?.map(Number)).toEqual([0, 0, 1, 1, 0]);
    }
  });

  it('is what today means in a filter', async () => {
    expect(surroundings(view.principal).today).toBe('2026-03-11');
    for (const [rule, count] of [
      [{ '==': [{ var: 'due' }, { var: 'today' }] }, 1],
      [{ '<': [{ var: 'created_at' }, { var: 'now' }] }, 1],
      [{ '<': [{ var: 'updated_at' }, { var: 'now' }] }, 0],
    ] as const)
      expect(await run({ filter: rule })).toEqual([[count]]);
  });
});
