import { afterEach, expect, it, vi } from 'vitest';

vi.mock('./main.tsx', () => ({}));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  localStorage.clear();
});

// Faults are sentences of the server: asked for in another language than the page's, they would stand above buttons in that one.
it.each([
  ['en', 'zh-CN'],
  ['zh-CN', 'en'],
])('a page asks in its own language (%s) from its first request on, whatever the document began with (%s)', async (language, before) => {
  const asked: (string | null)[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get('accept-language'));
    return new Response('{}', { status: 404, headers: { 'content-type': 'application/json' } });
  });
  document.documentElement.lang = before;
  localStorage.setItem('pipewright.language', language);
  window.history.replaceState(null, '', '/a/x/deal');
  await import('./start.ts');
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1));
  expect(new Set(asked)).toEqual(new Set([language]));
});
