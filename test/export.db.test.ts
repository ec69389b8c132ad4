import { serve } from '@hono/node-server';
import { createHttp, type RunningServer } from '@pipewright/server';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { growOpportunities } from './support/grow.ts';
import { importEnd, stageFile } from './support/importing.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
const records = '/apps/opportunity/records';

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = await Promise.all([clientFor(server, 'admin@demo.local', 'zh-CN'), clientFor(server, 'sales@demo.local')]);
});
afterAll(() => close());

const cellsOf = (text: string): string[][] => parse(text, { bom: true });
async function file(client: TestClient, entity: string, wish: object): Promise<string[][]> {
  const { status, text } = await client.send('POST', `${records}/${entity}/export`, wish);
  expect(status).toBe(200);
  return cellsOf(text);
}
const HEADS = ['商机名称', '客户', '阶段', '预计成交金额', '预计成交日期', '负责人', '竞争对手', '预算已确认', '折扣率'];
const open = { '==': [{ var: 'status' }, 'open'] };
/** How many connections are in the middle of a file. */
const underWay = async (): Promise<number> =>
  (
    await server.pool.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle' and query not like '%pg_stat_activity%'`,
    )
  ).rows[0].n;

describe('a list as a file', () => {
  it('holds what its person sees: columns, filter, search and order, in words', async () => {
    const fields = ['name', 'customer', 'stage', 'amount', 'expected_close', 'owner', 'competitors', 'budget_confirmed', 'discount'];
    const wish = { fields, filter: open, sort: '-amount' };
    const [heads, ...lines] = await file(admin, 'opportunity', wish);
    expect(heads).toEqual(HEADS);
    const seen = await admin.get(`${records}/opportunity`, {
      ...{ fields: fields.join(), expand: 'customer,owner', filter: open, sort: '-amount', limit: '200' },
    });
    const counted = await admin.get(`${records}/opportunity`, { filter: open, count: 'true', limit: '1' });
    expect(lines).toHaveLength(counted.body.count);
    const page = lines.slice(0, 200);
    const [first] = seen.body.records;
    expect(lines[0]?.slice(0, 2)).toEqual([first.name, first.$names.customer]);
    expect(page.map((line) => Number(line[3]))).toEqual(seen.body.records.map((each: { amount: string }) => Number(each.amount)));
    expect(page.map((line) => line[5])).toEqual(
      seen.body.records.map((each: { $names: { owner: string | null } }) => each.$names.owner ?? ''),
    );
    expect(lines.every((line) => ['是', '否', ''].includes(line[7] ?? '?'))).toBe(true);
    // No key and no id is in it.
    expect(JSON.stringify(lines)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|"qualify"|"open"/);
    const found = await file(admin, 'opportunity', { ...wish, search: String(first.name).slice(0, 4) });
    expect(found.length - 1).toBeLessThan(lines.length);
  });

  it('is of the chosen records alone, where some are', async () => {
    const { body } = await admin.get(`${records}/customer`, { limit: '3' });
    const ids = body.records.map(({ id }: { id: string }) => id);
    const chosen = await file(admin, 'customer', { fields: ['name'], records: ids.slice(0, 2) });
    expect(chosen.slice(1).flat().sort()).toEqual([body.records[0].name, body.records[1].name].sort());
    expect((await file(admin, 'customer', { fields: ['name'], records: [] })).slice(1)).toEqual([]);
  });

  it('has no row and no column that its person may not see', async () => {
    const all = await file(admin, 'opportunity', { fields: ['name'] });
    const own = await file(sales, 'opportunity', { fields: ['name', 'owner'] });
    expect(own.length).toBeGreaterThan(1);
    expect(own.length).toBeLessThan(all.length);
    // Besides what is their own there is what anybody of the department may take.
    expect(new Set(own.slice(1).map((line) => line[1]))).toEqual(new Set(['王磊', '']));
    const wide = await file(sales, 'opportunity', {});
    expect(wide[0]).not.toContain('Floor price');
    const asks = [{ fields: ['name', 'floor_price'] }, { filter: { '>': [{ var: 'floor_price' }, '1'] } }, { sort: 'floor_price' }];
    for (const wish of asks) {
      const refused = await sales.send('POST', `${records}/opportunity/export`, wish);
      expect([refused.status, refused.body.issues[0].params?.name ?? 'floor_price']).toEqual([422, 'floor_price']);
    }
    const ids = (await admin.get(`${records}/opportunity`, { limit: '200' })).body.records.map(({ id }: { id: string }) => id);
    const chosen = (await file(sales, 'opportunity', { fields: ['owner'], records: ids })).slice(1).flat();
    expect(chosen.length).toBeGreaterThan(0);
    expect(new Set(chosen)).toEqual(new Set([own[1]?.[1]]));
  });

  it('works nothing out in a program for sheets, and comes back by an import as it was', async () => {
    const names = ['=HYPERLINK("http://x","y")', '+1', '-2+3', '@SUM(A1)', "'=tick", 'plain, "quoted"; and\nso on'];
    const customer = (await sales.get(`${records}/customer`, { limit: '1' })).body.records[0].id;
    for (const [i, name] of names.entries()) {
      const made = await sales.send('POST', `${records}/contact`, {
        values: { name, customer, job_title: `Formula ${i}`, phone: '+86 10 1234567', birthday: '1980-02-29', decision_role: 'decider' },
      });
      expect([name, made.status]).toEqual([name, 201]);
    }
    const wish = { fields: ['name', 'customer', 'job_title', 'phone', 'birthday', 'decision_role'], search: 'Formula', sort: 'job_title' };
    const filter = { startsWith: [{ var: 'job_title' }, 'Formula '] };
    const asked = { ...wish, search: undefined, filter };
    const { text } = await sales.send('POST', `${records}/contact/export`, asked);
    const cells = cellsOf(text);
    expect(cells.slice(1).map(([name]) => name)).toEqual([`'${names[0]}`, "'+1", "'-2+3", "'@SUM(A1)", "''=tick", names[5]]);
    for (const line of cells) for (const cell of line) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const seen = async () =>
      (await sales.get(`${records}/contact`, { filter, sort: 'job_title', fields: wish.fields.join() })).body.records.map(
        ({ id: _id, version: _version, ...values }: Record<string, unknown>) => values,
      );
    const before = await seen();
    expect(before).toHaveLength(names.length);
    for (const { id, version } of (await sales.get(`${records}/contact`, { filter })).body.records)
      await sales.send('DELETE', `${records}/contact/${id}?version=${version}`);
    const staged = await stageFile(sales, '/apps/opportunity/imports/contact', text);
    const targets = Object.fromEntries(wish.fields.map((field, i) => [field, { column: cells[0]?.[i] ?? '' }]));
    await sales.send('POST', `/apps/opportunity/imports/${staged.id}/run`, { targets });
    const end = await importEnd(sales, `/apps/opportunity/imports/${staged.id}`);
    expect([end.done, end.reasons]).toEqual([names.length, []]);
    expect(await seen()).toEqual(before);
  });

  it('that cannot be asked so is refused, in words', async () => {
    const refused = async (wish: object, entity = 'opportunity') => {
      const { status, body } = await sales.send('POST', `${records}/${entity}/export`, wish);
      return [status, body.issues[0].code];
    };
    expect(await refused({}, 'nothing')).toEqual([404, 'unknown.entity']);
    expect(await refused({ fields: ['nothing'] })).toEqual([422, 'unknown.field']);
    expect(await refused({ sort: 'competitors' })).toEqual([422, 'query.sort']);
    expect(await refused({ filter: { '>': [{ var: 'nothing' }, 1] } })).toEqual([422, 'rule.variable']);
    expect(await refused({ records: ['x'] })).toEqual([422, 'body.shape']);
  });
});

describe('a long file', () => {
  beforeAll(() => growOpportunities(server.pool, 20_000), 60_000);

  it('is of one moment, whatever is written meanwhile', async () => {
    const http = serve({ fetch: createHttp(server).fetch, port: 0 });
    await new Promise((ready) => http.once('listening', ready));
    const { port } = http.address() as { port: number };
    const base = `http://localhost:${port}/api`;
    const cookie = await cookieAt(base);
    const begin = async (signal?: AbortSignal) =>
      fetch(`${base}${records}/opportunity/export`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', origin: `http://localhost:${port}` },
        body: JSON.stringify({ sort: 'name' }),
        ...(signal ? { signal } : {}),
      });
    const { rows: count } = await server.pool.query('select count(*)::int as n from app_opportunity.opportunity where deleted_at is null');
    const response = await begin();
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const pieces = [(await reader.read()).value as Uint8Array];
    await server.pool.query(`update app_opportunity.opportunity set next_step = 'changed meanwhile' where next_step like 'step %'`);
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(piece.value);
    const text = Buffer.concat(pieces).toString('utf8');
    // Programs for sheets take it for UTF-8 by this mark alone.
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(cellsOf(text)).toHaveLength(count[0].n + 1);
    expect(text).not.toContain('changed meanwhile');
    await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 5000 });

    // Whoever leaves ends the work.
    const leaving = new AbortController();
    const half = await begin(leaving.signal);
    await (half.body as ReadableStream<Uint8Array>).getReader().read();
    expect(await underWay()).toBe(1);
    leaving.abort();
    await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 5000 });

    // Of one person one at a time, of all two.
    const held = await begin();
    const second = begin();
    await new Promise((done) => setTimeout(done, 300));
    expect(await underWay()).toBe(1);
    await held.body?.cancel();
    expect((await (await second).text()).length).toBeGreaterThan(100_000);
    await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 5000 });
    http.close();
  }, 60_000);
});

async function cookieAt(base: string): Promise<string> {
  const answer = await fetch(`${base}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(base).origin },
    body: JSON.stringify({ email: 'admin@demo.local', password: 'pipewright-demo' }),
  });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}
