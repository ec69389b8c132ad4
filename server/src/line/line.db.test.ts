import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';

const APP = '/apps/opportunity';
const DEALS = `${APP}/records/opportunity`;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let manager: TestClient;
let users: Record<'admin' | 'sales' | 'manager', string>;
/** A deal of the sales person, and one that only the administrator sees. */
let mine: { id: string; name: string };
let secret: { id: string };

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  sales = await clientFor(server, 'sales@demo.local');
  manager = await clientFor(server, 'manager@demo.local');
  const who = async (client: TestClient) => (await client.get('/me')).body.user as string;
  users = { admin: await who(admin), sales: await who(sales), manager: await who(manager) };
  [mine] = (
    await sales.get(DEALS, {
      filter: { and: [{ '==': [{ var: 'owner' }, users.sales] }, { '==': [{ var: 'status' }, 'open'] }] },
      limit: 1,
    })
  ).body.records;
  const make = async (entity: string, values: object) =>
    (await admin.send('POST', `${APP}/records/${entity}`, { values })).body.id as string;
  const customer = await make('customer', { name: 'Secret Co', customer_class: 'standard', region: 'east' });
  const decision_maker = await make('contact', { name: 'A', customer });
  const values = { name: 'Secret deal', customer, decision_maker, opportunity_type: 'new', pain_point: 'x' };
  secret = { id: await make('opportunity', { ...values, amount: '1000', expected_close: '2099-01-01' }) };
});
afterAll(() => close());

const line = async (who: TestClient, id: string, query: Record<string, unknown> = {}) => (await who.get(`${DEALS}/${id}/line`, query)).body;
const comment = (who: TestClient, id: string, parts: unknown, more: object = {}) =>
  who.send('POST', `${DEALS}/${id}/comments`, { parts, ...more });
const notices = async (who: TestClient) => (await who.get(`${APP}/notices`)).body.notices;

describe('comments', () => {
  it('are text as it was typed, with the names of whom they mention, who are told', async () => {
    const parts = ['<img src=x onerror=alert(1)> see ', { person: users.manager }, '\n{"person":"x"}'];
    const { status, body } = await comment(sales, mine.id, parts);
    expect(status).toBe(201);
    const [entry] = (await line(manager, mine.id, { kinds: 'comment' })).entries;
    expect(entry.comment).toMatchObject({
      id: body.id,
      author: { id: users.sales },
      parts: [parts[0], { person: { id: users.manager, name: expect.stringMatching(/./) } }, parts[2]],
      edited: false,
    });
    expect(await notices(manager)).toMatchObject([
      { kind: 'mention', by: { id: users.sales }, about: { record: mine.id, title: mine.name } },
    ]);
  });

  it('that are sent twice, one after the other or at once, stand once and tell once', async () => {
    const told = (await notices(manager)).length;
    const count = async () => (await line(sales, mine.id, { kinds: 'comment', limit: 100 })).entries.length;
    const before = await count();
    const send = (key: string, text: string) =>
      sales.send('POST', `${DEALS}/${mine.id}/comments`, { parts: [text, { person: users.manager }] }, { 'idempotency-key': key });
    const [one, two] = [await send('comment-once-1', 'Once '), await send('comment-once-1', 'Once ')];
    expect([one?.status, two?.status, one?.body.id === two?.body.id]).toEqual([201, 201, true]);
    const many = await Promise.all(Array.from({ length: 6 }, () => send('comment-once-2', 'Together ')));
    expect([new Set(many.map(({ body }) => body.id)).size, many.every(({ status }) => status === 201)]).toEqual([1, true]);
    expect([await count(), (await notices(manager)).length]).toEqual([before + 2, told + 2]);
    const other = await send('comment-once-1', 'Something else ');
    expect([other.status, other.body.issues[0].code]).toEqual([422, 'request.key_reused']);
    expect((await send('short', 'x')).body.issues[0].code).toBe('request.key');
    // Another person's key is another key.
    const theirs = await manager.send('POST', `${DEALS}/${mine.id}/comments`, { parts: ['Mine'] }, { 'idempotency-key': 'comment-once-1' });
    expect([theirs.status, theirs.body.id === one?.body.id]).toEqual([201, false]);
    await server.pool.query('delete from pipewright.notice');
  });

  it('are refused where somebody who is mentioned cannot see the record, by name, and nothing is kept', async () => {
    expect(secret.id).toBeTruthy();
    const before = (await line(admin, secret.id)).entries.length;
    const refused = await comment(admin, secret.id, ['psst ', { person: users.sales }]);
    expect([refused.status, refused.body.issues[0].code, refused.body.withoutAccess.people.map((each: { id: string }) => each.id)]).toEqual(
      [...[422, 'comment.no_access', [users.sales]]],
    );
    expect(refused.body.issues[0].message).toContain(refused.body.withoutAccess.people[0].name);
    // Whoever owns the record has nobody to ask, and can let the person in: to this record alone.
    expect(refused.body.withoutAccess.may).toBe(true);
    expect([
      refused.body.withoutAccess.askable,
      (await comment(admin, secret.id, [{ person: users.sales }], { ask: true })).status,
    ]).toEqual([false, 422]);
    expect((await line(admin, secret.id)).entries.length).toBe(before);
    expect((await notices(sales)).length).toBe(0);
  });

  it('ask the owner where that is wished: the person hears nothing of the record, the owner whom it is about', async () => {
    const other = (
      await server.pool.query<{ id: string }>(
        `select p.user_id as id from pipewright.person p join pipewright.member m on m.user_id = p.user_id and m.app = 'opportunity' and m.role = 'sales'
       where p.active and p.user_id <> $1 order by 1 limit 1`,
        [users.sales],
      )
    ).rows[0]?.id;
    expect(other).toBeTruthy();
    const asked = await comment(admin, mine.id, ['for ', { person: other }]);
    expect([asked.status, asked.body.withoutAccess.askable]).toEqual([422, true]);
    expect((await comment(admin, mine.id, ['for ', { person: other }], { ask: true })).status).toBe(201);
    expect((await notices(sales))[0]).toMatchObject({
      kind: 'access',
      by: { id: users.admin },
      about: { record: mine.id, person: { id: other } },
    });
    const kept = await server.pool.query('select 1 from pipewright.notice where person = $1', [other]);
    expect(kept.rowCount).toBe(0);
  });

  it('reach who is let in, and who then sees this record only', async () => {
    const seen = async () => (await sales.get(DEALS, { count: true, limit: 1 })).body.count as number;
    const before = await seen();
    await admin.send('PUT', `${DEALS}/${secret.id}/shares/${users.sales}`, { level: 'read' });
    expect((await comment(admin, secret.id, ['now ', { person: users.sales }])).status).toBe(201);
    expect((await notices(sales)).find((each: { kind: string }) => each.kind === 'mention')).toMatchObject({
      about: { record: secret.id },
    });
    expect([await seen(), (await sales.get(`${DEALS}/${secret.id}/line`)).status]).toEqual([before + 1, 200]);
    await admin.send('DELETE', `${DEALS}/${secret.id}/shares/${users.sales}`);
    const told = await sales.get(`${APP}/notices`);
    expect(told.body.notices.find((each: { kind: string }) => each.kind === 'mention')).toMatchObject({ about: null });
    expect(told.text).not.toContain('Secret');
    await server.pool.query('delete from pipewright.notice');
  });

  it('are nobody’s who may not see the record, and say something to somebody who exists', async () => {
    expect((await comment(sales, secret.id, ['hello'])).status).toBe(404);
    expect((await sales.get(`${DEALS}/${secret.id}/line`)).status).toBe(404);
    expect((await comment(sales, mine.id, ['  \n'])).body.issues[0].code).toBe('comment.empty');
    expect((await comment(sales, mine.id, ['hi ', { person: 'no-such' }])).body.issues[0].code).toBe('unknown.person');
    expect((await comment(sales, mine.id, [`a${'\0'}b`])).status).toBe(422);
    expect((await comment(sales, mine.id, ['x'.repeat(5001)])).status).toBe(422);
  });

  it('are changed and deleted by their author alone, and leave a trace', async () => {
    const { id } = (await comment(sales, mine.id, ['first'])).body;
    const shown = async () => (await line(sales, mine.id, { kinds: 'comment', limit: 1 })).entries[0].comment;
    const change = (who: TestClient, parts: unknown) => who.send('PATCH', `${APP}/comments/${id}`, { parts });
    expect([(await change(admin, ['mine now'])).status, (await admin.send('DELETE', `${APP}/comments/${id}`)).status]).toEqual([404, 404]);
    expect((await change(sales, ['first'])).status).toBe(200);
    expect(await shown()).toMatchObject({ parts: ['first'], edited: false });
    await change(sales, ['second']);
    expect(await shown()).toMatchObject({ parts: ['second'], edited: true });
    expect((await sales.send('DELETE', `${APP}/comments/${id}`)).status).toBe(200);
    expect(await shown()).toMatchObject({ id, parts: null });
    expect([(await change(sales, ['third'])).status, (await sales.send('DELETE', `${APP}/comments/${id}`)).status]).toEqual([404, 404]);
    const { rows } = await server.pool.query('select body, former from pipewright.comment where id = $1', [id]);
    expect(rows).toEqual([{ body: ['second'], former: [['first']] }]);
  });
});

describe('activities', () => {
  const log = (who: TestClient, id: string, values: object) =>
    who.send('POST', `${DEALS}/${id}/activities`, { entity: 'activity', values });

  it('stand on the line, and carry the next step into the record', async () => {
    const values = { kind: 'call', summary: '对方要求报价', outcome: 'progress', next_step: '发报价单', next_step_on: '2099-02-03' };
    const made = await log(sales, mine.id, values);
    expect(made.status).toBe(201);
    const deal = (await sales.get(`${DEALS}/${mine.id}`)).body;
    expect([deal.next_step, deal.next_step_on]).toEqual(['发报价单', '2099-02-03']);
    const { entries } = await line(sales, mine.id, { limit: 2 });
    const activity = entries.find((each: { kind: string }) => each.kind === 'activity');
    expect(activity).toMatchObject({ id: made.body.id, entity: 'activity', record: { ...values, opportunity: mine.id } });
    expect(activity.record.$names.created_by).toMatch(/./);
    expect(entries.some((each: { kind: string; entry?: { after: object } }) => each.kind === 'change' && each.entry?.after)).toBe(true);
  });

  it('are seen by whoever sees the record, on the line and in lists; and by nobody else', async () => {
    // What was written before has been told by now.
    await new Promise((done) => setTimeout(done, 700));
    const heard: string[] = [];
    const stop = server.screens.open('opportunity', users.sales, ({ entity, ids }) =>
      heard.push(...(ids ?? []).map((each) => `${entity} ${each}`)),
    );
    const { id } = (await log(admin, mine.id, { kind: 'visit', summary: 'of the administrator' })).body;
    await vi.waitFor(() => expect(heard).toContain(`opportunity ${mine.id}`));
    stop();
    const { id: hidden } = (await log(admin, secret.id, { kind: 'visit', summary: 'unseen' })).body;
    expect((await line(sales, mine.id, { kinds: 'activity' })).entries.map((each: { id: string }) => each.id)).toContain(id);
    expect((await sales.get(`${APP}/records/activity/${id}`)).status).toBe(200);
    expect((await sales.get(`${APP}/records/activity/${hidden}`)).status).toBe(404);
    const listed = (await sales.get(`${APP}/records/activity`, { sort: '-created_at' })).body.records.map(
      (each: { id: string }) => each.id,
    );
    expect([listed.includes(id), listed.includes(hidden)]).toEqual([true, false]);
  });

  it('are written all or nothing', async () => {
    const before = (await line(sales, mine.id, { kinds: 'activity' })).entries.length;
    expect((await log(sales, mine.id, { kind: 'call', summary: 'x', next_step_on: 'soon' })).status).toBe(422);
    expect((await log(sales, mine.id, { kind: 'no_such', summary: 'x' })).status).toBe(422);
    expect((await log(sales, secret.id, { kind: 'call', summary: 'x' })).status).toBe(404);
    expect((await sales.send('POST', `${DEALS}/${mine.id}/activities`, { entity: 'customer', values: {} })).status).toBe(404);
    expect((await line(sales, mine.id, { kinds: 'activity' })).entries.length).toBe(before);
  });
});

it('finds the open deals without a next step in a view that the template brings', async () => {
  const { entities } = (await admin.get(`${APP}/definition`)).body.app;
  const view = entities[0].views.find((each: { key: string }) => each.key === 'no_next_step');
  const { count } = (await admin.get(DEALS, { filter: view.filter, count: true, limit: 1 })).body;
  const { rows } = await server.pool.query(
    `select count(*)::integer as n from app_opportunity.opportunity where deleted_at is null and status = 'open' and next_step_on is null`,
  );
  expect([count, count > 0]).toEqual([rows[0]?.n, true]);
});

describe('one line', () => {
  it('is newest first, page by page without a gap or a double, and narrowed by kind', async () => {
    const deal = (await sales.get(`${DEALS}/${mine.id}`)).body;
    const lost = { version: deal.version, status: 'lost', values: { lost_reason: 'price' } };
    expect((await sales.send('POST', `${DEALS}/${mine.id}/move`, lost)).status).toBe(200);
    for (let i = 0; i < 3; i += 1) await comment(sales, mine.id, [`n${i}`]);
    const whole = (await line(sales, mine.id, { limit: 200 })).entries;
    const key = (each: { kind: string; id: string }) => `${each.kind} ${each.id}`;
    const paged: string[] = [];
    let next: string | undefined;
    for (let page = 0; page < 50; page += 1) {
      const found = await line(sales, mine.id, { limit: 2, ...(next ? { after: next } : {}) });
      paged.push(...found.entries.map(key));
      if (found.next === null) break;
      next = found.next;
    }
    expect(paged).toEqual(whole.map(key));
    expect(new Set(paged).size).toBe(paged.length);
    const times = whole.map((each: { at: string }) => each.at);
    expect(times).toEqual(times.toSorted().reverse());
    expect(new Set(whole.map((each: { kind: string }) => each.kind))).toEqual(new Set(['activity', 'change', 'comment', 'move']));
    for (const kind of ['activity', 'change', 'comment', 'move']) {
      const some = (await line(sales, mine.id, { kinds: kind, limit: 200 })).entries;
      expect(some.map(key)).toEqual(whole.filter((each: { kind: string }) => each.kind === kind).map(key));
    }
  });

  it('tells no field that its reader may not see', async () => {
    const deal = (await admin.get(`${DEALS}/${mine.id}`)).body;
    const saved = await admin.send('PATCH', `${DEALS}/${mine.id}`, { version: deal.version, values: { floor_price: '471104711' } });
    expect(saved.status).toBe(200);
    expect(JSON.stringify(await line(admin, mine.id, { limit: 200 }))).toContain('471104711');
    expect(JSON.stringify(await line(sales, mine.id, { limit: 200 }))).not.toMatch(/471104711|floor_price/);
  });

  it('refuses a cursor that is none', async () => {
    const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
    const at = '2026-01-01T00:00:00.000000Z';
    for (const after of [
      'x',
      cursor({}),
      cursor([at, 1]),
      cursor([at, 1e12, '1']),
      cursor([at, 1, "'; drop"]),
      cursor(['2026-13-01T00:00:00.000000Z', 1, '1']),
    ])
      expect([after, (await sales.get(`${DEALS}/${mine.id}/line`, { after })).status]).toEqual([after, 422]);
  });
});
