import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { statementsOf } from './support/statements.ts';

const app = '/apps/opportunity';
const records = `${app}/records`;
const PEOPLE = ['sales@demo.local', 'manager@demo.local', 'admin@demo.local', 'analyst@demo.local'];
let server: RunningServer;
let close: () => Promise<void>;
const clients = new Map<string, TestClient>();

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  for (const email of PEOPLE) clients.set(email, await clientFor(server, email));
});
afterAll(() => close());
const as = (email: string) => clients.get(email) as TestClient;

describe('a list with its count', () => {
  const question = {
    filter: { '>': [{ var: 'amount' }, 100000] },
    sort: '-amount',
    fields: 'name,amount,owner',
    expand: 'customer,owner',
    limit: '7',
  };

  it.each(PEOPLE)('says in one call how many there are on all pages, and the same page as without: %s', async (email) => {
    const person = as(email);
    const plain = await person.get(`${records}/opportunity`, question);
    const counted = await person.get(`${records}/opportunity`, { ...question, count: 'true' });
    const { count, ...rest } = counted.body;
    expect(rest).toEqual(plain.body);
    let seen = 0;
    for (let after: string | null | undefined; after !== null; ) {
      const page = (await person.get(`${records}/opportunity`, { ...question, limit: '200', ...(after ? { after } : {}) })).body;
      seen += page.records.length;
      after = page.next;
    }
    expect(count).toBe(seen);
    expect(seen).toBeGreaterThan(7);
    const second = await person.get(`${records}/opportunity`, { ...question, after: plain.body.next, count: 'true' });
    expect([second.body.count, second.body.records.length]).toEqual([count, 7]);
  });

  it('is right where nothing is found, and behind the last page', async () => {
    const person = as('sales@demo.local');
    const none = { filter: { '==': [{ var: 'name' }, 'no such name'] }, count: 'true' };
    expect((await person.get(`${records}/opportunity`, none)).body).toEqual({ records: [], next: null, count: 0 });
    const { records: all } = (await person.get(`${records}/product`, { sort: 'name', limit: '200' })).body;
    const last = (await person.get(`${records}/product`, { sort: 'name', limit: String(all.length - 1), count: 'true' })).body;
    const beyond = (await person.get(`${records}/product`, { sort: 'name', after: last.next, count: 'true' })).body;
    expect([last.count, beyond.records.length, beyond.count]).toEqual([all.length, 1, all.length]);
  });
});

describe('a record with the lists of what refers to it', () => {
  const lists = [
    { entity: 'opportunity', by: 'customer', sort: '-amount', fields: ['name', 'stage', 'amount', 'owner'], expand: ['owner'], limit: 2 },
    { entity: 'contact', by: 'customer', sort: 'name', limit: 50 },
    { entity: 'contact', by: 'customer', limit: 1 },
  ];
  const alone = ({ fields, expand, sort, limit, by, entity }: (typeof lists)[number], id: string, person: TestClient) =>
    person.get(`${records}/${entity}`, {
      ...{ filter: { '==': [{ var: by }, id] }, limit: String(limit) },
      ...(sort ? { sort } : {}),
      ...(fields ? { fields: fields.join() } : {}),
      ...(expand ? { expand: expand.join() } : {}),
    });

  it.each(PEOPLE)('is what the single calls say: %s', async (email) => {
    const person = as(email);
    const { records: customers } = (await person.get(`${records}/customer`, { limit: '40', expand: 'owner' })).body;
    let more = 0;
    for (const customer of customers) {
      const [first, second] = lists as [(typeof lists)[number], (typeof lists)[number]];
      const both = (await person.get(`${records}/customer/${customer.id}`, { expand: 'owner', include: [first, second] })).body;
      const { $related: related, ...record } = both;
      expect(record).toEqual((await person.get(`${records}/customer/${customer.id}`, { expand: 'owner' })).body);
      expect(Object.keys(related)).toEqual(['opportunity.customer', 'contact.customer']);
      expect(related['opportunity.customer']).toEqual((await alone(first, customer.id, person)).body);
      expect(related['contact.customer']).toEqual((await alone(second, customer.id, person)).body);
      if (related['opportunity.customer'].next) more += 1;
    }
    expect(more).toBeGreaterThan(email.startsWith('sales') ? 0 : 5);
  });

  it('takes one statement, and the place after a page leads on in an ordinary list', async () => {
    const person = as('manager@demo.local');
    const found = (await person.get(`${records}/customer`, { limit: '40' })).body.records;
    const path = (id: string) => `${records}/customer/${id}?include=${encodeURIComponent(JSON.stringify([lists[2]]))}`;
    expect(await statementsOf(() => person.get(path(found[0].id)))).toHaveLength(1);
    const pages = await Promise.all(found.map(async ({ id }: { id: string }) => [id, (await person.get(path(id))).body.$related] as const));
    const [id, related] = pages.find(([, page]) => page['contact.customer'].next) as (typeof pages)[number];
    const filter = { '==': [{ var: 'customer' }, id] };
    const rest = (await person.get(`${records}/contact`, { filter, after: related['contact.customer'].next })).body.records;
    const all = (await person.get(`${records}/contact`, { filter })).body.records;
    expect([...related['contact.customer'].records, ...rest]).toEqual(all);
  });

  it('tells nothing of what may not be known: no list of a record out of sight, of a hidden entity or field, or of one that refers to something else', async () => {
    const admin = as('admin@demo.local');
    const person = as('sales@demo.local');
    const mine = new Set(
      (await person.get(`${records}/customer`, { limit: '200', fields: '' })).body.records.map((each: { id: string }) => each.id),
    );
    const { records: all } = (await admin.get(`${records}/customer`, { limit: '200', fields: '' })).body;
    const foreign = all.find((each: { id: string }) => !mine.has(each.id)).id;
    const own = [...mine][0];
    const codes = async (id: string, include: unknown) => {
      const { status, body } = await person.get(`${records}/customer/${id}`, { include });
      return [status, body.issues?.[0]?.code];
    };
    expect(await codes(foreign, [lists[1]])).toEqual([404, 'unknown.record']);
    expect(await codes(own as string, [{ entity: 'nothing', by: 'customer' }])).toEqual([422, 'unknown.entity']);
    expect(await codes(own as string, [{ entity: 'contact', by: 'name' }])).toEqual([422, 'unknown.field']);
    expect(await codes(own as string, [{ entity: 'contact', by: 'nothing' }])).toEqual([422, 'unknown.field']);
    expect(await codes(own as string, [{ entity: 'opportunity', by: 'product' }])).toEqual([422, 'unknown.field']);
    expect(await codes(own as string, [{ entity: 'contact', by: 'customer', sort: 'nothing' }])).toEqual([422, 'query.sort']);
    for (const wrong of [
      '[',
      '{}',
      '[1]',
      '[{"entity":"contact"}]',
      '[{"entity":"contact","by":"customer","limit":0}]',
      '[{"entity":"contact","by":"customer","limit":201}]',
    ])
      expect((await codes(own as string, wrong))[0]).toBe(422);
  });
});
