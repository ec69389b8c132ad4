import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { News } from '../events/screens.ts';
import { newId } from '../ground/id.ts';
import { announced } from '../records/announced.ts';
import { type NoticeWish, notify } from './notify.ts';
import { trimNotices } from './trim.ts';

const APP = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let people: { admin: string; sales: string };
let customer: { id: string; name: string; version: number };

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  people = { admin: (await admin.get('/me')).body.user, sales: (await sales.get('/me')).body.user };
  [customer] = (await sales.get(`${APP}/records/customer`, { limit: 1 })).body.records;
});
afterAll(() => close());

const wish = (more: Partial<NoticeWish> = {}): NoticeWish => ({
  ...{ app: 'opportunity', kind: 'mention', people: [people.sales], entity: 'customer', record: customer.id, by: people.admin },
  ...more,
});
const tell = (more?: Partial<NoticeWish>) => announced(server, (db, announce) => notify(db, wish(more), announce));
const listed = async (who = sales, query = {}) => (await who.get(`${APP}/notices`, query)).body;
const clear = () => server.pool.query('delete from pipewright.notice');

it('tells each person once, and neither who causes it nor who has no place in the app', async () => {
  await clear();
  await server.pool.query(
    'insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values (\'out\', \'Out\', \'out@demo.local\', true, now(), now())',
  );
  await server.pool.query("insert into pipewright.person (user_id, workspace, name) select 'out', id, 'Out' from pipewright.workspace");
  await tell({ people: [people.sales, people.sales, people.admin, 'out', 'nobody'], words: { note: '<b>hi</b>' } });
  const { rows } = await server.pool.query('select person, caused_by from pipewright.notice');
  expect(rows).toEqual([{ person: people.sales, caused_by: people.admin }]);
  const { notices, unread, next } = await listed();
  expect([unread, next]).toEqual([1, null]);
  expect(notices).toMatchObject([
    {
      kind: 'mention',
      by: { id: people.admin, name: expect.stringMatching(/./) },
      about: { entity: 'customer', record: customer.id, title: customer.name, note: '<b>hi</b>', person: null, count: null },
      read: false,
    },
  ]);
  expect((await listed(admin)).notices).toEqual([]);
});

it('is not kept where the write that causes it fails', async () => {
  await clear();
  const told: unknown[] = [];
  const failing = announced(
    { pool: server.pool, events: { announce: (event: unknown) => told.push(event) } as never },
    async (db, announce) => {
      await notify(db, wish(), announce);
      throw new Error('refused');
    },
  );
  await expect(failing).rejects.toThrow('refused');
  expect([(await listed()).notices, told]).toEqual([[], []]);
});

it('says nothing of a record that its reader may not see any more, nor of one of an unknown kind', async () => {
  await clear();
  const made = (
    await admin.send('POST', `${APP}/records/customer`, { values: { name: 'Secret Co', customer_class: 'standard', region: 'east' } })
  ).body;
  await tell({ record: made.id, words: { note: 'the secret' } });
  await tell({ entity: 'no_such', record: null, words: { count: 3 } });
  const before = (await listed()).notices;
  const seen = (await sales.get(`${APP}/records/customer/${made.id}`)).status === 200;
  expect(before.map((each: { about: unknown }) => each.about !== null)).toEqual([false, seen]);
  await admin.send('DELETE', `${APP}/records/customer/${made.id}`, undefined);
  const answer = await sales.get(`${APP}/notices`);
  expect(answer.body.notices.map((each: { about: unknown }) => each.about)).toEqual([null, null]);
  expect(answer.text).not.toMatch(/secret/i);
  expect(answer.body.unread).toBe(2);
});

it('comes page by page and is marked as read, one and all up to one; by its reader alone', async () => {
  await clear();
  for (let i = 0; i < 5; i += 1) await tell({ words: { note: `n${i}` } });
  const first = await listed(sales, { limit: 2 });
  const second = await listed(sales, { limit: 2, after: first.next });
  const third = await listed(sales, { limit: 2, after: second.next });
  const notes = [first, second, third].map((page) => page.notices.map((each: { about: { note: string } }) => each.about.note));
  expect([notes, third.next, first.unread]).toEqual([[['n4', 'n3'], ['n2', 'n1'], ['n0']], null, 5]);
  const newest = first.notices[0].id;
  await admin.send('POST', `${APP}/notices/${newest}/read`);
  await admin.send('POST', `${APP}/notices/read`, { until: newest });
  expect((await listed()).unread).toBe(5);
  expect((await sales.send('POST', `${APP}/notices/${newest}/read`)).status).toBe(200);
  expect((await listed()).unread).toBe(4);
  await sales.send('POST', `${APP}/notices/read`, { until: second.notices[1].id });
  expect((await listed()).notices.map((each: { read: boolean }) => each.read)).toEqual([true, false, false, true, true]);
  expect((await sales.get(`${APP}/notices`, { limit: '0' })).status).toBe(422);
  expect((await sales.get(`${APP}/notices`, { after: 'x' })).status).toBe(422);
});

it('is heard by the open screens of its reader and of nobody else', async () => {
  await clear();
  const heard: string[] = [];
  const hear = (who: string) => (news: News) => {
    if (news.notices) heard.push(who);
  };
  const stops = Object.entries(people).map(([who, user]) => server.screens.open('opportunity', user, hear(who)));
  await tell();
  await vi.waitFor(() => expect(heard).toEqual(['sales']));
  for (const stop of stops) stop();
});

it('is kept for ninety days after it was read, and beyond a thousand of a person the oldest go, read or not', async () => {
  await clear();
  const add = (person: string, count: number, more: { read?: string; app?: string } = {}) =>
    server.pool.query(
      `insert into pipewright.notice (id, app, person, kind, entity, record, words, read_at)
       select u, 'opportunity', $2, 'mention', 'customer', $3, '{}', now() - $4::interval from unnest($1::uuid[]) u`,
      [Array.from({ length: count }, () => newId()), person, customer.id, more.read ?? null],
    );
  const kept = async (person: string) =>
    (await server.pool.query('select id::text from pipewright.notice where person = $1 order by id', [person])).rows.map(({ id }) => id);
  await add(people.admin, 3, { read: '91 days' });
  await add(people.admin, 2, { read: '89 days' });
  await add(people.admin, 1000);
  await add(people.sales, 1000);
  const [before, others] = [await kept(people.admin), await kept(people.sales)];
  expect(await trimNotices(server.pool)).toBe(5);
  expect(await kept(people.admin)).toEqual(before.slice(5));
  expect([await kept(people.sales), await trimNotices(server.pool)]).toEqual([others, 0]);
  await clear();
});

it('counts up to a hundred unread ones', async () => {
  await clear();
  await server.pool.query(
    `insert into pipewright.notice (id, app, person, kind, entity, record, words) select u, 'opportunity', $2, 'mention', 'customer', $3, '{}' from unnest($1::uuid[]) u`,
    [Array.from({ length: 150 }, () => newId()), people.sales, customer.id],
  );
  expect((await listed()).unread).toBe(100);
});
