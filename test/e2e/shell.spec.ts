import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const PLURALS = { en: 'Customers', 'zh-CN': '客户' } as const;
/** Where the upper edge of a part stands in the window. */
const top = async (page: Page, role: 'banner' | 'navigation') => (await page.getByRole(role).first().boundingBox())?.y;

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the shell in %s', (language) => {
  const t = wordsIn(language);
  const customers = PLURALS[language];

  it('leads straight into the only app; its list of apps is for whoever installs them', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    await page.goto(`${stage.url}/`);
    await page.waitForURL(/\/a\/opportunity\/today$/);
    expect(await page.getByRole('button', { name: t('nav.apps') }).count()).toBe(0);
    await page.context().close();
    const admin = await openPage(stage, { language, email: 'admin@demo.local' });
    await admin.page.waitForURL(/\/a\/opportunity\/today$/);
    await admin.page.getByRole('button', { name: t('nav.apps') }).click();
    await admin.page.getByRole('heading', { name: t('home.title') }).waitFor();
    expect(new URL(admin.page.url()).pathname).toBe('/apps');
    expect([...faults, ...admin.faults]).toEqual([]);
    await admin.page.context().close();
  });

  it('stays in place while a long page scrolls', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local' });
    await page.setViewportSize({ width: 1360, height: 500 });
    await page.goto(`${stage.url}/a/opportunity/customer/new`);
    await page.locator('#new_name').waitFor();
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    expect(await page.evaluate<number>('window.scrollY')).toBeGreaterThan(100);
    expect([
      await top(page, 'banner'),
      await page.locator('.ant-layout-sider').evaluate((side) => Math.abs(Math.trunc(side.getBoundingClientRect().top))),
    ]).toEqual([0, 0]);
    expect(await page.title()).toBe(`${customers} · Pipewright`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('names the record in the tab and the path, and marks its list; deleting it asks for nothing that is gone, and the bin gives it back', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const name = `云帆软件 ${language}`;
    const { id } = await apiOf(stage, page)('POST', '/apps/opportunity/records/customer', {
      values: { name, customer_class: 'standard', region: 'east' },
    });
    await page.goto(`${stage.url}/a/opportunity/customer/${id}`);
    await expect.poll(() => page.title()).toBe(`${name} · ${customers} · Pipewright`);
    expect(await page.locator('.ant-breadcrumb').innerText()).toContain(name);
    expect(await page.locator('.ant-menu-item-selected').innerText()).toBe(customers);
    const gone: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() === 404) gone.push(answer.url());
    });
    await page.getByRole('button', { name: t('action.delete') }).click();
    await page.getByText(t('record.deleted')).first().waitFor();
    await page.getByRole('tab', { name: t('list.deleted') }).click();
    await page.getByRole('link', { name }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('record.restore') })
      .click();
    await page.getByText(t('record.restored')).first().waitFor();
    await page.getByText(t('list.binEmpty', { entity: language === 'en' ? 'customers' : '客户' })).waitFor();
    await page.waitForTimeout(700);
    expect(gone).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has its ways at the bottom of a phone, in an app and outside', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 360 });
    for (const path of ['/a/opportunity/customer', '/apps']) {
      await page.goto(`${stage.url}${path}`);
      const quick = page.getByRole('navigation', { name: t('shell.quick') });
      await quick.waitFor();
      const box = await quick.boundingBox();
      expect([path, Math.round((box?.y ?? 0) + (box?.height ?? 0))]).toEqual([path, 850]);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
