import { createHmac } from 'node:crypto';
import type { Automation, TriggerOf } from '@pipewright/definition';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const APP = '/apps/opportunity';
const HOOK = `${APP}/automations/site/hook`;
const IDS = ['914403001922038216', '9144030071526726XG', '91330100799655058B'] as const;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let outside: TestClient;
let opened: { id: string; secret: string };

const TAKES = { name: 'form.company', company_id: 'id', annual_revenue: 'revenue', customer_class: 'class' };
/** What a form of a website begins: the customer is found by its number or made, and everybody in sales is told. */
const site = (on: Partial<TriggerOf<'webhook'>> = {}, more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'site', name: { en: 'Website form', 'zh-CN': '官网表单' }, entity: 'customer', start: 'note' },
  on: { kind: 'webhook', takes: TAKES, match: 'company_id', ...on },
  nodes: [{ key: 'note', kind: 'set', values: { notes: { var: 'name' } }, next: { done: null } }],
  ...more,
});

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  outside = await clientFor(server);
  await automate(admin, [site()]);
});
afterAll(() => close());
beforeEach(async () => {
  await server.pool.query('delete from pipewright.hook');
  await server.pool.query('delete from app_opportunity._run');
  await server.pool.query(`delete from app_opportunity.customer where company_id is not null and name like 'Hook %'`);
  opened = (await admin.send('PUT', HOOK)).body;
});

const json = { 'content-type': 'application/json' };
const bearer = (secret = opened.secret) => ({ ...json, authorization: `Bearer ${secret}` });
const signed = (id: string, body: string, { secret = opened.secret, at = Math.floor(Date.now() / 1000) } = {}) => {
  const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${id}.${at}.${body}`)
    .digest('base64');
  return { ...json, 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${mac}` };
};
const post = (body: unknown, headers: Record<string, string> = bearer(), id = opened.id) =>
  outside.send('POST', `/hooks/${id}`, typeof body === 'string' ? body : JSON.stringify(body), headers);
const faultOf = ({ status, body }: Answer) => [status, body.issues?.[0]?.code, body.issues?.[0]?.path].join(' ').trim();
const message = (name: string, id: string = IDS[0], more: object = {}) => ({ form: { company: name }, id, ...more });
const customers = async () =>
  (
    await server.pool.query(
      `select name, company_id, annual_revenue::text as revenue, notes, owner from app_opportunity.customer where name like 'Hook %' and deleted_at is null order by id`,
    )
  ).rows;
const runs = async () =>
  (await server.pool.query('select state, record::text, depth, chain from app_opportunity._run order by begun_at, id')).rows;
const arrivals = async () => (await admin.get(HOOK)).body.arrivals;
const outcomes = async () => (await arrivals()).map(({ outcome }: { outcome: string }) => outcome);
const settled = () => passes(server, new Date(Date.now() + 1000).toISOString());

it('makes a record of a signed message, begins the steps for it in the same breath, and tells who watches', async () => {
  const body = JSON.stringify(message('Hook One', IDS[0], { revenue: 1200.5, class: 'key', unknown: { of: 'no use' } }));
  const answer = await post(body, signed('m1', body));
  expect([answer.status, answer.text]).toEqual([202, '{}']);
  expect(await customers()).toEqual([{ name: 'Hook One', company_id: IDS[0], revenue: '1200.5', notes: null, owner: null }]);
  expect(await runs()).toMatchObject([{ state: 'waiting', depth: 0, chain: ['site'] }]);
  await settled();
  expect((await customers())[0].notes).toBe('Hook One');
  const [{ record }] = await runs();
  const input = [
    { name: 'Name', value: 'Hook One' },
    { name: expect.any(String), value: IDS[0] },
    { name: expect.any(String), value: '1200.5' },
    { name: expect.any(String), value: expect.any(String) },
  ];
  expect(await arrivals()).toMatchObject([{ outcome: 'begun', record: { entity: 'customer', id: record, title: 'Hook One' }, faults: [] }]);
  expect((await arrivals())[0].input).toHaveLength(input.length);
  const told = (await admin.get(`${APP}/runs`, { automation: 'site' })).body.runs;
  expect(told[0]).toMatchObject({ state: 'done', record: { title: 'Hook One' }, input: [{ value: 'Hook One' }, {}, {}, {}] });
  const history = (await admin.get(`${APP}/records/customer/${record}/history`)).text;
  expect(history).toContain('automation');
});

it('finds the record by what tells it apart, and changes only what the message names', async () => {
  await post(message('Hook Two', IDS[1], { revenue: '3' }));
  await post({ id: IDS[1], revenue: '5' });
  expect(await customers()).toMatchObject([{ name: 'Hook Two', revenue: '5' }]);
  expect(await outcomes()).toEqual(['begun', 'begun']);
  expect(await runs()).toHaveLength(2);
});

it('takes a message once, however often and at once it comes under one id, and tells no difference', async () => {
  const body = JSON.stringify(message('Hook Once'));
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(body, signed('same', body))));
  expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(Array(8).fill('202 {}'));
  expect([(await customers()).length, (await runs()).length, await outcomes()]).toEqual([1, 1, ['begun']]);
  // Another id is another message; without one each is.
  await post(body, signed('other', body));
  await post(body);
  await post(body);
  expect(await runs()).toHaveLength(4);
  await post(body, { ...bearer(), 'idempotency-key': 'again-and-again' });
  await post(body, { ...bearer(), 'idempotency-key': 'again-and-again' });
  expect([(await customers()).length, (await runs()).length]).toEqual([1, 5]);
});

it('makes one record of many messages about the same that come at once', async () => {
  await Promise.all(Array.from({ length: 6 }, (_, i) => post(message(`Hook Race ${i}`, IDS[2]))));
  expect([(await customers()).length, (await runs()).length]).toEqual([1, 6]);
});

it('answers the same to whoever does not know the secret, whether there is such an address or not', async () => {
  const body = JSON.stringify(message('Hook Nobody'));
  const old = Math.floor(Date.now() / 1000) - 400;
  const wrong = [
    await post(body, json),
    await post(body, bearer('whsec_AAAA')),
    await post(body, { ...json, authorization: `Basic ${opened.secret}` }),
    await post(body, signed('m', `${body} `)),
    await post(body, signed('m', body, { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })),
    await post(body, signed('m', body, { at: old })),
    await post(body, signed('m', body, { at: old + 800 })),
    await post(body, { ...signed('m', body), 'webhook-id': 'n' }),
    await post(body, bearer(), '01970000-0000-7000-8000-000000000000'),
    await post(body, bearer(), 'opportunity'),
    await post(body, bearer('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='), '01970000-0000-7000-8000-000000000000'),
  ];
  expect([...new Set(wrong.map(({ status, text }) => `${status} ${text}`))]).toEqual([
    `401 ${JSON.stringify({ issues: [{ path: '', code: 'hook.denied', message: 'There is no such webhook, or the secret is not right.' }] })}`,
  ]);
  expect([await customers(), await runs(), await arrivals()]).toEqual([[], [], []]);
  expect((await admin.get(HOOK)).body.hook.deniedAt).toMatch(/Z$/);
  expect(faultOf(await post(body, { ...bearer(), origin: 'https://evil.example' }))).toBe('403 denied.origin');
});

it('lets a network come only so often without the secret', async () => {
  const stranger = await clientFor(server);
  const codes = new Set<string>();
  for (let i = 0; i < 70; i += 1) codes.add(faultOf(await stranger.send('POST', '/hooks/x', '{}', json)));
  expect([...codes]).toEqual(['401 hook.denied', '429 request.too_many']);
});

it('has its secret made anew at once, kept where nobody reads it, and ended', async () => {
  const former = opened;
  const { rows } = await server.pool.query('select * from pipewright.hook');
  expect(JSON.stringify(rows)).not.toContain(former.secret.slice(6, 20));
  expect(JSON.stringify((await admin.get(HOOK)).body)).not.toContain('whsec_');
  expect((await admin.get(`${APP}/draft`)).text).not.toContain('whsec_');
  opened = (await admin.send('PUT', HOOK)).body;
  expect([opened.id, opened.secret === former.secret]).toEqual([former.id, false]);
  expect(opened.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(faultOf(await post(message('Hook Old'), bearer(former.secret)))).toBe('401 hook.denied');
  expect((await post(message('Hook New'))).status).toBe(202);
  expect((await admin.send('DELETE', HOOK)).status).toBe(200);
  expect([faultOf(await post(message('Hook Gone'))), (await admin.get(HOOK)).body]).toEqual([
    '401 hook.denied',
    { hook: null, arrivals: [] },
  ]);
  for (const [method, path] of [
    ['GET', HOOK],
    ['PUT', HOOK],
    ['DELETE', HOOK],
  ] as const)
    expect([method, faultOf(await sales.send(method, path))]).toEqual([method, '403 denied.admin']);
  expect(faultOf(await admin.send('PUT', `${APP}/automations/ghost/hook`))).toBe('422 run.unknown automation');
});

it('names what is wrong with a message by its own names, and nothing of what is stored', async () => {
  const asked: [unknown, string][] = [
    ['{', '422 body.json'],
    ['[]', '422 body.shape'],
    ['{"__proto__":{}}', '422 body.json'],
    [{ form: { company: 'Hook X' } }, '422 hook.match_missing id'],
    [message('Hook X', '123'), '422 value.format id'],
    [message('Hook X', IDS[0], { revenue: 'much' }), '422 value.type revenue'],
    [message('Hook X', IDS[0], { class: 'nonsense' }), '422 value.option class'],
    [{ id: IDS[0], form: { company: { deep: 1 } } }, '422 value.type form.company'],
  ];
  for (const [body, fault] of asked) {
    const said = faultOf(await post(body));
    // How a figure is wrong is the field's to say.
    expect([body, fault.startsWith('422 value.') ? said.replace(/value\.\w+/, 'value.x') : said]).toEqual([
      body,
      fault.replace(/value\.\w+/, 'value.x'),
    ]);
  }
  expect([await customers(), await runs()]).toEqual([[], []]);
  expect(faultOf(await post(`{"a":"${'x'.repeat(70_000)}"}`))).toBe('413 body.too_large');
});

it('names other records by their names, and people', async () => {
  const contact = site({ takes: { name: 'who', customer: 'company' }, match: undefined } as never, {
    entity: 'contact',
    nodes: [{ key: 'note', kind: 'set', values: { notes: 'x' }, next: { done: null } }],
  });
  await automate(admin, [contact]);
  const made = await admin.send('POST', `${APP}/records/customer`, { values: { name: 'Hook Firm', company_id: IDS[0] } });
  const answers = [await post({ who: 'Hook Person', company: 'Hook Firm' }), await post({ who: 'Hook Nobody', company: 'No such firm' })];
  expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(['202 {}', '202 {}']);
  const { rows } = await server.pool.query(`select name, customer::text from app_opportunity.contact where name like 'Hook %'`);
  expect(rows).toEqual([{ name: 'Hook Person', customer: made.body.id }]);
  expect(await arrivals()).toMatchObject([{ outcome: 'refused', faults: [expect.stringContaining('No such firm')] }, { outcome: 'begun' }]);
  await server.pool.query(`delete from app_opportunity.contact where name like 'Hook %'`);
  await automate(admin, [site()]);
});

it('answers alike whatever the records are', async () => {
  const made = await admin.send('POST', `${APP}/records/customer`, { values: { name: 'Hook Taken', company_id: IDS[0] } });
  expect(made.status).toBe(201);
  const tell = async () => {
    const texts: string[] = [];
    for (const id of IDS.slice(0, 2)) {
      const { status, text } = await post({ id, revenue: '7' });
      texts.push(`${status} ${text}`);
    }
    return texts;
  };
  // Found and not found; a record that lacks what it must have is no news outside either.
  expect(await tell()).toEqual(['202 {}', '202 {}']);
  expect(await outcomes()).toEqual(['refused', 'begun']);
  await automate(admin, [site({ known: true })]);
  expect(await tell()).toEqual(['202 {}', '202 {}']);
  expect((await outcomes()).slice(0, 2)).toEqual(['unmatched', 'begun']);
  // Whoever watches the list of automations learns of both kinds.
  const [{ fired, refused }] = (await admin.get(`${APP}/automations`)).body;
  expect([fired, refused]).toEqual([2, 2]);
  const [{ faults }] = await arrivals();
  expect(faults[0]).toMatch(/^No record has this “.+”\.$/);
  // A number that is taken by another record.
  await automate(admin, [site({ match: undefined } as never)]);
  expect((await post(message('Hook Twice'))).text).toBe('{}');
  expect((await outcomes())[0]).toBe('refused');
  // A condition that does not hold writes, and begins nothing.
  await automate(admin, [site({}, { when: { '==': [{ var: 'name' }, 'nobody'] } })]);
  expect([(await post(message('Hook Kept', IDS[1]))).text, (await outcomes())[0]]).toEqual(['{}', 'kept']);
  await automate(admin, [site()]);
});

it('says that it is switched off, or waited for no more, to who knows the secret alone', async () => {
  await admin.send('PUT', `${APP}/automations/site/off`, { off: true });
  expect([faultOf(await post(message('Hook Off'))), await outcomes(), await customers()]).toEqual(['409 hook.off', ['off'], []]);
  expect(faultOf(await post(message('Hook Off'), bearer('x')))).toBe('401 hook.denied');
  await admin.send('PUT', `${APP}/automations/site/off`, { off: false });
  const body = JSON.stringify(message('Hook On'));
  expect((await post(body, signed('m', body))).status).toBe(202);
  await automate(admin, []);
  expect(faultOf(await post(message('Hook Gone')))).toBe('404 hook.gone');
  await automate(admin, [site()]);
});

it('begins once for each record where it says so, and others that its write begins, one link further', async () => {
  const follow: Automation = {
    ...{ key: 'follow', name: label('Follow'), entity: 'customer', start: 'set', on: { kind: 'created' } },
    nodes: [{ key: 'set', kind: 'set', values: { region: 'east' }, next: { done: null } }],
  };
  await automate(admin, [site({}, { once: 'record' }), follow]);
  await post(message('Hook Links'));
  await post(message('Hook Links'));
  expect((await runs()).map(({ depth, chain }) => [depth, chain]).sort()).toEqual([
    [0, ['site']],
    [1, ['site', 'follow']],
  ]);
  expect(await outcomes()).toEqual(['kept', 'begun']);
  await automate(admin, [site()]);
});
