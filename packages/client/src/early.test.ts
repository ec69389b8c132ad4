import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, callEarly } from './call.ts';
import { signIn } from './session.ts';

let asked: string[];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const refused = url === '/api/apps' && asked.filter((each) => each === url).length === 1;
    return new Response(JSON.stringify(refused ? { issues: [] } : { turn: asked.length }), { status: refused ? 401 : 200 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what is asked early', () => {
  it('is the answer to the first call for the same, and to that one only', async () => {
    void callEarly('listPeople', { query: { search: 'x' } });
    expect(await call('listPeople', { query: { search: 'x' } })).toEqual({ turn: 1 });
    expect(await call('listPeople', { query: { search: 'x' } })).toEqual({ turn: 2 });
    expect(asked).toEqual(['/api/people?search=x', '/api/people?search=x']);
  });

  it('answers no write and no other question', async () => {
    void callEarly('listPeople', {});
    await call('addPerson', { body: { name: 'x' } });
    await call('listPeople', { query: { search: 'y' } });
    expect(asked).toHaveLength(3);
  });

  it('is kept for nobody where it was refused', async () => {
    await callEarly('listApps', {}).catch(() => undefined);
    expect(await call('listApps', {})).toEqual({ turn: 2 });
  });

  it('is forgotten when somebody signs in, who may be somebody else', async () => {
    await callEarly('listPeople', {});
    await signIn('a@b.example', 'x');
    expect(await call('listPeople', {})).toEqual({ turn: 3 });
  });

  it('is no answer any more after half a minute', async () => {
    vi.useFakeTimers();
    await callEarly('listPeople', {});
    vi.setSystemTime(Date.now() + 31_000);
    expect(await call('listPeople', {})).toEqual({ turn: 2 });
  });
});
