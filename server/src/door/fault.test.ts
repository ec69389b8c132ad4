import { type IssueCode, issue } from '@pipewright/logic';
import { Hono } from 'hono';
import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PG } from '../db/error.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { checkAddress, checkShape, parseJson, readBody } from './body.ts';
import type { Env } from './env.ts';
import { answerFault, languageOf, statusOf } from './fault.ts';

/** What is answered where a route throws. */
async function answered(error: unknown, headers: Record<string, string> = {}, query = '') {
  const app = new Hono<Env>();
  app.onError((fault, c) => answerFault(c, fault));
  app.get('/', () => {
    throw error;
  });
  const response = await app.request(`/${query}`, { headers });
  return {
    status: response.status,
    again: response.headers.get('retry-after'),
    body: (await response.json()) as { issues: { path: string; code: string; message: string }[] },
  };
}

describe('the status of a refusal', () => {
  it.each<[number, [code: IssueCode, path?: string][]]>([
    [401, [['signin.needed'], ['signin.wrong'], ['token.ended']]],
    [403, [['denied.admin'], ['denied.create'], ['field.readonly', 'name']]],
    [404, [['unknown.record'], ['unknown.app'], ['unknown.route'], ['unknown.version'], ['unknown.import'], ['unknown.session']]],
    [
      404,
      [
        ['unknown.entity', 'entity'],
        ['unknown.template', 'template'],
      ],
    ],
    // In the address.
    [404, [['unknown.person'], ['unknown.department'], ['unknown.role'], ['unknown.report']]],
    // In the body, whose place is told.
    [
      422,
      [
        ['unknown.person', 'user'],
        ['unknown.department', 'parent'],
        ['unknown.role', 'role'],
        ['unknown.report', 'report'],
      ],
    ],
    [422, [['unknown.entity', 'include'], ['unknown.field', 'fields'], ['required', 'name'], ['body.shape'], ['query.sort_many', 'sort']]],
    [409, [['version.conflict'], ['draft.conflict'], ['publish.conflict'], ['publish.busy'], ['app.key_taken'], ['request.repeated']]],
    [413, [['body.too_large']]],
    [415, [['body.type']]],
    [429, [['request.too_many'], ['signin.too_many'], ['query.too_many']]],
    [500, [['version.unreadable'], ['template.unreadable']]],
    [503, [['server.away']]],
  ])('%d', (status, codes) => {
    for (const [code, path = ''] of codes) expect([code, path, statusOf({ path, code })]).toEqual([code, path, status]);
  });
});

describe('an answer where something is wrong', () => {
  it('has the status of the first issue, and all of them in sentences', async () => {
    const { status, body } = await answered(new Refusal([issue('name', 'field.readonly', { field: 'Name' }), issue('', 'unknown.record')]));
    expect([status, body.issues.map(({ path, code }) => [path, code])]).toEqual([
      403,
      [
        ['name', 'field.readonly'],
        ['', 'unknown.record'],
      ],
    ]);
    expect(body.issues[0]?.message).toBe('You may not change “Name”.');
  });

  it('is in the language that is asked for: by the address before the header, and English else', async () => {
    const message = async (headers: Record<string, string>, query = '') =>
      (await answered(new Refusal([{ path: '', code: 'unknown.person' }]), headers, query)).body.issues[0]?.message;
    const [english, chinese] = ['There is no such person.', '没有这个人员。'];
    expect(await message({})).toBe(english);
    expect(await message({ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' })).toBe(chinese);
    expect(await message({ 'accept-language': 'ZH' })).toBe(chinese);
    expect(await message({ 'accept-language': 'fr,zh;q=0.5' })).toBe(english);
    expect(await message({ 'accept-language': 'zh' }, '?lang=en')).toBe(english);
    expect(await message({ 'accept-language': 'en' }, '?lang=zh-CN')).toBe(chinese);
  });

  it('tells no more than five hundred of what is wrong', async () => {
    const { body } = await answered(
      new Refusal(Array.from({ length: 700 }, (_, i) => issue(`f${i}`, 'required', { field: `F${i}`, asks: 'is missing' }))),
    );
    expect(body.issues).toHaveLength(500);
  });

  it('says when to ask again, where that is known', async () => {
    expect((await answered(new Refusal([issue('', 'query.too_many', { seconds: 7 })]))).again).toBe('7');
    expect((await answered(new Refusal([{ path: '', code: 'signin.too_many' }], { retryAfter: 60 }))).again).toBe('60');
    expect((await answered(new Refusal([{ path: '', code: 'unknown.person' }]))).again).toBeNull();
  });

  it('takes a question that the database gave up for one that takes too long', async () => {
    const error = Object.assign(new DatabaseError('canceling statement due to statement timeout', 1, 'error'), { code: PG.queryCanceled });
    const { status, body } = await answered(error);
    expect([status, body.issues[0]?.code]).toEqual([422, 'query.too_slow']);
  });
});

describe('a body from outside', () => {
  const schema = z.strictObject({ name: z.string().max(5), tags: z.array(z.int()).optional() });
  async function sent(body: string) {
    const app = new Hono<Env>();
    app.onError((fault, c) => answerFault(c, fault));
    app.post('/', async (c) => c.json(await readBody(c, schema)));
    const response = await app.request('/', { method: 'POST', body });
    const json = (await response.json()) as { issues?: { path: string; code: string }[] };
    return json.issues ? json.issues.map(({ path, code }) => `${path} ${code}`) : json;
  }

  it.each<[string, unknown]>([
    ['{"name":"a"}', { name: 'a' }],
    ['{"name":"e\\u0301"}', { name: 'é' }],
    ['{"name":"e\u0301"}', { name: 'é' }],
    ['', [' body.json']],
    ['{"name":', [' body.json']],
    ['{"name":"a","__proto__":{}}', [' body.json']],
    ['{"name":"a","tags":[{"constructor":1}]}', [' body.json']],
    ['{"name":"a\\u0000"}', ['name text.characters']],
    ['{"name":"\\ud800"}', ['name text.characters']],
    ['[]', [' body.shape']],
    ['{"name":"abcdef"}', ['name body.shape']],
    ['{"name":1,"tags":[1,"x"]}', ['name body.shape', 'tags.1 body.shape']],
    ['{"name":"a","more":1}', [' body.shape']],
    [`${'['.repeat(70)}${']'.repeat(70)}`, [' body.too_deep']],
    [`[${'1,'.repeat(20_000)}1]`, [' body.too_wide']],
  ])('%.30s', async (body, answer) => expect(await sent(body)).toEqual(answer));

  it('says of what does not fit no more than a few lines, however much was sent', () => {
    const much = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${'k'.repeat(400)}${i}`, 1]));
    try {
      checkShape(much, z.strictObject({}));
      expect.unreachable();
    } catch (error) {
      const { issues } = error as Refusal;
      expect(issues.length).toBeLessThanOrEqual(20);
      for (const { path, params } of issues) expect([path.length <= 300, String(params?.detail).length <= 300]).toEqual([true, true]);
    }
  });

  it('is refused under the code of the place where it stands', () => {
    expect(() => parseJson('{', 'query.json', { at: 'filter' })).toThrow('query.json');
    expect(() => parseJson('{"a":"\\u0000"}', 'query.json', { at: 'filter' })).toThrow('text.characters');
    expect(parseJson('{"values":{"a":"\\u0000"}}', 'body.json', { later: 'values' })).toEqual({ values: { a: '\0' } });
  });
});

describe('an address', () => {
  it('with a text that cannot be stored is refused by the name of what holds it', async () => {
    const app = new Hono<Env>();
    app.onError((fault, c) => answerFault(c, fault));
    app.get('/x/:id', (c) => {
      checkAddress(c);
      return c.json({ issues: [] });
    });
    const path = async (url: string) => ((await (await app.request(url)).json()) as { issues: { path: string }[] }).issues[0]?.path;
    expect([await path('/x/a%00'), await path('/x/a?search=b%00'), await path('/x/a?search=b')]).toEqual(['id', 'search', undefined]);
  });

  it('tells the language to whoever needs it', async () => {
    const app = new Hono<Env>();
    app.get('/', (c) => c.text(languageOf(c)));
    expect(await (await app.request('/?lang=zh')).text()).toBe('zh-CN');
    expect(() => refuse('unknown.app')).toThrow('unknown.app');
  });
});
