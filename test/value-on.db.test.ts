import { type ValueEntry, valueOn } from '@pipewright/process';
import type { RunningServer } from '@pipewright/server';
import { compileSql, valueOnSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const customers = '/apps/opportunity/records/customer';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(() => close?.());

/** A customer whose class was another on other days: small, a key account by hand, small again. */
async function story(): Promise<string> {
  const { body } = await admin.send('POST', customers, { values: { name: `Then ${Math.random()}`, annual_revenue: '1000' } });
  const edits = [{ customer_class: 'key', customer_class__reason: 'Group' }, { notes: 'x' }, { customer_class: null }];
  for (const [i, values] of edits.entries()) await admin.send('PATCH', `${customers}/${body.id}`, { version: i + 1, values });
  for (const [i, day] of ['2030-01-10', '2030-02-10', '2030-03-10', '2030-04-10'].entries())
    await server.pool.query('update app_opportunity._ledger set valid_at = $3 where record = $1 and record_version = $2', [
      body.id,
      i + 1,
      `${day}T04:00:00Z`,
    ]);
  await server.pool.query(`update app_opportunity.customer set created_at = '2030-01-10T04:00:00Z' where id = $1`, [body.id]);
  return body.id;
}

async function classOn(id: string, at: string): Promise<unknown> {
  const value = valueOnSql('app_opportunity', { key: 'customer' }, 'customer_class', sql`${at}::timestamptz`);
  const { sql: text, parameters } = compileSql(sql`select ${value} as value from app_opportunity.customer t where t.id = ${id}::uuid`);
  return (await server.pool.query(text, [...parameters])).rows[0]?.value;
}

it('tells the class that a customer had on a day, the same from the table and from its story', async () => {
  const id = await story();
  const days = { '01-01': null, '01-11': 'small', '02-09': 'small', '02-11': 'key', '03-20': 'key', '04-11': 'small' };
  const { entries } = (await admin.get(`${customers}/${id}/history`)).body as { entries: ValueEntry[] };
  for (const [day, expected] of Object.entries(days)) {
    const at = `2030-${day}T00:00:00.000Z`;
    expect([day, await classOn(id, at)]).toEqual([day, expected]);
    if (expected !== null) expect([day, valueOn(entries.toReversed(), 'customer_class', at, 'small')]).toEqual([day, expected]);
  }
});

it('tells the class of today of who never had another', async () => {
  const { rows } = await server.pool.query(
    `select id, customer_class as class from app_opportunity.customer where deleted_at is null order by id limit 1`,
  );
  expect(await classOn(rows[0].id, new Date(Date.now() + 1000).toISOString())).toBe(rows[0].class);
});
