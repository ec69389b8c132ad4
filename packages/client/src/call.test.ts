import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { callApi } from './call.ts';

const answers: (number | 'lost')[] = [];
const keys: (string | undefined)[] = [];

beforeEach(() => {
  keys.length = 0;
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
    keys.push(headers['idempotency-key']);
    const status = answers.shift() ?? 200;
    if (status === 'lost') throw new TypeError('Failed to fetch');
    return new Response('{}', { status });
  });
});
afterEach(() => vi.unstubAllGlobals());

const create = () => callApi('/apps/a/records/b', { method: 'POST', body: { values: { name: 'x' } } }).catch(() => undefined);

it('sends a write of a record under one key until it hears what became of it, and then under another', async () => {
  answers.push('lost', 503, 401, 429, 201, 201);
  for (let i = 0; i < 6; i += 1) await create();
  expect([new Set(keys.slice(0, 5)).size, keys[0]?.length, keys[5] === keys[4]]).toEqual([1, 32, false]);
});

it('takes what was refused for heard, and reads for nothing that needs a key', async () => {
  answers.push(422);
  await create();
  await create();
  await callApi('/apps/a/records/b');
  await callApi('/apps/a/reports/run', { method: 'POST', body: {} });
  await callApi('/apps', { method: 'POST', body: {}, key: 'of the caller' });
  expect([keys[0] === keys[1], ...keys.slice(2)]).toEqual([false, undefined, undefined, 'of the caller']);
});
