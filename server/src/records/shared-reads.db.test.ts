import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';

let server: RunningServer;
let close: () => Promise<void>;
let [sales, manager]: TestClient[] = [];
/** What a sales person sees: what is theirs, what was shared with them, and what lies in the pool of their department. */
const SEEN = `(o.owner = (select id from auth."user" where email = 'sales@demo.local')
  or o.id in (select record from pipewright.share s where s.person = (select id from auth."user" where email = 'sales@demo.local'))
  or o.owner is null and o.status = 'open' and o.department =
    (select p.department from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = 'sales@demo.local'))`;
const at = '/apps/opportunity/records/opportunity';
/** Every third record is shared with the sales person, some of those that are owned too, as a change of owner leaves it; and some others with the manager. */
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  await server.pool.query(
    `insert into pipewright.share (app, entity, record, person, level)
     select 'opportunity', 'opportunity', o.id, u.id, 'read' from (select id, row_number() over (order by id) as n from app_opportunity.opportunity) o
     join auth."user" u on (u.email = 'sales@demo.local' and o.n % 3 = 0) or (u.email = 'manager@demo.local' and o.n % 4 = 0)`,
  );
  [sales, manager] = [await clientFor(server, 'sales@demo.local'), await clientFor(server, 'manager@demo.local')];
});
afterAll(() => close?.());

const ids = async (where: string) =>
  (
    await server.pool.query<{ id: string }>(`select o.id::text from app_opportunity.opportunity o where o.deleted_at is null and ${where}`)
  ).rows
    .map(({ id }) => id)
    .sort();
/** All that a list shows, page by page, in its order. */
async function walk(client: TestClient | undefined, query: object): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { body } = await (client as TestClient).get(at, { limit: '40', ...query, ...(after ? { after } : {}) });
    found.push(...body.records.map(({ id }: { id: string }) => id));
    after = body.next;
  }
  return found;
}

describe('who has many shares', () => {
  it('finds in lists each record once, those of the role and those that were shared, whatever the order and the filter', async () => {
    const [own, all] = [await ids(`o.owner = (select id from auth."user" where email = 'sales@demo.local')`), await ids(SEEN)];
    expect(all.length).toBeGreaterThan(own.length + 100);
    for (const sort of [undefined, 'name', '-expected_close', '-amount,name', '-updated_at'])
      expect([sort, (await walk(sales, sort ? { sort } : {})).sort()]).toEqual([sort, all]);
    const open = { filter: { '==': [{ var: 'status' }, 'open'] }, sort: 'name' };
    expect((await walk(sales, open)).sort()).toEqual(await ids(`${SEEN} and o.status = 'open'`));
    const lead = await walk(manager, { sort: '-amount' });
    expect(new Set(lead).size).toBe(lead.length);
    expect(lead.length).toBe((await (manager as TestClient).get(at, { count: 'true', limit: '1' })).body.count);
  });

  it('reads them in the order that was asked for', async () => {
    const found = await walk(sales, { sort: '-amount' });
    const { rows } = await server.pool.query(
      `select o.id::text from app_opportunity.opportunity o where o.deleted_at is null and ${SEEN} order by o.amount desc, o.id desc`,
    );
    expect(found).toEqual(rows.map(({ id }) => id));
  });

  it('counts and sums each once, in lists, boards, reports and searches', async () => {
    const client = sales as TestClient;
    expect((await client.get(at, { count: 'true', limit: '1' })).body.count).toBe((await ids(SEEN)).length);
    const { columns } = (await client.get('/apps/opportunity/board/opportunity', { pipeline: 'standard', limit: '5' })).body;
    const { rows } = await server.pool.query(
      `select o.stage, count(*)::int as count, sum(o.amount)::text as sum from app_opportunity.opportunity o
       where o.deleted_at is null and o.status = 'open' and o.pipeline = 'standard' and ${SEEN} group by 1`,
    );
    const filled = columns.filter((each: { count: number }) => each.count > 0);
    expect(filled.map((each: { stage: string; count: number; sum: string }) => [each.stage, each.count, Number(each.sum)]).sort()).toEqual(
      rows.map((row) => [row.stage, row.count, Number(row.sum)]).sort(),
    );
    for (const { stage, records } of filled) {
      const newest = await server.pool.query(
        `select o.id::text from app_opportunity.opportunity o where o.deleted_at is null and o.status = 'open' and o.pipeline = 'standard' and o.stage = $1 and ${SEEN}
         order by o.updated_at desc, o.id desc limit 5`,
        [stage],
      );
      expect(records.map(({ id }: { id: string }) => id)).toEqual(newest.rows.map(({ id }) => id));
    }
    const report = { entity: 'opportunity', dimensions: [], measures: [{ key: 'n', name: { en: 'n', 'zh-CN': 'n' }, fn: 'count' }] };
    expect((await client.send('POST', '/apps/opportunity/reports/run', { report })).body.rows).toEqual([[(await ids(SEEN)).length]]);
    const { rows: shared } = await server.pool.query(
      `select o.id::text, o.name from app_opportunity.opportunity o where o.deleted_at is null and ${SEEN} order by o.id desc limit 3`,
    );
    for (const { id, name } of shared) {
      expect((await walk(client, { search: name })).filter((each) => each === id)).toEqual([id]);
      const { body } = await client.get('/apps/opportunity/records', { search: name, limit: '20' });
      expect(body.found.filter((each: { record: { id: string } }) => each.record.id === id)).toHaveLength(1);
    }
  });
});
