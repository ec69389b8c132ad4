import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { call, Refused } from './call.ts';

const answers: (number | 'lost')[] = [];
const keys: (string | undefined)[] = [];
const asked: string[] = [];

beforeEach(() => {
  keys.length = 0;
  asked.length = 0;
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('fetch', async (url: string, { method, headers }: { method: string; headers: Record<string, string> }) => {
    asked.push(`${method} ${url}`);
    keys.push(headers['idempotency-key']);
    const status = answers.shift() ?? 200;
    if (status === 'lost') throw new TypeError('Failed to fetch');
    return new Response('{}', { status });
  });
});
afterEach(() => vi.unstubAllGlobals());

const create = () => call('createRecord', { app: 'a', entity: 'b', body: { values: { name: 'x' } } }).catch(() => undefined);

it('sends a write of a record under one key until it hears what became of it, and then under another', async () => {
  answers.push('lost', 503, 401, 429, 201, 201);
  for (let i = 0; i < 6; i += 1) await create();
  expect([new Set(keys.slice(0, 5)).size, keys[0]?.length, keys[5] === keys[4]]).toEqual([1, 32, false]);
});

it('takes what was refused for heard, and reads for nothing that needs a key', async () => {
  answers.push(422);
  await create();
  await create();
  await call('listRecords', { app: 'a', entity: 'b' });
  await call('runReport', { app: 'a', body: { report: 'r' } });
  expect([keys[0] === keys[1], ...keys.slice(2)]).toEqual([false, undefined, undefined]);
});

it('sends under a key whatever the contract does once, wherever it is asked, and nothing else', async () => {
  await call('addActivity', { app: 'a', entity: 'b', id: 'c', body: { entity: 'd', values: {} } });
  await call('addDepartment', { body: { name: 'East' } });
  await call('setShare', { app: 'a', entity: 'b', id: 'c', person: 'p', body: { level: 'read' } });
  await call('markNotice', { app: 'a', id: 'n' });
  expect(keys.map((key) => key !== undefined)).toEqual([true, true, false, false]);
});

it('asks where the contract says, with what is given in its place and nothing for what is not', async () => {
  await call('readRecord', {
    app: 'a',
    entity: 'b',
    id: 'x/y?z',
    query: { fields: 'name,due', deleted: true, expand: '', include: undefined },
  });
  await call('tryVersion', { app: 'a', version: 3, body: {} });
  await call('endOtherSessions', {});
  expect(asked).toEqual([
    'GET /api/apps/a/records/b/x%2Fy%3Fz?fields=name%2Cdue&deleted=true',
    'POST /api/apps/a/versions/3/dry-run',
    'DELETE /api/account/sessions/others',
  ]);
});

/** What is sent for a call, word for word. */
async function sent(ask: () => Promise<unknown>): Promise<{ url: string; init: RequestInit & { headers: Record<string, string> } }> {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response('{"n":1}'));
  vi.stubGlobal('fetch', fetched);
  expect(await ask()).toEqual({ n: 1 });
  const [url, init] = fetched.mock.calls[0] as [string, RequestInit & { headers: Record<string, string> }];
  return { url, init };
}

it('leaves out of the address what is not given, and writes what is so that nothing is taken for something else', async () => {
  const { url, init } = await sent(() =>
    call('listRecords', { app: 'a', entity: 'b', query: { search: '100% & 更多', sort: undefined, after: '', limit: 1 } }),
  );
  expect(url).toBe('/api/apps/a/records/b?search=100%25+%26+%E6%9B%B4%E5%A4%9A&limit=1');
  expect([init.method, init.body, init.headers]).toEqual(['GET', undefined, { 'accept-language': 'en' }]);
});

it('sends values as JSON and files as they are, in the language of the page', async () => {
  vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } });
  const json = (await sent(() => call('changeDepartment', { id: 'd', body: { name: '张' } }))).init;
  expect([json.body, json.headers]).toEqual(['{"name":"张"}', { 'accept-language': 'zh-CN', 'content-type': 'application/json' }]);
  const file = new Blob(['name\nA']);
  const raw = (await sent(() => call('stageImport', { app: 'a', entity: 'b', body: file }))).init;
  expect([raw.body, raw.headers]).toEqual([file, { 'accept-language': 'zh-CN' }]);
});

it('takes no answer at all for an empty one', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  expect(await call('deleteView', { app: 'a', id: '1' })).toEqual({});
});

it('throws what is refused with all that the server said of it', async () => {
  const body = {
    issues: [
      { path: 'name', code: 'required', message: 'Fill in the name.' },
      { path: '', code: 'x', message: 'And more.' },
    ],
    version: 3,
  };
  vi.stubGlobal('fetch', async () => Response.json(body, { status: 422 }));
  const refused = await call('publish', { app: 'a', body: { base: 1, revision: 1 } }).catch((error: unknown) => error as Refused);
  expect(refused).toMatchObject({ status: 422, message: 'Fill in the name. And more.', issues: body.issues, body });
  expect(new Refused(500, {})).toMatchObject({ message: 'HTTP 500', issues: [] });
});
