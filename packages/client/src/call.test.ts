import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { call } from './call.ts';

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
