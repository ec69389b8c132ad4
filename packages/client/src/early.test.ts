import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askEarly, callApi } from './call.ts';
import { signIn } from './session.ts';

let asked: string[];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const refused = url === '/api/refused' && asked.filter((each) => each === url).length === 1;
    return new Response(JSON.stringify(refused ? { issues: [] } : { turn: asked.length }), { status: refused ? 401 : 200 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what is asked early', () => {
  it('is the answer to the first call for the same, and to that one only', async () => {
    void askEarly('/me', { b: 'x', a: undefined });
    expect(await callApi('/me', { query: { b: 'x' } })).toEqual({ turn: 1 });
    expect(await callApi('/me', { query: { b: 'x' } })).toEqual({ turn: 2 });
    expect(asked).toEqual(['/api/me?b=x', '/api/me?b=x']);
  });

  it('answers no write and no other question', async () => {
    void askEarly('/me');
    await callApi('/me', { method: 'POST', body: {} });
    await callApi('/me', { query: { other: 'y' } });
    expect(asked).toHaveLength(3);
  });

  it('is kept for nobody where it was refused', async () => {
    await askEarly('/refused').catch(() => undefined);
    expect(await callApi('/refused')).toEqual({ turn: 2 });
  });

  it('is forgotten when somebody signs in, who may be somebody else', async () => {
    await askEarly('/me');
    await signIn('a@b.example', 'x');
    expect(await callApi('/me')).toEqual({ turn: 3 });
  });

  it('is no answer any more after half a minute', async () => {
    vi.useFakeTimers();
    await askEarly('/me');
    vi.setSystemTime(Date.now() + 31_000);
    expect(await callApi('/me')).toEqual({ turn: 2 });
  });
});
