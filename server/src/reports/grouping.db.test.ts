import type { App, Question, Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { fillFor, reportSql, type Sight } from '@pipewright/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows } from '../../../test/support/tables.ts';
import { openPool, type Pool } from '../db/pool.ts';
import { runReport } from './run.ts';

const SCHEMA = 'app_grouping';
const WORKSPACE = '01a00000-0000-7000-8000-000000000001';
const label = (en: string) => ({ en, 'zh-CN': en });
const example = exampleApp();
const app: App = {
  ...example,
  entities: example.entities.map((entity) =>
    entity.key === 'deal'
      ? {
          ...entity,
          // Called like a column of the statement itself.
          fields: [...entity.fields, { key: 'k0', type: 'decimal', name: label('Odd') }],
        }
      : entity,
  ),
  roles: [
    ...example.roles,
    {
      key: 'clerk',
      name: label('Clerk'),
      grants: Object.fromEntries(
        (['deal', 'firm'] as const).map((key) => [
          key,
          {
            ...{ create: false, update: 'none', delete: 'none', hidden: [], readonly: [] },
            read: key === 'deal' ? 'all' : 'own',
          },
        ]),
      ),
    },
  ],
};
const viewOf = (role: string, user: string): Sight => ({
  app,
  schema: SCHEMA,
  principal: {
    ...{ user, workspace: WORKSPACE, department: null, departments: [], today: '2026-03-11', now: '2026-03-10T18:00:00.000Z' },
    role: app.roles.find(({ key }) => key === role) as Role,
  },
});
const id = (n: number) => `01a00000-0000-7000-8000-${String(n).padStart(12, '0')}`;
let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 1 });
  await makeTables(pool, app, SCHEMA);
  await pool.query(`insert into pipewright.workspace (id, name) values ('${WORKSPACE}', 'W');
    insert into pipewright.department (id, workspace, name, parent, path) values ('${id(100)}', '${WORKSPACE}', 'East', null, '{${id(100)}}'),
      ('${id(101)}', '${WORKSPACE}', 'Team 1', '${id(100)}', '{${id(100)},${id(101)}}'), ('${id(102)}', '${WORKSPACE}', 'West', null, '{${id(102)}}'),
      ('${id(103)}', '${WORKSPACE}', 'Team 1', '${id(102)}', '{${id(102)},${id(103)}}');
    insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") select u, u, u || '@x', false, now(), now() from unnest('{a,b,c,d,e}'::text[]) u;
    insert into pipewright.person (user_id, workspace, name, department) values ('a', '${WORKSPACE}', '李伟', '${id(101)}'), ('b', '${WORKSPACE}', '李伟', '${id(102)}'),
      ('c', '${WORKSPACE}', '李伟', '${id(102)}'), ('d', '${WORKSPACE}', 'Ann', '${id(103)}'), ('e', '${WORKSPACE}', '李伟', null);`);
  const firm = { version: 1, baseline: false, created_at: '2026-01-01', updated_at: '2026-01-01' };
  await putRows(pool, SCHEMA, 'firm', [
    { ...firm, id: id(1), name: 'Twin', size: 'big', owner: 'a' },
    { ...firm, id: id(2), name: 'Twin', size: 'small', owner: 'b' },
    { ...firm, id: id(3), name: 'Alone', size: 'small', owner: 'a' },
    { ...firm, id: id(4), name: null, owner: 'a' },
    { ...firm, id: id(5), name: 'Gone', size: 'big', owner: 'a', deleted_at: '2026-02-01' },
  ]);
  const deal = { ...firm, pipeline: 'plain', stage: 'start', status: 'open', stage_since: '2026-01-01' };
  const deals: [string | null, number | null, string, string, string][] = [
    ['a', 1, '10', '2026-01-31', '9'],
    ['a', 2, '20', '2026-02-01', '10'],
    ['b', 2, '30', '2026-02-28', '10.0'],
    ['c', 3, '40', '2025-12-31', '9'],
    ['d', 4, '50', '2025-12-31', '100'],
    ['e', 5, '60', '2026-01-01', '100'],
    [null, null, '70', '2026-01-01', '100'],
  ];
  await putRows(
    pool,
    SCHEMA,
    'deal',
    deals.map(([owner, firmId, amount, due, k0], i) => ({
      ...deal,
      ...{ id: id(10 + i), name: `D${i}`, owner, firm: firmId === null ? null : id(firmId), amount, due, k0 },
    })),
  );
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

const n = { key: 'n', fn: 'count' } as const;
const run = async (question: Partial<Question>, role = 'admin', user = 'x') =>
  (await runReport(pool, viewOf(role, user), { entity: 'deal', dimensions: [], measures: [n], ...question })).rows;
const by = (field: string, rest: object = {}) => ({ dimensions: [{ key: 'd', field, ...rest }] });

describe('groups of a report', () => {
  it('are people and not their names: two of one name stand apart, told by where they belong, else by a number', async () => {
    expect(await run(by('owner'))).toEqual([
      ['Ann', 1],
      ['李伟', 1],
      ['李伟 · Team 1', 2],
      ['李伟 · West (1)', 1],
      ['李伟 · West (2)', 1],
      [null, 1],
    ]);
    expect(await run({ ...by('owner'), filter: { '==': [{ var: 'owner' }, 'a'] } })).toEqual([['李伟', 2]]);
    expect(
      await run({
        dimensions: [
          { key: 'o', field: 'owner' },
          { key: 's', field: 'stage' },
        ],
        limit: 2,
      }),
    ).toEqual([
      ['Ann', 'start', 1],
      ['李伟', 'start', 1],
    ]);
  });

  it('are departments at a level of the tree, through the owner, and those of one name are told by the one above', async () => {
    expect(await run(by('owner', { level: 1 }))).toEqual([
      ['East', 2],
      ['West', 3],
      [null, 2],
    ]);
    expect(await run(by('owner', { level: 2 }))).toEqual([
      ['Team 1 · East', 2],
      ['Team 1 · West', 1],
      [null, 4],
    ]);
    expect(await run(by('firm.owner', { level: 1 }))).toEqual([
      ['East', 3],
      ['West', 2],
      [null, 2],
    ]);
  });

  it('are records in sight; whatever is deleted, nameless or out of sight is one group with what is empty', async () => {
    expect(await run(by('firm'))).toEqual([
      ['Alone', 1],
      ['Twin (1)', 1],
      ['Twin (2)', 2],
      [null, 3],
    ]);
    // Of firms this one sees only his own, so nothing tells that there are twins.
    expect(await run(by('firm'), 'clerk', 'b')).toEqual([
      ['Twin', 2],
      [null, 5],
    ]);
    expect(await run(by('firm.size'), 'clerk', 'b')).toEqual([
      ['small', 2],
      [null, 5],
    ]);
    expect(await run(by('firm.owner'), 'clerk', 'b')).toEqual([
      ['李伟', 2],
      [null, 5],
    ]);
    const small = { '==': [{ var: 'firm.size' }, 'small'] };
    expect(await run({ filter: small }, 'clerk', 'b')).toEqual([[2]]);
    expect(await run({ filter: { '!': [small] } }, 'clerk', 'b')).toEqual([[5]]);
    expect(await run({ measures: [{ key: 's', fn: 'sum', field: 'amount', filter: small }] }, 'clerk', 'b')).toEqual([['50']]);
    expect(await run({ filter: small })).toEqual([[3]]);
  });

  it('of time and of numbers stand in their own order', async () => {
    expect(await run(by('due', { bucket: 'month' }))).toEqual([
      ['2025-12', 2],
      ['2026-01', 3],
      ['2026-02', 2],
    ]);
    expect(await run(by('due', { bucket: 'quarter' }))).toEqual([
      ['2025-Q4', 2],
      ['2026-Q1', 5],
    ]);
    expect(await run(by('due', { bucket: 'year' }))).toEqual([
      ['2025', 2],
      ['2026', 5],
    ]);
    expect(await run(by('k0'))).toEqual([
      ['9', 2],
      ['10', 2],
      ['100', 3],
    ]);
  });

  it('are named, written out and looked up once per group and never once per row', async () => {
    for (const field of ['owner', 'firm', 'firm.size', 'firm.owner', 'department']) {
      const view = viewOf('clerk', 'b');
      const compiled = reportSql(view, app.entities[0] as never, { entity: 'deal', measures: [n], ...by(field) });
      if ('issues' in compiled) throw new Error(field);
      const { sql, parameters } = fillFor(view, compiled.value.statement);
      const { rows } = await pool.query(`explain ${sql}`, [...parameters]);
      expect([field, rows.filter((row) => /SubPlan/.test(row['QUERY PLAN']))]).toEqual([field, []]);
    }
  });
});
