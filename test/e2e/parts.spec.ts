import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const LIST = '/a/opportunity/opportunity';

/** As after a restart with a newer program: the old files are gone, for good or until something is so. */
async function withoutFile(page: Page, name: string, until = () => false): Promise<void> {
  await page.route(`**/assets/${name}-*.js`, (route) => (until() ? route.continue() : route.fulfill({ status: 404, body: 'Not found' })));
}

async function loadsOf(page: Page): Promise<() => number> {
  let loads = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads += 1;
  });
  return () => loads;
}

describe.skipIf(!chromium).each(['en', 'zh-CN'] as const)('a part of the program that is gone, in %s', (language) => {
  const t = wordsIn(language);

  it('comes with a fresh page where a page is gone, by itself and once', async () => {
    const { page } = await openPage(stage, { language, email: 'manager@demo.local' });
    await page.goto(`${stage.url}${LIST}`);
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    const loads = await loadsOf(page);
    await withoutFile(page, 'board-page', () => loads() > 0);
    await page
      .locator('.ant-menu-item', { hasText: t('nav.board').replace('{{entity}}', '').trim() })
      .first()
      .click();
    await page.locator('.pw-board').waitFor();
    expect([new URL(page.url()).pathname, loads()]).toEqual([`${LIST}/board`, 1]);
    await page.context().close();
  });

  it('is said, with a way out, where a fresh page does not help: nothing blank, nothing over and over', async () => {
    const { page } = await openPage(stage, { language, email: 'manager@demo.local' });
    await page.goto(`${stage.url}${LIST}`);
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    await withoutFile(page, 'board-page');
    const loads = await loadsOf(page);
    await page.goto(`${stage.url}${LIST}/board`);
    await page.getByText(t('state.partMissing')).waitFor();
    await page.waitForTimeout(1500);
    expect(loads()).toBe(2);
    await page.unroute('**/assets/board-page-*.js');
    await page.getByRole('button', { name: t('action.reload') }).click();
    await page.locator('.pw-board').waitFor();
    await page.context().close();
  });

  it('is said in its own place inside a page, and what was typed elsewhere stays', async () => {
    const { page } = await openPage(stage, { language, email: 'manager@demo.local' });
    await page.goto(`${stage.url}${LIST}`);
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    await withoutFile(page, 'record-detail');
    const loads = await loadsOf(page);
    const search = page.getByRole('searchbox', { name: t('list.search') });
    await search.fill('half a thought');
    await page.locator('tbody tr[data-row-key] td').nth(2).click();
    const drawer = page.locator('.ant-drawer-content-wrapper');
    await drawer.getByText(t('state.partMissing')).waitFor();
    await drawer.getByRole('button', { name: t('action.reload') }).waitFor();
    expect([await search.inputValue(), loads()]).toEqual(['half a thought', 0]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(await search.inputValue()).toBe('half a thought');
    await page.context().close();
  });

  it('is said even where nothing of the program is there', async () => {
    const { page } = await openPage(stage, { language });
    await withoutFile(page, 'main');
    await page.goto(`${stage.url}/sign-in`);
    const alert = page.getByRole('alert');
    await alert.getByRole('button', { name: t('action.reload') }).waitFor();
    await page.unroute('**/assets/main-*.js');
    await alert.getByRole('button').click();
    await page.locator('button[type=submit]').waitFor();
    await page.context().close();
  });

  it('is waited for without losing a letter that is typed meanwhile', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local' });
    await page.goto(`${stage.url}${LIST}`);
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route('**/assets/condition-builder-*.js', async (route) => {
      await held;
      await route.continue();
    });
    const search = page.getByRole('searchbox', { name: t('list.search') });
    await page.getByRole('button', { name: t('list.filter') }).click();
    const drawer = page.locator('.ant-drawer-content-wrapper');
    await drawer.locator('.ant-skeleton').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await search.fill('still here');
    go();
    await page.getByRole('button', { name: t('list.filter') }).click();
    await drawer.getByRole('button', { name: t('filter.add') }).waitFor();
    expect([await search.inputValue(), faults]).toEqual(['still here', []]);
    await page.context().close();
  });
});
