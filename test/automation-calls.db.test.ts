import { setTimeout as sleep } from 'node:timers/promises';
import type { Automation, Node, NodeOf } from '@pipewright/definition';
import { CallWorker, log, openPool, type RunningServer } from '@pipewright/server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { automate, passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer, SECRET } from './support/database.ts';
import { openReceiver, type Receiver } from './support/receiver.ts';

const APP = '/apps/opportunity';
/** What nobody but the receiver may ever read. */
const TOKEN = 'tok-9f3c"7b\\21d8e5a4';
let server: RunningServer;
let url: string;
let close: () => Promise<void>;
let admin: TestClient;
let receiver: Receiver;
let host: string;
let workers: CallWorker[] = [];

beforeAll(async () => {
  ({ server, url, close } = await freshServer('demo', { outgoing: { inside: true } }));
  receiver = await openReceiver();
  host = new URL(receiver.url).host;
  admin = await clientFor(server, 'admin@demo.local');
  await allow(host);
  await keep('token', TOKEN, [host]);
});
afterAll(async () => {
  receiver.close();
  await close();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  receiver.got.splice(0);
  receiver.answer = () => ({ status: 200, body: '{}' });
  await server.pool.query('delete from app_opportunity._run');
  await server.pool.query('delete from app_opportunity._call');
});

async function allow(...hosts: string[]) {
  expect(await admin.send('PUT', `${APP}/call-hosts`, { hosts })).toMatchObject({ status: 200, body: { hosts: hosts.sort() } });
}
async function keep(name: string, value: string, hosts: string[]) {
  expect(await admin.send('PUT', `${APP}/call-secrets/${name}`, { value, hosts })).toMatchObject({ status: 200 });
}
/** Lets a worker send; the product's own worker is not at work here. */
function work(more: { lease?: number; outgoing?: object } = {}): CallWorker {
  const { outgoing = { inside: true }, ...rest } = more;
  const worker = new CallWorker({ server, sender: { secret: SECRET, outgoing: outgoing as { inside: boolean } }, pollMs: 20, ...rest });
  workers.push(worker);
  worker.start();
  return worker;
}

type Http = NodeOf<'http'>;
const ask = (more: Partial<Http> = {}): Http => ({
  ...{ key: 'ask', kind: 'http', method: 'POST', url: `${receiver.url}/customers/{id}?name={name}` },
  ...{ headers: { Authorization: 'Bearer {secret:token}' }, next: { done: 'good', failed: 'bad' } },
  ...more,
});
const note = (key: string): Node => ({ key, kind: 'set', values: { notes: key }, next: { done: null } });
const flow = (http: Http, ...more: Node[]): Automation => ({
  ...{ key: 'flow', name: { en: 'Flow', 'zh-CN': '流程' }, entity: 'customer', on: { kind: 'created' }, start: 'ask' },
  nodes: [http, ...(more.length > 0 ? more : [note('good'), note('bad')])],
});
async function begin(name: string, values: object = {}): Promise<string> {
  const made = await admin.send('POST', `${APP}/records/customer`, { values: { name, ...values } });
  expect([made.status, made.body.issues]).toEqual([201, undefined]);
  await carry();
  return made.body.id;
}
const later = (hours = 1) => new Date(Date.now() + hours * 3_600_000).toISOString();
const carry = () => passes(server, later());
const runOf = async (id: string) => (await admin.get(`${APP}/runs`, { record: id })).body.runs[0];
const notesOf = async (id: string) => (await admin.get(`${APP}/records/customer/${id}`)).body.notes ?? null;
const calls = async () =>
  (
    await server.pool.query(
      `select state, attempts, status, fault, issue->>'code' as code, ceil(extract(epoch from next_at - now()))::integer as wait from app_opportunity._call order by at`,
    )
  ).rows;
async function until<T>(ready: () => Promise<T | undefined | false>): Promise<T> {
  for (let i = 0; i < 300; i += 1) {
    const found = await ready();
    if (found) return found;
    await sleep(30);
  }
  throw new Error(`It did not come to that: ${JSON.stringify(await calls())}`);
}
const ended = () => until(async () => (await calls()).every(({ state }) => state !== 'waiting') && (await calls()));
const due = () => server.pool.query('update app_opportunity._call set next_at = now()');

it('asks once what was committed, goes on by the answer and fills fields with it, and shows no secret', async () => {
  const answer = { notes: 'result.text', employees: 'result.people.0', annual_revenue: 'revenue' };
  const body = { name: { var: 'name' }, big: true, people: { '+': [{ var: 'employees' }, 1] }, since: { var: 'created_at' } };
  await automate(admin, [flow(ask({ answer, body, next: { done: null, failed: 'bad' } }), note('bad'))]);
  receiver.answer = () => ({
    status: 201,
    body: JSON.stringify({ result: { text: `said ${TOKEN}`, people: [42] }, revenue: '1200000.50' }),
  });
  const id = await begin('甲 & 乙/？', { employees: 7 });
  expect(receiver.got).toEqual([]);
  const asleep = await runOf(id);
  expect([asleep.state, asleep.node, asleep.steps, asleep.until]).toEqual(['asleep', 'ask', [], null]);
  expect(asleep.call).toEqual({ asks: `POST ${host}/customers/${id}`, attempts: 0, nextAt: null, fault: null });
  work();
  expect(await ended()).toMatchObject([{ state: 'done', attempts: 1, status: 201 }]);
  await carry();
  const [got] = receiver.got;
  expect([receiver.got.length, got?.path]).toEqual([1, `/customers/${id}?name=%E7%94%B2%20%26%20%E4%B9%99%2F%EF%BC%9F`]);
  const run = await runOf(id);
  expect(got?.headers).toMatchObject({
    ...{ authorization: `Bearer ${TOKEN}`, 'idempotency-key': `${run.id}:0`, 'content-type': 'application/json; charset=utf-8' },
  });
  expect(got?.body).toMatch(/^\{"name":"甲 & 乙\/？","big":true,"people":8,"since":"\d{4}-.*Z"\}$/);
  const { body: record } = await admin.get(`${APP}/records/customer/${id}`);
  expect([record.notes, record.employees, record.annual_revenue]).toEqual(['said ••••', 42, '1200000.5']);
  expect([run.state, run.steps[0].exit, run.call]).toEqual(['done', 'Done', null]);
  expect(run.steps[0].input[0]).toEqual({ name: '', value: `POST ${host}/customers/${id} → 201` });
  const history = (await admin.get(`${APP}/records/customer/${id}/history`)).text;
  expect(history).toContain('"automation"');
  await nothingTells(id);
});

/** The token stands in no table, no answer and no log, in no form that it could be read in. */
async function nothingTells(id: string) {
  const told = await Promise.all(
    [
      `${APP}/runs`,
      `${APP}/call-secrets`,
      `${APP}/draft`,
      `${APP}/versions`,
      `${APP}/automations`,
      `${APP}/records/customer/${id}`,
      `${APP}/openapi.json`,
    ].map(async (path) => (await admin.get(path)).text),
  );
  const { rows } = await server.pool.query<{ at: string }>(
    `select format('select coalesce(string_agg(t::text, '' ''), '''') as at from %I.%I t', table_schema, table_name) as at from information_schema.tables
     where table_schema in ('pipewright', 'app_opportunity') and table_type = 'BASE TABLE'`,
  );
  for (const { at } of rows) told.push((await server.pool.query(at)).rows[0].at);
  const forms = [
    TOKEN,
    JSON.stringify(TOKEN).slice(1, -1),
    '9f3c"7b',
    '9f3c\\"7b',
    '21d8e5a4',
    Buffer.from(TOKEN).toString('base64').slice(0, 20),
  ];
  expect(forms.filter((form) => told.some((text) => text.includes(form)))).toEqual([]);
}

it('goes on by the other way where the answer is no, and fails where none leads on, to be taken up again', async () => {
  await automate(admin, [flow(ask())]);
  receiver.answer = () => ({ status: 422, body: `No: ${TOKEN}` });
  const id = await begin('Refused');
  work();
  expect(await ended()).toMatchObject([{ state: 'failed', attempts: 1, status: 422, fault: 'refused' }]);
  await carry();
  expect([(await runOf(id)).steps[0].exit, (await runOf(id)).steps[0].faults, await notesOf(id)]).toEqual([
    'Failed',
    [`“${host}” answered with 422: No: ••••`],
    'bad',
  ]);
  await automate(admin, [flow(ask({ next: { done: 'good' } }), note('good'))]);
  const other = await begin('Refused for good');
  await ended();
  await carry();
  const failed = await runOf(other);
  expect([failed.state, failed.failure, failed.node]).toEqual(['failed', `“${host}” answered with 422: No: ••••`, 'ask']);
  receiver.answer = () => ({ status: 204 });
  expect((await admin.send('POST', `${APP}/runs/${failed.id}/retry`)).status).toBe(200);
  await carry();
  await ended();
  await carry();
  expect([(await runOf(other)).state, await notesOf(other)]).toEqual(['done', 'good']);
  expect(receiver.got.map(({ headers }) => headers['idempotency-key'])).toEqual([expect.any(String), `${failed.id}:0`, `${failed.id}:1`]);
  await nothingTells(other);
});

it('asks again where it may go well later, a few times, as long as the other side asks to be left alone', async () => {
  await automate(admin, [flow(ask())]);
  const answers = [{ status: 503 }, { status: 429, headers: { 'retry-after': '120' } }, { status: 500 }, { status: 502 }];
  receiver.answer = () => answers.shift() ?? { status: 200 };
  const id = await begin('Busy');
  work();
  for (const [attempts, wait] of [
    [1, 10],
    [2, 120],
    [3, 600],
  ]) {
    const [call] = await until(async () => {
      const now = await calls();
      return now[0].attempts === attempts && now[0].status !== null && now[0].wait <= 600 && now[0].wait !== 60 && now;
    });
    expect([call.state, call.attempts, call.wait]).toEqual(['waiting', attempts, wait]);
    expect((await runOf(id)).call).toMatchObject({ attempts, fault: expect.stringContaining('answered with'), nextAt: expect.any(String) });
    await due();
  }
  expect(await ended()).toMatchObject([{ state: 'failed', attempts: 4, status: 502 }]);
  await carry();
  expect((await runOf(id)).steps[0].input[0].value).toBe(`POST ${host}/customers/${id} → 502 (×4)`);
  expect([receiver.got.length, new Set(receiver.got.map(({ headers }) => headers['idempotency-key'])).size, await notesOf(id)]).toEqual([
    4,
    1,
    'bad',
  ]);
});

it('says what of an answer a field does not take, and changes nothing', async () => {
  await automate(admin, [flow(ask({ answer: { employees: 'count', customer_class: 'class' } }))]);
  for (const [body, said] of [
    ['{"count":"many","class":"a"}', `“${host}” answered under “count”: `],
    ['{"count":1,"class":"no such"}', `“${host}” answered under “class”: `],
    ['<html>', `“${host}” did not answer in JSON, so no field can be filled from it.`],
    [JSON.stringify({ count: 1, more: 'x'.repeat(70_000) }), `“${host}” answered with more than 64 KB, so no field can be filled from it.`],
  ] as const) {
    receiver.answer = () => ({ status: 200, body });
    const id = await begin(`Odd ${said}`, { employees: 3 });
    work();
    await ended();
    await carry();
    const run = await runOf(id);
    expect([run.state, (await admin.get(`${APP}/records/customer/${id}`)).body.employees, await notesOf(id)]).toEqual(['failed', 3, null]);
    expect(run.failure).toContain(said);
  }
});

it('asks nobody who is not on the list of the app, and sends no secret to a host that it is not for', async () => {
  const other = await openReceiver();
  const there = new URL(other.url).host;
  const step = ask({ url: `${other.url}/`, next: { done: null, failed: 'bad' } });
  await automate(admin, [flow(step, note('bad'))]);
  const failing = async (name: string) => {
    const id = await begin(name);
    work();
    await ended();
    await carry();
    const run = await runOf(id);
    // What somebody has to set right is no answer: the run does not go on by the other way.
    expect([run.state, await notesOf(id)]).toEqual(['failed', null]);
    return run.failure;
  };
  expect(await failing('Not listed')).toBe(
    `“${there}” is not among the hosts that this app may ask. An administrator adds it on the page “Secrets and hosts”.`,
  );
  await allow(host, there);
  expect(await failing('Not its host')).toContain(`The secret “token” may not be sent to “${there}”.`);
  await automate(admin, [flow({ ...step, headers: { 'X-Key': '{secret:ghost}' } }, note('bad'))]);
  expect(await failing('No secret')).toContain('There is no secret “ghost”.');
  await keep('ghost', 'something-else', [there]);
  // Its hosts are a part of it: changed beside the product, it is lost.
  await server.pool.query(`update pipewright.secret set hosts = $1 where name = 'ghost'`, [[there, 'evil.example']]);
  expect(await failing('Changed hosts')).toContain('The secret “ghost” cannot be read any more.');
  await allow(host);
  expect([receiver.got, other.got]).toEqual([[], []]);
  other.close();
});

it('sends the same under the same number where it was killed before it kept the answer', async () => {
  await automate(admin, [flow(ask())]);
  const id = await begin('Killed');
  // It is asked, and whoever asked is gone before a word of it is written.
  const lost = openPool(url, { max: 1 });
  receiver.answer = async () => {
    await lost.end();
    return { status: 200 };
  };
  const dying = new CallWorker({
    server: { pool: lost, apps: server.apps },
    sender: { secret: SECRET, outgoing: { inside: true } },
    pollMs: 20,
    lease: 1,
  });
  const silent = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  dying.start();
  await until(async () => receiver.got.length === 1);
  await dying.stop();
  silent.mockRestore();
  receiver.answer = () => ({ status: 200 });
  work();
  expect(await ended()).toMatchObject([{ state: 'done', attempts: 2 }]);
  await carry();
  const [first, second] = receiver.got;
  expect([first?.headers['idempotency-key'], first?.body, await notesOf(id)]).toEqual([
    second?.headers['idempotency-key'],
    second?.body,
    'good',
  ]);
});

it('leaves a run alone that somebody ended or led on meanwhile, and asks nothing that was not asked yet', async () => {
  await automate(admin, [flow(ask())]);
  const id = await begin('Skipped');
  const run = await runOf(id);
  let answer: () => void = () => undefined;
  receiver.answer = () => new Promise((resolve) => (answer = () => resolve({ status: 500 })));
  work();
  await until(async () => receiver.got.length === 1);
  expect((await admin.send('POST', `${APP}/runs/${run.id}/skip`, { node: 'ask', note: 'Done by hand' })).status).toBe(200);
  await carry();
  answer();
  await until(async () => (await calls())[0].status === 500);
  await due();
  expect(await ended()).toMatchObject([{ state: 'dropped', attempts: 1 }]);
  await carry();
  expect([(await runOf(id)).steps.map(({ outcome }: { outcome: string }) => outcome), await notesOf(id)]).toEqual([
    ['skipped', 'done'],
    'good',
  ]);
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  const gone = await begin('Ended');
  const over = await runOf(gone);
  expect((await admin.send('POST', `${APP}/runs/${over.id}/end`, { note: 'No need' })).status).toBe(200);
  work();
  await until(async () => (await calls())[1].state === 'dropped');
  expect([receiver.got.length, (await runOf(gone)).state]).toEqual([1, 'stopped']);
});

it('asks nothing while its automation is switched off, and goes on once it is on again', async () => {
  await automate(admin, [flow(ask())]);
  const id = await begin('Off');
  expect((await admin.send('PUT', `${APP}/automations/flow/off`, { off: true })).status).toBe(200);
  work();
  await sleep(200);
  expect(receiver.got).toEqual([]);
  expect((await admin.send('PUT', `${APP}/automations/flow/off`, { off: false })).status).toBe(200);
  await ended();
  await carry();
  expect([receiver.got.length, await notesOf(id)]).toEqual([1, 'good']);
});

it('follows nobody elsewhere', async () => {
  const other = await openReceiver();
  await automate(admin, [flow(ask({ method: 'GET', url: `${receiver.url}/here` }))]);
  receiver.answer = () => ({ status: 302, headers: { location: `${other.url}/there` } });
  const id = await begin('Elsewhere');
  work();
  expect(await ended()).toMatchObject([{ state: 'failed', attempts: 1, status: 302, code: 'call.elsewhere' }]);
  await carry();
  expect([receiver.got[0]?.body, other.got, await notesOf(id)]).toEqual(['', [], 'bad']);
  other.close();
});

const INSIDE = ['127.0.0.1', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0177.0.0.1', '0x7f.1', 'rebound.example'];
it('reaches nothing inside its network, however that is written or a name is said to be', async () => {
  const port = new URL(receiver.url).port;
  const hosts = INSIDE.map((each) => `${each}:${port}`);
  await admin.send('PUT', `${APP}/call-hosts`, { hosts });
  // The name belongs to everybody as it is asked for the first time, and to this machine ever after.
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }];
  };
  await resolve();
  for (const inside of INSIDE) {
    await automate(admin, [flow(ask({ url: `https://${inside}:${port}/x`, headers: {} }))]);
    const id = await begin(`Inside ${inside}`);
    work({ outgoing: { inside: false, resolve } });
    await ended();
    await carry();
    const run = await runOf(id);
    expect([inside, run.state, run.failure]).toEqual([
      inside,
      'failed',
      expect.stringContaining('leads into the own network, where nothing is asked.'),
    ]);
  }
  await automate(admin, [flow(ask({ url: `http://127.0.0.1:${port}/x`, headers: {} }))]);
  const plain = await begin('Plain');
  await ended();
  await carry();
  expect((await runOf(plain)).failure).toBe(`“127.0.0.1:${port}” is not asked: the address has no https.`);
  expect(receiver.got).toEqual([]);
  await allow(host);
});

it('fails where a value keeps the address from being one', async () => {
  await automate(admin, [flow(ask({ url: `${receiver.url}/a/{name}/{industry}`, headers: {} }))]);
  const dots = await begin('..', { industry: 'manufacturing' });
  const empty = await begin('x');
  expect([(await runOf(dots)).failure, (await runOf(empty)).failure]).toEqual([
    '“Customer name” holds only dots, with which the address would lead elsewhere.',
    '“Industry” is empty, but the address needs it.',
  ]);
  expect([await calls(), receiver.got]).toEqual([[], []]);
});

it('shows on a trial what would be asked, with dots for secrets, and asks nobody', async () => {
  await automate(admin, [flow(ask({ body: { name: { var: 'name' } } }))]);
  const id = await begin('Trial');
  await server.pool.query('delete from app_opportunity._call');
  work();
  const tried = await admin.send('POST', `${APP}/automations/dry-run`, {
    automation: { ...flow(ask({ body: { name: { var: 'name' } } })), when: { '==': [{ var: 'name' }, 'Trial'] } },
  });
  const hit = tried.body.hits.find(({ record }: { record: string }) => record === id);
  expect(hit.request).toEqual({
    ...{ method: 'POST', url: `${receiver.url}/customers/${id}?name=Trial`, body: '{"name":"Trial"}', fault: null },
    headers: [{ name: 'Authorization', value: 'Bearer ••••' }],
  });
  const back = await admin.send('POST', `${APP}/automations/backtest`, { automation: flow(ask()), months: 1 });
  await sleep(100);
  expect([tried.status, back.status, receiver.got, await calls()]).toEqual([200, 200, [], []]);
});

it('keeps secrets by name, says where they are used, and tells nobody what they are', async () => {
  await automate(admin, [flow(ask())]);
  const sales = await clientFor(server, 'sales@demo.local');
  expect((await sales.get(`${APP}/call-secrets`)).status).toBe(403);
  expect((await sales.send('PUT', `${APP}/call-secrets/mine`, { value: 'long enough', hosts: [host] })).status).toBe(403);
  const listed = (await admin.get(`${APP}/call-secrets`)).body;
  expect(listed).toMatchObject({ hosts: [host], open: true });
  expect(listed.secrets.find(({ name }: { name: string }) => name === 'token')).toEqual({
    ...{ name: 'token', hosts: [host], by: expect.any(String), at: expect.any(String), usedAt: expect.any(String) },
    uses: [{ en: 'Flow', 'zh-CN': '流程' }],
  });
  const codes = async (name: string, body: object) => {
    const { status, body: said } = await admin.send('PUT', `${APP}/call-secrets/${name}`, body);
    return [status, said.issues?.[0]?.code, said.issues?.[0]?.path];
  };
  expect(await codes('new_one', { value: 'line\nbreak-x', hosts: [host] })).toEqual([422, 'secret.signs', 'value']);
  expect(await codes('new_one', { value: '密钥密钥密钥密钥', hosts: [host] })).toEqual([422, 'secret.signs', 'value']);
  for (const bad of ['https://x.example', 'x.example/a', 'a b', '*.example', 'u@x.example', ''])
    expect([bad, (await codes('new_one', { value: 'long enough', hosts: [bad] }))[0]]).toEqual([bad, 422]);
  expect((await codes('New', { value: 'long enough', hosts: [host] }))[0]).toBe(404);
  const used = await admin.send('DELETE', `${APP}/call-secrets/token`);
  expect([used.status, used.body.issues[0].message]).toEqual([
    422,
    '“token” is used by “Flow”. Their runs would fail without it: take it out there first.',
  ]);
  expect((await admin.send('DELETE', `${APP}/call-secrets/token?anyway=true`)).status).toBe(200);
  expect((await admin.send('DELETE', `${APP}/call-secrets/token`)).status).toBe(404);
  await keep('token', TOKEN, [host]);
});

it('warns before a publish of hosts and secrets that are not there', async () => {
  const { definition, revision } = (await admin.get(`${APP}/draft`)).body;
  const automations = [flow(ask({ url: 'https://elsewhere.example/x', headers: { A: '{secret:ghost}{secret:nobody}' } }))];
  await admin.send('PUT', `${APP}/draft`, { definition: { ...definition, automations }, revision });
  const tried = await admin.send('POST', `${APP}/dry-run`, {});
  expect(tried.body.advice.map(({ code }: { code: string }) => code)).toEqual(['advice.call_host', 'advice.secret_host', 'advice.secret']);
});
