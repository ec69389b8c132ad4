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

const NAMES = { en: '蜃楼海市科技', 'zh-CN': '鲲鹏扶摇科技' } as const;
const INITIALS = { en: 'slh', 'zh-CN': 'kpf' } as const;
const PINYIN = { en: 'shenlouhai', 'zh-CN': 'kunpengfu' } as const;

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('finding in %s', (language) => {
  const t = wordsIn(language);
  const name = NAMES[language];
  const box = (page: Page) => page.getByRole('combobox', { name: t('shell.palette') });
  const options = (page: Page) => page.getByRole('option');
  const path = (page: Page) => new URL(page.url()).pathname;

  it('takes three keys and Enter for a record, says what it was found by, and where nothing is found', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const ask = apiOf(stage, page);
    const phone = language === 'en' ? '0571-7654 3210' : '0571-7654 9876';
    const { id } = await ask('POST', '/apps/opportunity/records/customer', {
      values: { name, customer_class: 'standard', region: 'east', phone },
    });
    await page.goto(`${stage.url}/a/opportunity/opportunity`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await box(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(INITIALS[language]);
    await page.keyboard.press('Enter');
    await expect.poll(() => path(page)).toBe(`/a/opportunity/customer/${id}`);
    await expect.poll(() => page.title()).toContain(name);
    await page.goto(`${stage.url}/a/opportunity/opportunity`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await box(page).waitFor();
    await box(page).fill(phone.slice(-9).replace(' ', ''));
    await expect.poll(() => options(page).allInnerTexts()).toEqual([expect.stringContaining(phone)]);
    await box(page).fill('没有这样的东西');
    await page.getByText(t('find.nothing', { text: '没有这样的东西' })).waitFor();
    await box(page).fill(language === 'en' ? 'product' : '产品');
    await options(page)
      .filter({ hasText: language === 'en' ? 'Products' : '产品' })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => path(page)).toBe('/a/opportunity/product');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('serves the search of a list, the picker of a reference and that of people, by pinyin', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const list = `${stage.url}/a/opportunity/customer`;
    await page.goto(list);
    await page.getByPlaceholder(t('list.search')).fill(PINYIN[language]);
    await page.keyboard.press('Enter');
    const rows = page.locator('tbody tr[data-row-key]');
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining(name)]);
    await page.goto(`${stage.url}/a/opportunity/contact/new`);
    await page.click('#new_customer');
    await page.keyboard.type(INITIALS[language]);
    const offered = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
    // The last entry makes a new one.
    await expect.poll(() => offered.allInnerTexts()).toEqual([expect.stringContaining(name), expect.stringContaining(INITIALS[language])]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says in words what a list is filtered by: a customer and a colleague', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const ask = apiOf(stage, page);
    const { records } = await ask('GET', '/apps/opportunity/records/opportunity?limit=1&expand=customer,owner');
    const [{ customer, owner, $names: names }] = records;
    const filter = { and: [{ '==': [{ var: 'customer' }, customer] }, { '==': [{ var: 'owner' }, owner] }] };
    await page.goto(`${stage.url}/a/opportunity/opportunity?filter=${encodeURIComponent(JSON.stringify(JSON.stringify(filter)))}`);
    for (const word of [names.customer, names.owner]) await page.locator('.ant-tag').filter({ hasText: word }).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
