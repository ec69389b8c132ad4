import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor } from './support/client.ts';
import { freshServer } from './support/database.ts';

const TIMES = 12;
/** Postgres plans a statement anew this often before it settles for a plan that serves all values. */
const TRIED = 5;

let server: RunningServer;
let close: () => Promise<void>;
beforeAll(async () => {
  // One connection hears of changes, so that all questions go through the other.
  ({ server, close } = await freshServer('demo', { connections: 2 }));
});
afterAll(async () => close?.());

describe('reading and changing one record', () => {
  it('is planned once per connection and not at every request', async () => {
    const manager = await clientFor(server, 'manager@demo.local');
    const list = { limit: TIMES, filter: { '==': [{ var: 'status' }, 'open'] } };
    const { records } = (await manager.get('/apps/opportunity/records/opportunity', list)).body;
    expect(records).toHaveLength(TIMES);
    for (const { id, version, customer } of records) {
      const at = `/apps/opportunity/records/opportunity/${id}`;
      expect((await manager.get(at, { expand: 'customer,owner' })).status).toBe(200);
      const values = { next_step: `after ${id}`, customer };
      expect((await manager.send('PATCH', at, { version, values })).status).toBe(200);
    }
    const { rows } = await server.pool.query<{ statement: string; custom: number }>(
      `select statement, custom_plans::int as custom from pg_prepared_statements
       where statement like '%app_opportunity%' and generic_plans + custom_plans >= $1`,
      [TIMES - 2],
    );
    // The record, all that its change is judged by, and the change itself.
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.filter(({ custom }) => custom > TRIED)).toEqual([]);
  });
});
