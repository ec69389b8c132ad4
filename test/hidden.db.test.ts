import { type App, companyIdCheck, type Entity, entityOf, setFieldRight } from '@pipewright/definition';
import { DEMO, publish, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const APP = `/apps/${DEMO.app}`;
/** What a sales person may not see in this test: fields of every kind, a unique one among them. */
const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  opportunity: ['floor_price', 'contract_no', 'next_step_on', 'competitors', 'product', 'budget_confirmed', 'discount', 'source'],
  customer: ['credit_rating', 'phone', 'website', 'founded_year', 'parent', 'notes'],
  contact: ['email', 'birthday', 'decision_role'],
};
const UNKNOWN = 'no_such_field';

let server: RunningServer;
let close: () => Promise<void>;
let sales: TestClient;
let app: App;
const own: Record<string, { id: string; version: number }> = {};
let staged = '';

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const { rows } = await server.pool.query('select definition from pipewright.version where version = 1');
  app = JSON.parse(rows[0].definition);
  for (const [entity, keys] of Object.entries(HIDDEN)) for (const key of keys) app = setFieldRight(app, 'sales', entity, key, 'hidden');
  await publish(server.pool, { key: DEMO.app, document: app, base: 1, by: null });
  sales = await clientFor(server, 'sales@demo.local');
  const { user } = (await sales.get('/me')).body;
  const mine = { '==': [{ var: 'owner' }, user] };
  for (const entity of Object.keys(HIDDEN)) {
    const open = entity === 'opportunity' ? { and: [mine, { '==': [{ var: 'status' }, 'open'] }] } : mine;
    own[entity] = (await sales.get(`${APP}/records/${entity}`, { filter: open, limit: 1 })).body.records[0];
  }
  staged = (await sales.send('POST', `${APP}/imports/customer`, 'name\n甲\n乙\n')).body.id;
});
afterAll(() => close());

/** Values of every shape, most of which fit no field. */
const VALUES: readonly unknown[] = [
  '',
  'x',
  'a\0',
  -1,
  1.5,
  '12',
  '2026-02-30',
  '2026-01-01',
  true,
  null,
  [],
  ['a', 'a'],
  {},
  [{}],
  'x'.repeat(30_000),
  '00000000-0000-7000-8000-000000000000',
  'high',
  '91350211M000100Y43',
];

type Ask = (name: string, value: unknown) => Promise<{ status: number; text: string }>;

/** An answer with what is made anew each time, the id of a view, taken out of it. */
const plain = (text: string, name = UNKNOWN) =>
  text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), UNKNOWN).replace(/^\{"id":"[0-9a-f-]{36}"/, '{"id":""');

/** Every door of an entity through which a field can be named. */
function doorsOf({ key, process }: Entity): Readonly<Record<string, Ask>> {
  const records = `${APP}/records/${key}`;
  const { id, version } = own[key] as { id: string; version: number };
  const run = (report: object) =>
    sales.send('POST', `${APP}/reports/run`, { report: { entity: key, dimensions: [], measures: [{ key: 'n', fn: 'count' }], ...report } });
  const test = (name: string, value: unknown) => ({ '==': [{ var: name }, value] });
  return {
    create: (name, value) => sales.send('POST', records, { values: { name: 'x', [name]: value } }),
    update: (name, value) => sales.send('PATCH', `${records}/${id}`, { version, values: { [name]: value } }),
    'stale update': (name, value) => sales.send('PATCH', `${records}/${id}`, { version: 9999, values: { [name]: value } }),
    ...(process
      ? {
          move: (name, value) => sales.send('POST', `${records}/${id}/move`, { version, stage: 'nowhere', values: { [name]: value } }),
          bulk: (name, value) => sales.send('POST', `${records}/${id}/move`, { version, status: 'lost', values: { [name]: value } }),
          board: (name, value) => sales.get(`${APP}/board/${key}`, { pipeline: 'standard', filter: test(name, value) }),
        }
      : {}),
    filter: (name, value) => sales.get(records, { filter: test(name, value) }),
    order: (name, value) => sales.get(records, { filter: { '<': [{ var: name }, value] } }),
    among: (name, value) => sales.get(records, { filter: { in: [{ var: name }, [value]] } }),
    sort: (name) => sales.get(records, { sort: `-${name}` }),
    fields: (name) => sales.get(records, { fields: `name,${name}` }),
    expand: (name) => sales.get(`${records}/${id}`, { expand: name }),
    dimension: (name) => run({ dimensions: [{ key: 'd', field: name, bucket: 'month', level: 2 }] }),
    measure: (name) => run({ measures: [{ key: 'm', fn: 'sum', field: name }] }),
    'measure expression': (name, value) => run({ measures: [{ key: 'm', fn: 'sum', expression: { '+': [{ var: name }, value] } }] }),
    'measure choice': (name, value) => run({ measures: [{ key: 'm', fn: 'max', expression: { if: [test(name, value), 1, 0] } }] }),
    days: (name) => run({ measures: [{ key: 'm', fn: 'avg_days', from: name, to: name }] }),
    'report filter': (name, value) => run({ filter: test(name, value) }),
    'measure filter': (name, value) => run({ measures: [{ key: 'm', fn: 'ratio', filter: test(name, value), of: test(name, value) }] }),
    view: (name, value) =>
      sales.send('POST', `${APP}/views`, {
        entity: key,
        view: { key: 'v', name: { en: 'v', 'zh-CN': 'v' }, columns: [name], filter: test(name, value), sort: name },
      }),
    ...(key === 'customer'
      ? {
          import: (name, value) =>
            sales.send('POST', `${APP}/imports/${staged}/preview`, {
              targets: { name: { column: 'name' }, [name]: { value: String(value).slice(0, 400) } },
            }),
        }
      : {}),
  };
}

describe('a hidden field', () => {
  it.each(Object.keys(HIDDEN))(
    'of %s is answered like an unknown one at every door, whatever is sent for it, byte for byte',
    { timeout: 300_000 },
    async (key) => {
      let asked = 0;
      for (const [door, ask] of Object.entries(doorsOf(entityOf(app, key) as Entity))) {
        for (const value of ask.length > 1 ? VALUES : [null]) {
          const unknown = await ask(UNKNOWN, value);
          for (const name of HIDDEN[key] ?? []) {
            const { status, text } = await ask(name, value);
            expect([door, name, value, status, plain(text, name)]).toEqual([door, name, value, unknown.status, plain(unknown.text)]);
            asked += 1;
          }
        }
      }
      console.log(`hidden fields of ${key}: ${asked} pairs`);
    },
  );

  it('one reference away is answered so too', async () => {
    for (const name of HIDDEN.customer ?? []) {
      const asks: readonly Ask[] = [
        (far, value) => sales.get(`${APP}/records/contact`, { filter: { '==': [{ var: `customer.${far}` }, value] } }),
        (far) =>
          sales.send('POST', `${APP}/reports/run`, {
            report: { entity: 'contact', dimensions: [{ key: 'd', field: `customer.${far}` }], measures: [{ key: 'n', fn: 'count' }] },
          }),
      ];
      for (const ask of asks)
        for (const value of VALUES) expect((await ask(name, value)).text.replaceAll(name, UNKNOWN)).toBe((await ask(UNKNOWN, value)).text);
    }
  });
});

describe('a value that no other record may have', () => {
  const companyId = (n: number) => {
    const body = `91350211M${String(n).padStart(8, '0')}`;
    return body + companyIdCheck(body);
  };
  const send = (client: TestClient, name: string, company_id: string) =>
    client.send('POST', `${APP}/records/customer`, { values: { name, company_id } });

  it('is refused alike, whether the caller sees the record that has it or not, and nobody who sees more is named', async () => {
    const admin = await clientFor(server, DEMO.email);
    expect((await send(sales, '我的', companyId(1))).status).toBe(201);
    expect((await send(admin, '别人的', companyId(2))).status).toBe(201);
    const answers = await Promise.all([1, 2].map((n) => send(sales, `新的 ${n}`, companyId(n))));
    expect(answers.map(({ status, text }) => [status, text])).toEqual([1, 2].map(() => [422, answers[0]?.text]));
    const updates = await Promise.all(
      [1, 2].map(async (n) => {
        const made = (await sales.send('POST', `${APP}/records/customer`, { values: { name: `改 ${n}` } })).body;
        return sales.send('PATCH', `${APP}/records/customer/${made.id}`, { version: 1, values: { company_id: companyId(n) } });
      }),
    );
    expect(updates.map(({ text }) => text)).toEqual([answers[0]?.text, answers[0]?.text]);
  });

  it('cannot be guessed at will: after 30 refusals in a minute everything that person writes has to wait, of nobody else', async () => {
    const manager = await clientFor(server, 'manager@demo.local');
    await send(manager, '有', companyId(3));
    const statuses: number[] = [];
    for (let i = 0; i < 40; i += 1) statuses.push((await send(manager, '猜', companyId(3))).status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    const waits = await Promise.all([
      send(manager, '没有', companyId(4)),
      manager.send('POST', `${APP}/records/customer`, { values: { [UNKNOWN]: 1 } }),
    ]);
    expect(waits.map(({ status, body }) => [status, body.issues[0].code])).toEqual([1, 2].map(() => [429, 'request.too_many']));
    expect((await send(sales, '无妨', companyId(5))).status).toBe(201);
  });
});

describe('the key of a new app', () => {
  it('says nothing about apps that somebody has no part in: it is made alike whether the wish is taken or not', async () => {
    const admin = await clientFor(server, DEMO.email);
    await server.pool.query(`delete from pipewright.member where app = $1 and user_id = $2`, [
      DEMO.app,
      (await admin.get('/me')).body.user,
    ]);
    const wishes = [DEMO.app, 'free', 'free', 'x'.repeat(40)];
    const made = await Promise.all(wishes.map((key) => admin.send('POST', '/apps', { key, template: 'opportunity' })));
    expect(made.map(({ status, body }, i) => [status, new RegExp(`^${wishes[i]?.slice(0, 35)}_[a-z2-9]{4}$`).test(body.key)])).toEqual(
      wishes.map(() => [201, true]),
    );
    expect(new Set(made.map(({ body }) => body.key)).size).toBe(4);
    expect((await admin.get('/apps')).body.apps.map(({ key }: { key: string }) => key).sort()).toEqual(
      made.map(({ body }) => body.key).sort(),
    );
    for (const key of ['', 'A', '1a', 'x'.repeat(41)])
      expect((await admin.send('POST', '/apps', { key, template: 'opportunity' })).body.issues[0].code).toBe('app.key');
  });
});
