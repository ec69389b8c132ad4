import { MOST_TOGETHER } from '@pipewright/definition';
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

const at = '/apps/opportunity/records/opportunity';
const open = { '==': [{ var: 'status' }, 'open'] };
const count = async (client: TestClient, filter: object): Promise<number> =>
  (await client.get(at, { filter, count: 'true', limit: '1' })).body.count;
interface Refused {
  count: number;
  records: { id: string; title: string | null }[];
  faults: { code: string; message: string }[];
}
interface Answer {
  done: number;
  same: number;
  refused: Refused[];
  next: string | null;
}
const refusedOf = ({ refused }: Answer) => refused.reduce((sum, { count }) => sum + count, 0);
/** Sends one wish until there is nothing left, as a screen does. */
async function toTheEnd(client: TestClient, wish: object): Promise<Answer & { requests: number }> {
  const all: Answer & { requests: number } = { done: 0, same: 0, refused: [], next: null, requests: 0 };
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await client.send('POST', `${at}/together`, { ...wish, ...(after ? { after } : {}) });
    expect(status).toBe(200);
    all.done += body.done;
    all.same += body.same;
    all.refused.push(...body.refused);
    all.requests += 1;
    after = body.next;
  }
  return all;
}

describe('one change to many records', () => {
  it('reaches every record of a filter once, also where it takes them out of the filter', async () => {
    const filter = { and: [open, { '!=': [{ var: 'next_step' }, 'Call again'] }] };
    const before = await count(admin, filter);
    expect(before).toBeGreaterThan(200);
    const end = await toTheEnd(admin, { filter, values: { next_step: 'Call again' } });
    const { done, requests } = end;
    expect([done + refusedOf(end), requests]).toEqual([before, Math.ceil(before / MOST_TOGETHER)]);
    expect(await count(admin, filter)).toBe(refusedOf(end));
    const { rows } = await stage.server.pool.query(
      `select count(*)::int as n from app_opportunity._ledger where cause->>'by' = 'bulk' and after->>'next_step' = 'Call again'`,
    );
    expect(rows[0].n).toBe(done);
  });

  it('is made to the named ones alone, and to none out of sight, which are told as not there', async () => {
    // What is nobody's may be taken by whoever sees it, and changed by nobody before.
    const owned = { and: [open, { '!=': [{ var: 'owner' }, null] }] };
    const ids = async (client: TestClient) =>
      (await client.get(at, { filter: owned, limit: '50', sort: 'name' })).body.records.map(({ id }: { id: string }) => id);
    const own: string[] = await ids(sales);
    const others = (await ids(admin)).filter((id: string) => !own.includes(id)).slice(0, 5);
    expect(others).toHaveLength(5);
    const wish = { records: [...own.slice(0, 3), ...others], values: { next_step: 'Mine only' } };
    const end = await toTheEnd(sales, wish);
    expect([end.done, end.same, end.refused.map(({ faults, count: n }) => [faults[0]?.code, n])]).toEqual([3, 0, [['unknown.record', 5]]]);
    expect(end.refused[0]?.records).toEqual(others.map((id: string) => ({ id, title: null })));
    expect(await toTheEnd(sales, { ...wish, records: own.slice(0, 3) })).toMatchObject({ done: 0, same: 3, refused: [] });
    expect(await count(admin, { '==': [{ var: 'next_step' }, 'Mine only'] })).toBe(3);
    expect(await toTheEnd(sales, { records: [], values: { next_step: 'x' } })).toMatchObject({ done: 0, refused: [], next: null });
  });

  it('that is refused for some says which and why, and is made to the others', async () => {
    const { body } = await sales.get(at, { filter: open, limit: '5' });
    const records = body.records.map(({ id }: { id: string }) => id);
    const refused = await toTheEnd(sales, { records, values: { amount: '-1' } });
    expect([refused.done, refused.refused.length, refused.refused[0]?.count]).toEqual([0, 1, 5]);
    expect(refused.refused[0]?.records.map(({ title }) => title).sort()).toEqual(
      body.records.map(({ name }: { name: string }) => name).sort(),
    );
    expect(refused.refused[0]?.faults[0]?.message).toMatch(/./);
    const hidden = await toTheEnd(sales, { records, values: { floor_price: '1' } });
    expect(hidden.refused.map(({ faults, count: n }) => [faults[0]?.code, n])).toEqual([['unknown.field', 5]]);
    const far = await toTheEnd(admin, { filter: open, stage: 'contract' });
    expect(far.refused.length).toBeGreaterThan(0);
    expect(far.refused.every(({ faults }) => faults.length > 0 && faults.every(({ message }) => message !== ''))).toBe(true);
  });

  it('may be their end, for whoever may delete them', async () => {
    const filter = { '==': [{ var: 'next_step' }, 'Mine only'] };
    expect(await count(admin, filter)).toBe(3);
    const { done } = await toTheEnd(admin, { filter, remove: true });
    expect([done, await count(admin, filter)]).toEqual([3, 0]);
    const gone = await admin.get(at, { filter, deleted: 'true', count: 'true', limit: '1' });
    expect(gone.body.count).toBe(3);
  });

  it('is refused as a whole where it cannot be asked', async () => {
    const code = async (wish: object, path = `${at}/together`) => {
      const { status, body } = await sales.send('POST', path, wish);
      return [status, body.issues[0].code];
    };
    expect(await code({ filter: { '>': [{ var: 'floor_price' }, '1'] }, values: {} })).toEqual([422, 'rule.variable']);
    expect(await code({ after: 'nothing', values: {} })).toEqual([422, 'query.cursor']);
    expect(await code({ values: {}, more: 1 })).toEqual([422, 'body.shape']);
    expect(await code({ values: {} }, '/apps/opportunity/records/nothing/together')).toEqual([404, 'unknown.entity']);
  });
});
