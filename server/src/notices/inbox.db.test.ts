import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { newId } from '../ground/id.ts';
import { announced } from '../records/announced.ts';
import { type EachWish, type NoticeWish, notify, notifyEach } from './notify.ts';
import { trimNotices } from './trim.ts';

const APP = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let people: { admin: string; sales: string };
let customers: { id: string; name: string }[];

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  people = { admin: (await admin.get('/me')).body.user, sales: (await sales.get('/me')).body.user };
  customers = (await sales.get(`${APP}/records/customer`, { limit: 3 })).body.records;
});
afterAll(() => close());
beforeEach(async () => {
  await server.pool.query('delete from pipewright.notice');
  await server.pool.query('delete from pipewright.notice_key');
});

const source = { app: 'opportunity', kind: 'reminder', entity: 'customer', by: null } as const;
const text = { en: 'Pay 12 to them', 'zh-CN': '付 12 元' };
const each = (more: Partial<EachWish> = {}): EachWish => ({ person: people.sales, record: customers[0]?.id ?? null, ...more });
const tellEach = (wishes: readonly EachWish[]) => announced(server, (db, announce) => notifyEach(db, source, wishes, announce));
const tell = (more: Partial<NoticeWish> = {}) =>
  announced(server, (db, announce) =>
    notify(db, { ...source, people: [people.sales], record: customers[0]?.id ?? null, ...more }, announce),
  );
const listed = async (query: Record<string, string | number> = {}, who = sales) => (await who.get(`${APP}/notices`, query)).body;
const put = (id: string, until: string | null, who = sales) => who.send('PUT', `${APP}/notices/${id}/later`, { until });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('a notice of an automation', () => {
  it('says its text, its name, its step and by when, and all of it cut to what fits', async () => {
    const words = { text, automation: { en: 'Nudge', 'zh-CN': '催办' }, level: 3, due: '2026-12-01T08:00:00.000Z' };
    await tell({ words });
    await tell({ words: { text: { en: `${'😀'.repeat(600)}`, 'zh-CN': '\0坏\ud800' } } });
    const [long, first] = (await listed()).notices;
    expect(first).toMatchObject({ kind: 'reminder', by: null, about: { ...words, title: customers[0]?.name } });
    expect(long.about.text).toEqual({ en: `${'😀'.repeat(499)}…`, 'zh-CN': '坏\ufffd' });
  });

  it('says nothing of its text where its reader may not see the record any more, or where there is no record', async () => {
    const made = (
      await admin.send('POST', `${APP}/records/customer`, { values: { name: 'Secret Co', customer_class: 'standard', region: 'east' } })
    ).body;
    await tell({ record: made.id, words: { text: { en: 'the secret', 'zh-CN': '机密' }, automation: text } });
    await tell({ record: null, words: { text: { en: 'the secret', 'zh-CN': '机密' }, count: 2 } });
    await admin.send('DELETE', `${APP}/records/customer/${made.id}`, undefined);
    const answer = await sales.get(`${APP}/notices`);
    expect(answer.text).not.toMatch(/secret|机密/);
    expect(answer.body.notices.map((one: { about: unknown }) => one.about)).toEqual([expect.objectContaining({ text: null }), null]);
  });
});

describe('what is told under a key', () => {
  it('is told once to each person, also where many ask at the same time, in any order, and after it was thrown away', async () => {
    const keys = ['a', 'b', 'c', 'd'].map((key) => each({ key }));
    const goes = Array.from({ length: 6 }, (_, i) => tellEach(i % 2 ? keys : keys.toReversed()));
    const told = await Promise.all(goes);
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(4);
    await tell({ key: 'a', people: [people.sales, people.admin] });
    expect([(await listed()).unread, (await listed({}, admin)).unread]).toEqual([4, 1]);
    await server.pool.query(`update pipewright.notice set read_at = now() - interval '91 days'`);
    await trimNotices(server.pool);
    expect([await tellEach(keys), (await listed()).notices]).toEqual([0, []]);
  });

  it('is told once within one call, by the first wish, and anew where its write failed', async () => {
    const failing = announced(server, async (db, announce) => {
      await notifyEach(db, source, [each({ key: 'k' })], announce);
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    const wishes = [each({ key: 'k', words: { text } }), each({ key: 'k' }), each(), each()];
    expect(await tellEach(wishes)).toBe(3);
    expect((await listed()).notices.filter((one: { about: { text: unknown } }) => one.about.text)).toHaveLength(1);
  });
});

it('tells thousands of people each of a record, in one statement, and neither strangers nor who causes it', async () => {
  const statements: string[] = [];
  const wishes = Array.from({ length: 5000 }, (_, i) => each({ key: `k${i}`, words: { level: (i % 9) + 1 } }));
  const strangers = [each({ person: 'nobody' }), each({ person: people.admin })];
  const told: unknown[] = [];
  const counted = await announced(server, (db) => {
    const watched = {
      query: (sql: string, values: unknown[]) => {
        statements.push(sql);
        return db.query(sql, values);
      },
    } as never;
    return notifyEach(watched, { ...source, by: people.admin }, [...wishes, ...strangers], (event) => told.push(event));
  });
  expect([counted, statements.length, told]).toEqual([5000, 1, [{ app: 'opportunity', entity: null, people: [people.sales] }]]);
  expect(await tellEach([])).toBe(0);
});

describe('the inbox', () => {
  it('holds what is put off back until its time, and then has it unread on top', async () => {
    for (const record of customers) await tell({ record: record.id });
    const [, second, third] = (await listed()).notices as { id: string }[];
    const id = third?.id ?? '';
    await sales.send('POST', `${APP}/notices/${id}/read`);
    const until = inDays(1);
    expect((await put(id, until)).status).toBe(200);
    const during = await listed();
    expect([during.notices.length, during.unread, during.returns]).toEqual([2, 2, until]);
    expect((await listed({ show: 'later' })).notices).toMatchObject([{ id, shown: until }]);
    await sales.send('POST', `${APP}/notices/${id}/read`);
    await sales.send('POST', `${APP}/notices/read`, { until: id });
    expect((await listed()).unread).toBe(2);
    await server.pool.query(`update pipewright.notice set shown_at = now() where id = $1`, [id]);
    expect(await listed()).toMatchObject({ unread: 3, returns: null, notices: [{ id, read: false }, {}, { id: second?.id }] });
  });

  it('brings back at once what is not to wait, and takes no time that is past or far away, nor of another person', async () => {
    await tell();
    const [{ id }] = (await listed()).notices;
    const codes = [];
    for (const until of [inDays(-1), inDays(400)]) codes.push((await put(id, until)).body.issues[0].code);
    expect(codes).toEqual(['notice.until', 'notice.until']);
    expect((await put(id, 'tomorrow' as string)).status).toBe(422);
    await put(id, inDays(1), admin);
    expect((await listed()).unread).toBe(1);
    await put(id, inDays(3));
    expect((await listed()).unread).toBe(0);
    await put(id, null);
    expect(await listed()).toMatchObject({ unread: 1, returns: null, notices: [{ id, read: false }] });
  });

  it('is asked by kind and by what is unread, page by page, and marked so', async () => {
    for (let i = 0; i < 3; i += 1) await tell();
    await tell({ kind: 'warning' });
    const [warning] = (await listed({ kinds: 'warning,mention' })).notices;
    expect([warning.kind, (await listed({ kinds: 'mention' })).notices]).toEqual(['warning', []]);
    await sales.send('POST', `${APP}/notices/read`, { until: warning.id, kinds: ['mention'] });
    expect((await listed()).unread).toBe(4);
    await sales.send('POST', `${APP}/notices/read`, { until: warning.id, kinds: ['warning'] });
    const first = await listed({ show: 'unread', limit: 2 });
    const second = await listed({ show: 'unread', limit: 2, after: first.next });
    expect([first.notices.length, second.notices.length, second.next, second.unread]).toEqual([2, 1, null, 3]);
    for (const after of ['x', newId(), `2026-99-01T00:00:00.000000Z_${newId()}`, `${first.next}x`])
      expect((await sales.get(`${APP}/notices`, { after })).status).toBe(422);
    expect((await sales.get(`${APP}/notices`, { show: 'x' })).status).toBe(422);
  });
});
