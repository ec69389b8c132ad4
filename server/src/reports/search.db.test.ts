import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';

let stage: Awaited<ReturnType<typeof freshServer>>;
let admin: TestClient;
let sales: TestClient;
beforeAll(async () => {
  stage = await freshServer('demo');
  [admin, sales] = await Promise.all([clientFor(stage.server, 'admin@demo.local'), clientFor(stage.server, 'sales@demo.local')]);
});
afterAll(() => stage?.close());

const records = '/apps/opportunity/records/opportunity';
const open = { '==': [{ var: 'status' }, 'open'] };
const figures = async (client: TestClient, search: string | undefined, filter: object = open) => {
  const measures = [
    { key: 'records', fn: 'count' },
    { key: 'm0', fn: 'sum', field: 'amount' },
  ];
  const report = { entity: 'opportunity', dimensions: [], measures, filter };
  return (await client.send('POST', '/apps/opportunity/reports/run', { report, ...(search === undefined ? {} : { search }) })).body.rows[0];
};
/** The same figures by reading every record. */
const counted = async (client: TestClient, search: string | undefined) => {
  const amounts: number[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const asked = { filter: open, fields: 'amount', limit: '200', ...(search ? { search } : {}), ...(after ? { after } : {}) };
    const { body }: { body: { records: { amount: string }[]; next: string | null } } = await client.get(records, asked);
    amounts.push(...body.records.map(({ amount }) => Number(amount)));
    after = body.next;
  }
  return [amounts.length, amounts.reduce((sum, each) => sum + each, 0)];
};

describe('figures of what a list finds', () => {
  it('are those of its records, for each person', async () => {
    const { body } = await admin.get(records, { filter: open, limit: '1', fields: 'name' });
    const needle = String(body.records[0].name).slice(0, 3);
    for (const client of [admin, sales])
      for (const search of [undefined, needle, 'nobody calls anything so', '%']) {
        const [count, sum] = await figures(client, search);
        expect([search, count, Number(sum)]).toEqual([search, ...(await counted(client, search))]);
      }
    expect((await figures(admin, needle))[0]).toBeGreaterThan(0);
    expect((await figures(sales, undefined))[0]).toBeLessThan((await figures(admin, undefined))[0]);
  });

  it('do not get into those of the same question without it', async () => {
    const [all] = await figures(admin, undefined);
    const [none] = await figures(admin, 'nobody calls anything so');
    expect([none, (await figures(admin, undefined))[0], (await figures(admin, '   '))[0]]).toEqual([0, all, all]);
  });
});
