import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

describe.skipIf(!chromium)('an answer that never reaches the browser', () => {
  it('makes no second record when the person saves again, even after loading the page anew', async () => {
    const { page } = await openPage(stage, { language: 'en', email: 'sales@demo.local' });
    const keys: (string | undefined)[] = [];
    // The server does its work; only the answer is lost, as often as this says.
    let losses = 1;
    await page.route('**/api/apps/opportunity/records/customer', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      losses -= 1;
      return losses >= 0 ? route.abort('connectionreset') : route.fulfill({ response: answer });
    });
    const count = async (name: string) =>
      (await stage.pool.query('select count(*)::int as n from app_opportunity.customer where name = $1', [name])).rows[0].n;
    const save = () => page.click('button[type=submit]');
    const reloadAndSave = () => page.reload().then(save);
    for (const [i, again] of [save, reloadAndSave].entries()) {
      const name = `Lost answer ${i}`;
      losses = 1;
      keys.length = 0;
      await page.goto(`${stage.url}/a/opportunity/customer/new`);
      await page.fill('#new_name', name);
      await save();
      await expect.poll(() => count(name)).toBe(1);
      await expect.poll(() => losses).toBe(0);
      await page.waitForTimeout(300);
      if (!/[0-9a-f-]{36}$/.test(page.url())) await again();
      await page.waitForURL(/\/a\/opportunity\/customer\/[0-9a-f-]{36}$/);
      expect([await count(name), keys.length, new Set(keys).size, keys[0]?.length]).toEqual([1, 2, 1, 32]);
    }
    await page.context().close();
  });
});
