import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packFiles } from '../../../tools/pack.ts';
import { webApp } from './static.ts';

const dir = mkdtempSync(join(tmpdir(), 'pipewright-static-'));
const root = join(dir, 'dist');
const SCRIPT = `console.log('${'long '.repeat(2000)}');`;
let app: Hono;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(root, 'assets', 'x.js'), SCRIPT);
  writeFileSync(join(root, 'assets', 'p.png'), 'picture');
  writeFileSync(join(root, '.built-from'), 'secret');
  writeFileSync(join(dir, 'outside.txt'), 'outside');
  await packFiles(root);
  const serve = webApp(root, '/designer');
  app = new Hono().get('/designer', serve).get('/designer/*', serve);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(`http://localhost/designer${path}`, { headers, method });

describe('a built web app', () => {
  it('serves its files as the browser takes them, the smallest first, and says what they are', async () => {
    const cases = [
      ['', null, (bytes: Buffer) => bytes],
      ['gzip', 'gzip', gunzipSync],
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
      ['brotli', null, (bytes: Buffer) => bytes],
    ] as const;
    for (const [taken, coding, unpack] of cases) {
      const answer = await ask('/assets/x.js', { 'accept-encoding': taken });
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([taken, answer.status, answer.headers.get('content-encoding'), answer.headers.get('content-type')]).toEqual([
        taken,
        200,
        coding,
        'text/javascript; charset=utf-8',
      ]);
      expect(answer.headers.get('content-length')).toBe(String(bytes.length));
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('vary')).toBe('accept-encoding');
      expect(unpack(bytes).toString()).toBe(SCRIPT);
    }
    expect(readFileSync(join(root, 'assets', 'x.js.br')).length).toBeLessThan(200);
    expect((await ask('/assets/p.png', { 'accept-encoding': 'br' })).headers.get('content-encoding')).toBeNull();
  });

  it('answers whoever holds the file already with nothing, for each coding apart; and a HEAD with the same heading', async () => {
    const br = { 'accept-encoding': 'br' };
    const tag = (await ask('/assets/x.js', br)).headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}-br"$/);
    const again = await ask('/assets/x.js', { ...br, 'if-none-match': tag });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    expect((await ask('/assets/x.js', { 'if-none-match': tag })).status).toBe(200);
    const [head, get] = [await ask('/assets/x.js', br, 'HEAD'), await ask('/assets/x.js', br)];
    expect([head.status, await head.text(), [...head.headers]]).toEqual([200, '', [...get.headers]]);
  });

  it('serves its page at every address that is none of its files, and nothing at those of assets it has not', async () => {
    for (const path of ['', '/', '/index.html', '/a/some/page', '/A/Page?x=1']) {
      const answer = await ask(path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(await answer.text()).toContain('<title>page</title>');
    }
    for (const path of ['/assets/', '/assets/none.js', '/assets/X.js', '/assets//x.js', '/assets/x.js/', '/assets/x.js.br'])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
  });

  it('cannot be led out of its folder, nor to what is not meant for browsers', async () => {
    const ways = [
      '/../outside.txt',
      '/..%2foutside.txt',
      '/%2e%2e/outside.txt',
      '/assets/../../outside.txt',
      '/..\\outside.txt',
      '/.built-from',
      '/__proto__',
    ];
    for (const path of ways) {
      const text = await (await ask(path)).text();
      expect([path, /outside|secret/.test(text)]).toEqual([path, false]);
    }
    for (const path of ['//assets/x.js', '/./assets/x.js', '/a/../assets/x.js', '/%61ssets/x.js'])
      expect((await (await ask(path)).text()).length).toBeLessThan(SCRIPT.length + 1);
  });

  it('says a page is not there where nothing was built', async () => {
    expect((await new Hono().get('/*', webApp('/nowhere', '')).request('http://localhost/x')).status).toBe(404);
  });
});
