import { PAGE } from '@pipewright/definition';
import { type Context, Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../db/pool.ts';
import type { Env } from '../door/env.ts';
import { answerFault } from '../door/fault.ts';
import { requestMark } from '../door/request-mark.ts';
import { listQuery } from './list-request.ts';
import { doneBefore } from './request.ts';

/** What a route that reads something of its request answers. */
async function asked(read: (c: Context<Env>) => unknown, url: string, init: RequestInit = {}) {
  const app = new Hono<Env>();
  app.onError((fault, c) => answerFault(c, fault));
  app.all('/*', async (c) => c.json((await read(c)) ?? null));
  const json = (await (await app.request(url, init)).json()) as { issues?: { path: string; code: string }[] } & Record<string, unknown>;
  return json?.issues ? json.issues.map(({ path, code }) => `${path} ${code}`) : json;
}
const list = (query: string) => asked((c) => listQuery(c.req.query()), `/x?${query}`);

describe('a list that is asked for', () => {
  it('is a page of a middling size where nothing is said', async () => {
    expect(await list('')).toEqual({ limit: PAGE.usual, deleted: false });
  });

  it('is what is said, with the names taken apart', async () => {
    const filter = encodeURIComponent('{"==":[{"var":"name"},"e\u0301"]}');
    expect(
      await list(
        `filter=${filter}&search=a%20b&sort=-amount,name&fields=name,,due&expand=&limit=${PAGE.most}&after=abc&deleted=true&count=true`,
      ),
    ).toEqual({
      ...{ filter: { '==': [{ var: 'name' }, 'é'] }, search: 'a b', sort: '-amount,name', fields: ['name', 'due'], expand: [] },
      ...{ limit: PAGE.most, after: 'abc', deleted: true, count: true },
    });
    expect(await list('deleted=1&count=yes')).toEqual({ limit: PAGE.usual, deleted: false });
  });

  it.each([
    ['limit=0', ['limit query.limit']],
    ['limit=201', ['limit query.limit']],
    ['limit=-5', ['limit query.limit']],
    ['limit=1e2', ['limit query.limit']],
    ['limit=', ['limit query.limit']],
    ['filter=', [' query.json']],
    ['filter={', [' query.json']],
    ['filter=5', ['filter rule.condition']],
    ['filter=null', ['filter rule.condition']],
    ['filter={"a":1,"b":2}', ['filter rule.condition']],
    [`filter=${encodeURIComponent('{"__proto__":1}')}`, [' query.json']],
  ])('is refused: %s', async (query, issues) => expect(await list(query)).toEqual(issues));

  it('may be everything or nothing', async () => {
    expect([await list('filter=true'), await list('filter=false')]).toEqual([
      { limit: PAGE.usual, deleted: false, filter: true },
      { limit: PAGE.usual, deleted: false, filter: false },
    ]);
  });
});

describe('the mark of a request', () => {
  const mark = (key: string | undefined, url = '/a', body = '{"x":1}', method = 'POST') =>
    asked(requestMark, url, { method, body, headers: key === undefined ? {} : { 'idempotency-key': key } }) as Promise<{
      key: string;
      hash: string;
    }>;

  it('is there where it is asked for', async () => {
    expect(await mark(undefined)).toBeNull();
    expect(await mark('12345678')).toEqual({ key: '12345678', hash: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it.each(['1234567', 'x'.repeat(129), 'with blank', 'é2345678'])('is refused of another form: %j', async (key) => {
    expect(await mark(key)).toEqual(['idempotency-key request.key']);
  });

  it('tells requests apart that ask for something else, and no others', async () => {
    const { hash } = await mark('12345678');
    expect((await mark('another-key')).hash).toBe(hash);
    const others = await Promise.all([
      mark('12345678', '/b'),
      mark('12345678', '/a', '{"x":2}'),
      mark('12345678', '/a?version=2'),
      mark('12345678', '/a', '{"x":1}', 'PATCH'),
    ]);
    expect(new Set([hash, ...others.map((each) => each.hash)]).size).toBe(5);
    // In which language it is answered changes nothing.
    expect((await mark('12345678', '/a?lang=zh')).hash).toBe(hash);
  });

  it('finds what was done under it, and is refused where that was something else', async () => {
    const found = { id: 'r1', version: 2, hash: 'h1' };
    const db = { query: async () => ({ rows: [found] }) } as unknown as Queryable;
    const view = { schema: 'app_x', principal: { user: 'u1' } } as Parameters<typeof doneBefore>[1];
    expect(await doneBefore(db, view, { key: 'k', hash: 'h1' })).toEqual(found);
    await expect(doneBefore(db, view, { key: 'k', hash: 'h2' })).rejects.toThrow('request.key_reused');
    expect(await doneBefore(db, view, undefined)).toBeUndefined();
  });
});
