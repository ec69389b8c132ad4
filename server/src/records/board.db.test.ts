import { type BoardColumn, entityOf, type Principal, type Role, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { inTheWay, partFacts, prepare } from '@pipewright/process';
import type { BoardRow } from '@pipewright/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows } from '../../../test/support/tables.ts';
import { openPool, type Pool, rows as rowsOf } from '../db/pool.ts';
import { boardJson, boardStatement } from './board.ts';

const SCHEMA = 'app_cards';
const id = (end: string) => `01a00000-0000-7000-8000-0000000000${end}`;
const grown = { key: 'grown', rule: { '==': [{ var: 'firm.size' }, 'big'] }, message: { en: 'Too small', 'zh-CN': '太小' } };
const app = updateStage(exampleApp(), 'deal', 'plain', 'offer', { required: ['cost'], gates: [grown] });
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [] as string[], readonly: [] } as const;
const role = (hidden: string[], firm: object = {}): Role => ({
  // What is compiled is kept by the key of a role.
  key: `role_${JSON.stringify([hidden, firm]).replace(/\W/g, '')}`,
  name: { en: 'T', 'zh-CN': '试' },
  grants: { deal: { ...grant, hidden, readonly: [] }, firm: { ...grant, hidden: [], readonly: [], ...firm } },
});
const base = { version: 1, baseline: false, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', owner: id('a1') };

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
  await putRows(pool, SCHEMA, 'firm', [{ ...base, id: id('f1'), name: 'Ruby', size: 'small' }]);
  const standing = { pipeline: 'plain', status: 'open', stage: 'start' };
  await putRows(pool, SCHEMA, 'deal', [{ ...base, ...standing, id: id('01'), name: 'Pump', amount: '50', firm: id('f1') }]);
});
afterAll(async () => close?.());

async function card(seenBy: Role, pipeline = 'plain') {
  const principal: Principal = {
    ...{ user: id('a1'), workspace: id('00'), role: seenBy, department: null, departments: [] },
    ...{ today: '2026-01-01', now: '2026-01-01T00:00:00.000Z' },
  };
  const found = await rowsOf<BoardRow>(pool, boardStatement({ app, schema: SCHEMA, principal }, 'deal', { pipeline, limit: 20 }));
  const columns: BoardColumn[] = JSON.parse(boardJson(found)).columns;
  return columns.flatMap(({ records }) => records)[0];
}

describe('a card', () => {
  it('brings along what the criteria of its pipeline read, so that what is missing can be told from it', async () => {
    const found = await card(role([]));
    expect(found).toMatchObject({ name: 'Pump', amount: '50', due: null, cost: null, firm: id('f1'), $far: { 'firm.size': 'small' } });
    expect(found?.$names).not.toHaveProperty('firm');
    const facts = partFacts(deal, { ...(found as object), pipeline: 'plain' }, found?.$far ?? {}, {});
    expect(inTheWay(prepare(app, deal), facts, { stage: 'sign' }).map(({ path, what }) => [path, what])).toEqual([
      ['due', 'required'],
      ['amount', 'failed'],
      ['cost', 'required'],
      ['stage', 'failed'],
    ]);
  });

  it('brings nothing that its reader may not know', async () => {
    expect(await card(role(['cost', 'due']))).not.toHaveProperty('cost');
    expect(await card(role(['cost', 'due']))).not.toHaveProperty('due');
    const blind = await card(role(['firm']));
    expect([blind?.firm, blind?.$far]).toEqual([undefined, undefined]);
    expect((await card(role([], { hidden: ['size'] })))?.$far).toBeUndefined();
    expect((await card(role([], { read: 'none' })))?.$far).toBeUndefined();
    expect((await card(role([], { read: { rule: { '==': [{ var: 'name' }, 'Other'] } } })))?.$far).toEqual({});
  });
});
