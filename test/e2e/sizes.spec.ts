import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const SIGN_IN = 250_000;
const FIRST_LIST = 400_000;
const ROWS = 'tbody tr[data-row-key], main li .ant-card';

/** Counts the scripts and styles that a page fetches from now on, each once, as gzip packs them. */
function weigh(page: Page): () => Promise<{ total: number; files: readonly string[] }> {
  const seen = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    if (!['script', 'stylesheet'].includes(response.request().resourceType()) || seen.has(response.url())) return;
    seen.set(
      response.url(),
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  return async () => {
    const sizes = await Promise.all([...seen].map(async ([url, size]) => [(await size).toString(), url.split('/').at(-1)].join(' ')));
    return { total: sizes.reduce((sum, each) => sum + Number.parseInt(each, 10), 0), files: sizes };
  };
}

const looks = [
  { language: 'zh-CN', width: 1360 },
  { language: 'en', width: 360 },
] as const;

describe.skipIf(!chromium)('what a browser fetches', () => {
  it.each(looks)('in $language at $width px: little for the sign-in page, and not much more for the first list', async (look) => {
    const { page } = await openPage(stage, look);
    const weight = weigh(page);
    await page.reload({ waitUntil: 'networkidle' });
    await page.locator('button[type=submit]').waitFor();
    const signIn = await weight();
    expect(signIn.total, signIn.files.join('\n')).toBeLessThanOrEqual(SIGN_IN);
    expect(signIn.total).toBeGreaterThan(100_000);
    const answer = await page.request.post(`${stage.url}/api/auth/sign-in/email`, {
      headers: { origin: stage.url },
      data: { email: 'manager@demo.local', password: 'pipewright-demo' },
    });
    expect(answer.ok()).toBe(true);
    await page.goto(`${stage.url}/a/opportunity/opportunity`);
    await page.locator(ROWS).first().waitFor();
    // The sign-in page is counted too: somebody has just come that way.
    const list = await weight();
    expect(list.total, list.files.join('\n')).toBeLessThanOrEqual(FIRST_LIST);
    await page.context().close();
  });

  it('for the first list is asked side by side: who she is, the app and its records are on their way before the page is drawn', async () => {
    const { page, faults } = await openPage(stage, { language: 'en', email: 'manager@demo.local' });
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname.replace('/api', ''));
    });
    await page.goto(`${stage.url}/a/opportunity/opportunity`);
    await page.locator(ROWS).first().waitFor();
    const once = (path: string) => asked.filter((each) => each === path).length;
    for (const path of [
      '/me',
      '/apps/opportunity/definition',
      '/apps/opportunity/views',
      '/people',
      '/apps/opportunity/records/opportunity',
    ])
      expect([path, once(path)]).toEqual([path, 1]);
    // The frame asks for the session once it is drawn; the records were asked for before.
    const drawn = asked.indexOf('/auth/get-session');
    expect(asked.indexOf('/apps/opportunity/records/opportunity')).toBeLessThan(drawn === -1 ? asked.length : drawn);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
