import {
  type App,
  addRole,
  editEntity,
  type Grant,
  type Principal,
  type Role,
  setGrant,
  type Today,
  updateStage,
} from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { ListedRow } from '@pipewright/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows } from '../../../test/support/tables.ts';
import { openPool, type Pool, rows as rowsOf } from '../db/pool.ts';
import { Refusal } from '../ground/refusal.ts';
import { todayAsked, todayJson } from './today.ts';

const SCHEMA = 'app_today';
const id = (end: string) => `01a00000-0000-7000-8000-0000000000${end}`;
const [me, other] = [id('a1'), id('a2')];
const label = (en: string) => ({ en, 'zh-CN': en });

/** The example in Shanghai, with a next step, and 14 days for the first stage. */
function working(): App {
  const app = updateStage({ ...exampleApp(), timeZone: 'Asia/Shanghai' }, 'deal', 'plain', 'start', { standardDays: 14 });
  return editEntity(app, 'deal', (deal) => ({
    ...deal,
    fields: [
      ...deal.fields,
      { key: 'todo', type: 'text', name: label('To do') },
      { key: 'todo_on', type: 'date', name: label('To do on') },
    ],
    process: deal.process && { ...deal.process, nextStep: 'todo', nextStepDate: 'todo_on' },
  }));
}
const app = working();
const role = (grant: Partial<Grant> = {}): Role => {
  // What is compiled is kept by the key of a role.
  const key = `r_${JSON.stringify(grant).toLowerCase().replace(/\W/g, '')}`.slice(0, 39);
  return setGrant(addRole(app, key, label('T')), key, 'deal', { read: 'all', hidden: [], ...grant }).roles.at(-1) as Role;
};

let pool: Pool;
let close: () => Promise<void>;
const base = { version: 1, baseline: false, created_at: '2026-01-01T00:00:00Z', updated_by: other, owner: me };
const standing = { pipeline: 'plain', status: 'open', stage: 'start', stage_since: '2026-03-10T00:00:00Z' };
const rows = [
  { id: id('01'), name: 'Overdue', todo: 'Call', todo_on: '2026-03-01', amount: '100' },
  { id: id('02'), name: 'Due', todo_on: '2026-03-11', amount: '20.5' },
  { id: id('03'), name: 'Coming', todo_on: '2026-03-12', due: '2026-03-11' },
  { id: id('04'), name: 'Late', due: '2026-03-10', owner: other, amount: '1000' },
  // Fourteen days are the standard; in Shanghai the first of these began on the 25th of February and the second on the 24th.
  { id: id('05'), name: 'At standard', stage_since: '2026-02-24T16:00:00Z' },
  { id: id('06'), name: 'Stuck', stage_since: '2026-02-24T15:59:59Z' },
  { id: id('07'), name: 'Long in a stage without a standard', stage: 'offer', stage_since: '2025-01-01T00:00:00Z' },
  { id: id('08'), name: 'Same key in another pipeline', pipeline: 'big', stage_since: '2025-01-01T00:00:00Z' },
  { id: id('09'), name: 'Paused', status: 'paused', todo_on: '2026-03-01', due: '2026-03-01', stage_since: '2025-01-01T00:00:00Z' },
  { id: id('10'), name: 'Won now', status: 'won', closed_on: '2026-03-01', amount: '7', updated_by: me },
  { id: id('11'), name: 'Won before', status: 'won', closed_on: '2026-02-28', amount: '7' },
  { id: id('12'), name: 'Deleted', todo_on: '2026-03-01', amount: '5000', deleted_at: '2026-03-02T00:00:00Z' },
];

beforeAll(async () => {
  const database = await freshDatabase('migrated');
  pool = openPool(database.url, { max: 2 });
  close = async () => {
    await pool.end();
    await database.drop();
  };
  await makeTables(pool, app, SCHEMA);
  const each = rows.map((row, i) => ({
    ...base,
    ...standing,
    updated_at: `2026-03-0${1 + (i % 9)}T00:00:00Z`,
    deleted_at: null,
    amount: null,
    ...row,
  }));
  for (const row of each) await putRows(pool, SCHEMA, 'deal', [row]);
});
afterAll(async () => close?.());

function viewOf(seenBy: Role, more: Partial<Principal> = {}) {
  const principal: Principal = {
    ...{ user: me, workspace: id('00'), role: seenBy, department: null, departments: [] },
    ...{ today: '2026-03-11', now: '2026-03-10T18:00:00.000Z' },
    ...more,
  };
  return { app, schema: SCHEMA, principal };
}

async function today(whose: 'mine' | 'team' = 'mine', seenBy = role(), more: Partial<Principal> = {}): Promise<Today> {
  const { statement, parts } = todayAsked(viewOf(seenBy, more), 'deal', whose);
  return JSON.parse(todayJson(parts, await rowsOf<ListedRow>(pool, statement)));
}
const names = (list: { readonly records: readonly { readonly [field: string]: unknown }[] } | undefined) =>
  list?.records.map(({ name }) => name);

describe('what a day begins with', () => {
  it('is what is due, late and stuck of my open records, in the days of the app, what I did last, and my figures', async () => {
    const { lists, figures } = await today();
    expect([names(lists.steps), lists.steps?.count]).toEqual([['Overdue', 'Due'], 2]);
    expect(names(lists.late)).toEqual([]);
    expect(names(lists.stuck)).toEqual(['Stuck']);
    expect(names(lists.recent)).toEqual(['Won now']);
    expect(figures).toEqual({ open: { count: 7, sum: '120.5' }, won: { count: 1, sum: '7' } });
    expect(lists.steps?.records[0]).toMatchObject({ todo: 'Call', todo_on: '2026-03-01', amount: '100', stage: 'start', version: 1 });
  });

  it('is that of everybody in sight where it is asked for, and never more than that', async () => {
    const { lists, figures } = await today('team');
    expect([names(lists.late), figures.open]).toEqual([['Late'], { count: 8, sum: '1120.5' }]);
    expect((await today('team', role({ read: 'own' }))).lists.late?.count).toBe(0);
    expect((await today('mine', role(), { user: other })).lists.late?.count).toBe(1);
  });

  it('moves with the day', async () => {
    const { lists } = await today('mine', role(), { today: '2026-03-12' });
    expect(names(lists.steps)).toEqual(['Overdue', 'Due', 'Coming']);
    expect(names(lists.late)).toEqual(['Coming']);
    expect(names(lists.stuck)).toEqual(['Stuck', 'At standard']);
    expect((await today('mine', role(), { today: '2026-04-01' })).figures.won).toEqual({ count: 0, sum: null });
  });

  it('says nothing of fields out of sight', async () => {
    const { lists, figures } = await today('mine', role({ hidden: ['todo_on', 'amount', 'stage_since'] }));
    expect(Object.keys(lists)).toEqual(['late', 'recent']);
    expect(figures.open).toEqual({ count: 7, sum: null });
    expect(JSON.stringify(lists)).not.toMatch(/"(amount|todo_on|stage_since)"/);
    for (const hidden of [['status'], ['owner']]) expect(() => todayAsked(viewOf(role({ hidden })), 'deal', 'mine')).toThrow(Refusal);
  });

  it('gives the first ten and says how many there are', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      ...{ ...base, ...standing, owner: id('a3'), updated_at: '2026-03-01T00:00:00Z' },
      ...{ id: id(`${50 + i}`), name: `N${i}`, todo_on: `2026-02-${String(28 - i)}` },
    }));
    await putRows(pool, SCHEMA, 'deal', many);
    const { lists } = await today('mine', role(), { user: id('a3') });
    expect([lists.steps?.count, lists.steps?.records.length, names(lists.steps)?.[0]]).toEqual([12, 10, 'N11']);
  });

  it('is refused where nothing passes through stages', () => {
    expect(() => todayAsked(viewOf({ ...role(), admin: true }), 'firm', 'mine')).toThrow(Refusal);
  });
});
