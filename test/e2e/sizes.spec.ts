import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { root } from '../support/database.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const SIGN_IN = 250_000;
const FIRST_LIST = 400_500;
const ROWS = 'tbody tr[data-row-key], main li .ant-card';

/** The scripts and styles that a page asks for from now on, each once, with their weight as gzip packs them. */
function weigh(page: Page): () => { total: number; files: string } {
  const seen = new Map<string, number>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    // What is kept in memory is asked for all the same; the weight is that of the built file, whoever hands it out.
    if (['script', 'stylesheet'].includes(request.resourceType()) && !seen.has(pathname))
      seen.set(pathname, gzipSync(readFileSync(join(root, 'runtime', 'dist', pathname))).length);
  });
  return () => ({ total: [...seen.values()].reduce((sum, size) => sum + size, 0), files: [...seen].join('\n') });
}

/** A browser that was never here. */
async function stranger({ language, width }: { language: string; width: number }): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width, height: 850 }, locale: language });
  return context.newPage();
}

async function signIn(page: Page): Promise<void> {
  const answer = await page.request.post(`${stage.url}/api/auth/sign-in/email`, {
    headers: { origin: stage.url },
    data: { email: 'manager@demo.local', password: DEMO.password },
  });
  expect(answer.status()).toBe(200);
}

const looks = [
  { language: 'zh-CN', width: 1360 },
  { language: 'en', width: 360 },
] as const;

describe.skipIf(!chromium)('what a browser fetches', () => {
  it.each(looks)('in $language at $width px: little for the sign-in page, and not much more for the first list', async (look) => {
    const page = await stranger(look);
    const weight = weigh(page);
    await page.goto(`${stage.url}/sign-in`, { waitUntil: 'networkidle' });
    await page.locator('button[type=submit]').waitFor();
    const door = weight();
    expect(door.total, door.files).toBeLessThanOrEqual(SIGN_IN);
    expect(door.total).toBeGreaterThan(100_000);
    await signIn(page);
    await page.goto(`${stage.url}/a/opportunity/opportunity`);
    await page.locator(ROWS).first().waitFor();
    // The sign-in page is counted too: somebody has just come that way.
    const list = weight();
    expect(list.total, list.files).toBeLessThanOrEqual(FIRST_LIST);
    expect(list.total).toBeGreaterThan(door.total);
    await page.context().close();
  });

  it('for the first list is asked side by side: who she is, the app and its records are asked for before the program is there, and once', async () => {
    const page = await stranger({ language: 'en', width: 1360 });
    await signIn(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/^\/api/, '')));
    const wanted = ['/me', '/apps/opportunity/definition', '/apps/opportunity/views', '/apps/opportunity/records/opportunity'];
    let before: string[] = [];
    await page.route('**/assets/main-*.js', async (route) => {
      await expect
        .poll(() => wanted.every((path) => asked.includes(path)), { timeout: 20_000 })
        .toBe(true)
        .catch(() => undefined);
      before = wanted.filter((path) => asked.includes(path));
      await route.continue();
    });
    await page.goto(`${stage.url}/a/opportunity/opportunity`);
    await page.locator(ROWS).first().waitFor();
    expect(before).toEqual(wanted);
    for (const path of wanted) expect([path, asked.filter((each) => each === path).length]).toEqual([path, 1]);
    await page.context().close();
  });
});
