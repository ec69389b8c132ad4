import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { openReceiver, type Receiver } from '../../../test/support/receiver.ts';
import { newId } from '../ground/id.ts';
import { deliver } from './deliver.ts';

const APP = '/apps/opportunity';
const CHANNELS = `${APP}/delivery-channels`;
const DELIVERIES = `${APP}/channel-deliveries`;
const name = { en: 'Hook', 'zh-CN': '挂钩' };
let server: RunningServer;
let close: () => Promise<void>;
let receiver: Receiver;
let admin: TestClient;
let chinese: TestClient;
let sales: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo', { outgoing: { inside: true } }));
  receiver = await openReceiver();
  admin = await clientFor(server, 'admin@demo.local');
  chinese = await clientFor(server, 'admin@demo.local', 'zh-CN');
  sales = await clientFor(server, 'sales@demo.local');
});
afterAll(async () => {
  receiver.close();
  await close();
});
beforeEach(async () => {
  await server.pool.query('delete from pipewright.channel');
  await server.pool.query('delete from pipewright.delivery');
  receiver.got.splice(0);
  receiver.answer = () => ({ status: 200, body: 'ok' });
});

const add = (body: object = {}, headers = {}) =>
  admin.send('POST', CHANNELS, { key: 'hook', name, kind: 'webhook', address: receiver.url, secret: 'a word of ours', ...body }, headers);
const listed = async () => (await admin.get(CHANNELS)).body.channels;
const faultOf = ({ status, body }: { status: number; body: { issues?: { code: string; path: string }[] } }) =>
  [status, body.issues?.[0]?.code, body.issues?.[0]?.path].join(' ');

it('makes, changes and removes channels, and tells their secret to nobody', async () => {
  const { status, body } = await add();
  expect(status).toBe(201);
  expect(await listed()).toEqual([
    {
      ...{ id: body.id, key: 'hook', name, kind: 'webhook', address: receiver.url, hasSecret: true, off: false },
      ...{ by: expect.stringMatching(/./), at: expect.stringMatching(/Z$/), waiting: 0, dead: 0 },
    },
  ]);
  const changed = { name: { en: 'New', 'zh-CN': '新' }, off: true, address: `${receiver.url}/x` };
  expect((await admin.send('PATCH', `${CHANNELS}/${body.id}`, changed)).status).toBe(200);
  expect(await listed()).toMatchObject([{ ...changed, hasSecret: true }]);
  const { rows } = await server.pool.query('select * from pipewright.channel');
  expect([JSON.stringify(rows).includes('word'), JSON.stringify(await listed()).includes(rows[0].secret)]).toEqual([false, false]);
  expect((await admin.send('DELETE', `${CHANNELS}/${body.id}`)).status).toBe(200);
  expect([await listed(), faultOf(await admin.send('DELETE', `${CHANNELS}/${body.id}`))]).toEqual([[], '404 unknown.channel ']);
  expect(faultOf(await admin.send('PATCH', `${CHANNELS}/x`, {}))).toBe('404 unknown.channel ');
});

it('makes a channel once under the key of its request, which holds nothing that a secret could be tried out on', async () => {
  const key = { 'idempotency-key': newId() };
  const [first, second] = [await add({}, key), await add({}, key)];
  expect([first.status, second.body]).toEqual([201, first.body]);
  expect(await listed()).toHaveLength(1);
  expect(faultOf(await add())).toBe('409 channel.key_taken key');
  const twice = await Promise.all([add({ key: 'one' }), add({ key: 'one' })]);
  expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
});

it('refuses what is no address and no secret', async () => {
  const asked: [object, string][] = [
    [{ address: 'ftp://x.example' }, '422 channel.address address'],
    [{ address: 'https://user:word@x.example' }, '422 channel.address address'],
    [{ secret: undefined }, '422 channel.secret_needed secret'],
    [{ secret: 'whsec_short' }, '422 channel.secret_form secret'],
    [{ key: 'Not a key' }, '422 body.shape key'],
  ];
  for (const [body, fault] of asked) expect([body, faultOf(await add(body))]).toEqual([body, fault]);
  const { id } = (await add()).body;
  expect(faultOf(await admin.send('PATCH', `${CHANNELS}/${id}`, { secret: null }))).toBe('422 channel.secret_needed secret');
});

it('without leave to stay inside takes https of everybody alone, and of a robot its own address alone', async () => {
  const outside = { ...server, outgoing: { inside: false } } as RunningServer;
  const there = await clientFor(outside, 'admin@demo.local');
  const ask = async (kind: string, address: string) =>
    faultOf(await there.send('POST', CHANNELS, { key: 'k', name, kind, address, secret: 'word' }));
  for (const address of [
    'http://x.example',
    receiver.url,
    'https://127.0.0.1',
    'https://[::1]',
    'https://2130706433',
    'https://169.254.169.254',
  ])
    expect([address, await ask('webhook', address)]).toEqual([address, '422 channel.address address']);
  for (const [kind, address] of [
    ['feishu', 'https://evil.example/open-apis/bot/v2/hook/x'],
    ['dingtalk', 'https://oapi.dingtalk.com.evil.example/robot/send?access_token=x'],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
  ] as const)
    expect(await ask(kind, address)).toBe('422 channel.address_of address');
  expect(await ask('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc')).toBe('201  ');
  // A name that leads inside is found out when it is sent to.
  expect(await ask('webhook', 'https://localhost/x')).toBe('409 channel.key_taken key');
  await server.pool.query(`update pipewright.channel set address = 'https://localhost/x', kind = 'webhook', secret = null`);
  const [{ id }] = await listed();
  expect((await there.send('POST', `${CHANNELS}/${id}/test`)).body).toEqual({ sent: false, fault: 'inside', status: null, said: null });
});

it('sends a test message at once, in the language of who asks, and says what became of it', async () => {
  const { id } = (await add()).body;
  expect((await chinese.send('POST', `${CHANNELS}/${id}/test`)).body).toEqual({ sent: true, fault: null, status: 200, said: 'ok' });
  expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({ type: 'test', data: { app: 'opportunity', title: '测试消息' } });
  receiver.answer = () => ({ status: 404, body: 'no such hook' });
  expect((await admin.send('POST', `${CHANNELS}/${id}/test`)).body).toEqual({
    sent: false,
    fault: 'refused',
    status: 404,
    said: 'no such hook',
  });
  // It is no delivery: nobody waits for it.
  expect((await admin.get(DELIVERIES)).body.deliveries).toEqual([]);
});

it('lets nobody test a robot more often than it listens', async () => {
  receiver.answer = () => ({ status: 200, body: '{"errcode":0}' });
  const { id } = (await add({ kind: 'dingtalk', secret: undefined })).body;
  expect((await admin.send('POST', `${CHANNELS}/${id}/test`)).body.sent).toBe(true);
  expect(faultOf(await admin.send('POST', `${CHANNELS}/${id}/test`))).toBe('429 channel.busy ');
});

it('tells of deliveries what became of them, by state and by channel, and sends again what was given up', async () => {
  await add();
  receiver.answer = () => ({ status: 400, body: 'no' });
  const wish = (key: string, channel: string) => ({ app: 'opportunity', key, to: { channel }, message: { title: `T ${key}`, text: 'x' } });
  for (const [key, channel] of [
    ['a', 'hook'],
    ['b', 'gone'],
    ['c', 'hook'],
  ] as const)
    await deliver(server.pool, wish(key, channel));
  await server.pool.query(
    `update pipewright.delivery set state = 'dead', fault = 'refused', status = 400, said = 'no', attempts = 1 where key <> 'c'`,
  );
  const all = (await admin.get(DELIVERIES)).body;
  expect([all.deliveries.map(({ key }: { key: string }) => key), all.next]).toEqual([['c', 'b', 'a'], null]);
  expect(all.deliveries[2]).toMatchObject({
    ...{ title: 'T a', state: 'dead', attempts: 1, to: { kind: 'channel', target: 'hook' } },
    ...{ nextAt: null, sentAt: null, fault: 'refused', status: 400, said: 'no' },
  });
  const keys = async (query: object) =>
    (await admin.get(DELIVERIES, query as Record<string, unknown>)).body.deliveries.map(({ key }: { key: string }) => key);
  expect([await keys({ state: 'dead' }), await keys({ channel: 'hook' }), await keys({ state: 'dead', channel: 'hook' })]).toEqual([
    ['b', 'a'],
    ['c', 'a'],
    ['a'],
  ]);
  const first = (await admin.get(DELIVERIES, { limit: 2 })).body;
  expect(await keys({ after: first.next })).toEqual(['a']);
  expect(await listed()).toMatchObject([{ waiting: 1, dead: 1 }]);
  const [, b] = all.deliveries;
  expect((await admin.send('POST', `${DELIVERIES}/${b.id}/redrive`)).status).toBe(200);
  expect(faultOf(await admin.send('POST', `${DELIVERIES}/${b.id}/redrive`))).toBe('404 unknown.delivery ');
  expect((await admin.send('POST', `${DELIVERIES}/redrive`, { channel: 'hook' })).body).toEqual({ count: 1 });
  expect(await keys({ state: 'waiting' })).toEqual(['c', 'b', 'a']);
});

it('is missed by a dry run where an automation posts to it and there is none', async () => {
  const { definition, revision } = (await admin.get(`${APP}/draft`)).body;
  const post = { key: 'post', kind: 'post', channel: 'hook', text: name, next: { done: null } };
  const automations = [{ key: 'poster', name, entity: 'customer', on: { kind: 'created' }, start: 'post', nodes: [post] }];
  await admin.send('PUT', `${APP}/draft`, { revision, definition: { ...definition, automations } });
  const advice = async () => {
    const found = (await admin.send('POST', `${APP}/dry-run`, {})).body.advice as { path: string; code: string }[];
    return found.flatMap(({ path, code }) => (code === 'advice.channel' ? [path] : []));
  };
  expect(await advice()).toEqual(['automations.0.nodes.0.channel']);
  await add();
  expect(await advice()).toEqual([]);
});

it('is for administrators of the app alone', async () => {
  const { id } = (await add()).body;
  for (const [method, path, body] of [
    ['GET', CHANNELS],
    ['POST', CHANNELS, {}],
    ['PATCH', `${CHANNELS}/${id}`, { off: true }],
    ['DELETE', `${CHANNELS}/${id}`],
    ['POST', `${CHANNELS}/${id}/test`],
    ['GET', DELIVERIES],
    ['POST', `${DELIVERIES}/${id}/redrive`],
    ['POST', `${DELIVERIES}/redrive`, {}],
  ] as const)
    expect([path, faultOf(await sales.send(method, path, body))]).toEqual([path, '403 denied.admin ']);
  expect(await listed()).toMatchObject([{ off: false }]);
});
