import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { Running } from '../support/running.ts';

const skip = !findChromium() || Boolean(process.env.DATABASE_URL);
const product = new Running();
let browser: Browser;
beforeAll(async () => {
  if (skip) return;
  await product.start();
  await product.healthy();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product.close();
});

const stage = () => ({ browser, url: `http://127.0.0.1:${product.port}` });
const banner = (page: Page) => page.locator('.pw-reconnecting > span');
const gone = (page: Page) => banner(page).waitFor({ state: 'detached' });

/** Keeps the server dead until the returned function is called. */
function holdServer(): () => void {
  process.kill(product.supervisor, 'SIGSTOP');
  product.kill('server');
  return () => process.kill(product.supervisor, 'SIGCONT');
}

/** Keeps the database dead until the returned function is called: without its settings it does not start. */
function holdDatabase(): () => void {
  const settings = join(product.dir, 'postgres', 'cluster', 'postgresql.conf');
  renameSync(settings, `${settings}.away`);
  product.kill('database');
  return () => renameSync(`${settings}.away`, settings);
}

describe.skipIf(skip)('while the server cannot be reached', () => {
  for (const [what, hold, language, width, words] of [
    ['the server', holdServer, 'en', 1360, 'Reconnecting… What you enter is kept.'],
    ['the database', holdDatabase, 'zh-CN', 360, '正在重新连接……您填写的内容会保留。'],
  ] as const) {
    it(`because ${what} died, the screen says so, keeps what is typed, and saves it once it is back`, async () => {
      const { page, faults } = await openPage(stage(), { language, width, email: 'sales@demo.local' });
      const name = `Typed while ${what} was away`;
      await page.goto(`${stage().url}/a/opportunity/customer/new`);
      await page.fill('#new_name', name.slice(0, 10));
      const release = hold();
      await page.locator('#new_name').pressSequentially(name.slice(10));
      await page.click('button[type=submit]');
      await banner(page).waitFor();
      expect(await banner(page).innerText()).toContain(words);
      expect(await page.locator('[role=status][aria-live=polite] .anticon').count()).toBeGreaterThan(0);
      await page.locator('[role=alert]').first().waitFor();
      expect(await page.inputValue('#new_name')).toBe(name);
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `away-${language}-${width}.png`) });
      release();
      await gone(page);
      expect(await page.inputValue('#new_name')).toBe(name);
      await page.click('button[type=submit]');
      await page.waitForURL(/\/a\/opportunity\/customer\/[0-9a-f-]{36}$/);
      await page.goto(`${stage().url}/a/opportunity/customer?q=${encodeURIComponent(name)}`);
      await page.getByText(name).first().waitFor();
      const found = await page.request.get(`${stage().url}/api/apps/opportunity/records/customer?search=${encodeURIComponent(name)}`);
      expect(((await found.json()) as { records: unknown[] }).records).toHaveLength(1);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  }

  it('a list that was asked for meanwhile comes by itself', async () => {
    const { page, faults } = await openPage(stage(), { language: 'en', email: 'sales@demo.local' });
    await page.goto(`${stage().url}/a/opportunity/customer`);
    await page.locator('tr[data-row-key]').first().waitFor();
    const release = holdServer();
    await page.locator('nav').getByText('Contacts', { exact: true }).click();
    await banner(page).waitFor();
    expect(await page.locator('tr[data-row-key]').count()).toBe(0);
    release();
    await page.locator('tr[data-row-key]').first().waitFor();
    await gone(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a design that is changed meanwhile is saved by itself, also where the server had it and could not say so', async () => {
    const { page, faults } = await openPage(stage(), { language: 'en', email: 'admin@demo.local' });
    const saved = (state: string) => page.locator(`[data-save=${state}]`).waitFor();
    const stages = async () => {
      const answer = await page.request.get(`${stage().url}/api/apps/opportunity/draft`);
      return JSON.stringify(((await answer.json()) as { definition: unknown }).definition).match(/"New stage[^"]*"|"Late stage"/g) ?? [];
    };
    const addStage = async (name: string) => {
      await page.getByRole('button', { name: 'Add stage' }).click();
      await page.fill('#part_name', name);
      await page.locator('.ant-modal:visible').getByRole('button', { name: 'Add', exact: true }).click();
    };
    await page.goto(`${stage().url}/designer/?app=opportunity`);
    await page.getByRole('menuitem', { name: 'Pipelines' }).click();
    // The server writes, and its answer is lost on the way.
    let lost = false;
    await page.route('**/draft', async (route) => {
      if (lost || route.request().method() !== 'PUT') return route.continue();
      lost = true;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await addStage('New stage one');
    await expect.poll(() => lost).toBe(true);
    await addStage('New stage two');
    await expect.poll(stages, { timeout: 15_000 }).toEqual(expect.arrayContaining(['"New stage one"', '"New stage two"']));
    await saved('saved');
    const release = holdServer();
    await addStage('Late stage');
    await saved('offline');
    await banner(page).waitFor();
    release();
    await saved('saved');
    await gone(page);
    expect(await stages()).toContain('"Late stage"');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
