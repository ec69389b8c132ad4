import { type App, appFor, entityOf, type Grant, type Role, type Today, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { daysBetween } from '@pipewright/logic';
import { dayIn, prepare, standardDaysAt } from '@pipewright/process';
import type { ListedRow } from '@pipewright/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows } from '../../../test/support/tables.ts';
import { openPool, type Pool, rows as rowsOf } from '../db/pool.ts';
import { todayAsked, todayJson } from './today.ts';

const SCHEMA = 'app_standard';
const TODAY = '2026-06-01';
const id = (n: number) => `01a00000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const me = id(999);

/** Three days for the first stage, ten of big firms, six of dear deals; the second only of small firms. */
const app: App = updateStage(
  updateStage({ ...exampleApp(), timeZone: 'Asia/Shanghai' }, 'deal', 'plain', 'start', {
    standardDays: 3,
    standardDaysBy: [
      { key: 'big', when: { '==': [{ var: 'firm.size' }, 'big'] }, days: 10 },
      { key: 'dear', when: { '>': [{ var: 'amount' }, 100] }, days: 6 },
    ],
  }),
  'deal',
  'plain',
  'offer',
  { standardDaysBy: [{ key: 'small', when: { '==': [{ var: 'firm.size' }, 'small'] }, days: 4 }] },
);
const grant: Grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly: [] };
const label = (en: string) => ({ en, 'zh-CN': en });
const role = (key: string, deal: Partial<Grant>, firm?: Partial<Grant>): Role => ({
  key,
  name: label(key),
  grants: { deal: { ...grant, ...deal }, ...(firm ? { firm: { ...grant, ...firm } } : {}) },
});
const ROLES = [
  role('all', {}, {}),
  role('sizeless', {}, { hidden: ['size'] }),
  role('firmless', {}),
  role('poor', { hidden: ['amount'] }, {}),
];
const SIZES = [null, 'big', 'small'];
const AMOUNTS = [null, '50', '500'];
const DAYS = [0, 3, 4, 5, 6, 7, 10, 11, 40];

interface Row {
  readonly id: string;
  readonly stage: string;
  readonly since: string;
  readonly amount: string | null;
  readonly size: string | null | undefined;
}
/** One deal of each kind: at a firm of each size, one of no size, and at none. */
const rows: Row[] = ['start', 'offer', 'sign'].flatMap((stage, s) =>
  [...SIZES, undefined].flatMap((size, f) =>
    AMOUNTS.flatMap((amount, a) =>
      DAYS.map((days, d) => ({
        id: id(1 + ((s * 4 + f) * 3 + a) * DAYS.length + d),
        ...{ stage, amount, size },
        since: new Date(Date.parse(`${TODAY}T00:00:00+08:00`) - days * 86_400_000 + (d % 2 ? 1000 : 80_000_000)).toISOString(),
      })),
    ),
  ),
);

let pool: Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase('migrated');
  pool = openPool(database.url, { max: 2 });
  close = async () => {
    await pool.end();
    await database.drop();
  };
  await makeTables(pool, app, SCHEMA);
  const base = {
    version: 1,
    baseline: false,
    created_at: '2026-01-01T00:00:00Z',
    updated_by: me,
    owner: me,
    updated_at: '2026-01-01T00:00:00Z',
  };
  const firms = SIZES.map((size, i) => ({ ...base, id: id(900 + i), name: `F${i}`, size, deleted_at: null }));
  await putRows(pool, SCHEMA, 'firm', firms);
  const deals = rows.map(({ id: key, stage, since, amount, size }) => ({
    ...{ ...base, id: key, name: key, pipeline: 'plain', status: 'open', stage, stage_since: since, amount, deleted_at: null },
    firm: size === undefined ? null : id(900 + SIZES.indexOf(size)),
  }));
  await putRows(pool, SCHEMA, 'deal', deals);
});
afterAll(async () => close?.());

describe('standard days by class of customer', () => {
  it.each(ROLES.map((each) => [each.key, each] as const))(
    'are the same in the database and where records are looked at: %s',
    async (_, seenBy) => {
      const all = { ...app, roles: [...app.roles, seenBy] };
      const entity = entityOf(appFor(all, seenBy), 'deal');
      if (!entity) throw new Error('No deals');
      const prepared = prepare(appFor(all, seenBy), entity);
      const expected = rows.filter(({ stage, since, amount, size }) => {
        const standard = standardDaysAt(prepared, 'plain', stage, { amount, 'firm.size': size ?? null });
        return standard !== undefined && daysBetween(dayIn(app.timeZone, since), TODAY) > standard;
      });
      const principal = {
        user: me,
        workspace: id(0),
        role: seenBy,
        department: null,
        departments: [],
        today: TODAY,
        now: `${TODAY}T02:00:00.000Z`,
      };
      const { statement, parts } = todayAsked({ app: all, schema: SCHEMA, principal }, 'deal', 'mine');
      const { lists }: Today = JSON.parse(todayJson(parts, await rowsOf<ListedRow>(pool, statement)));
      expect(lists.stuck?.count).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(20);
      const known = new Set(expected.map((each) => each.id));
      expect(lists.stuck?.records.every((each) => known.has(String(each.id)))).toBe(true);
    },
  );
});
