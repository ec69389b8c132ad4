import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { dayFromNow } from '../support/day-story.ts';
import { apiOf, choose, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const RECORDS = '/apps/opportunity/records';
const NAMES = { en: { source: 'Exhibition', other: 'Referral' }, 'zh-CN': { source: '展会', other: '转介绍' } } as const;

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/defaults-${name}.png` });
};

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('default values, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  const select = async (page: Page, field: string) => {
    await page.locator(`[data-field=${field}] button[aria-pressed]:not([aria-roledescription])`).click();
    await page.locator(`#field_default`).waitFor();
  };

  it('are set in the designer, stand in the form of a new record, and are saved with it', async () => {
    const admin = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
    await admin.page.goto(`${stage.url}/designer/?app=opportunity#entity/opportunity`);
    await select(admin.page, 'source');
    await choose(admin.page, 'field_default', n.source);
    await shoot(admin.page, `designer-choice-${language}`);
    await select(admin.page, 'next_step_on');
    await choose(admin.page, 'field_default', t('design.defaultDays'));
    const count = admin.page.getByRole('spinbutton', { name: t('design.defaultDays') });
    await count.fill('7');
    await shoot(admin.page, `designer-date-${language}`);
    const draft = async () => JSON.stringify(await apiOf(stage, admin.page)('GET', '/apps/opportunity/draft'));
    await expect.poll(draft).toContain('{"addDays":[{"var":"today"},7]}');
    await admin.page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const dialog = dialogOf(admin.page);
    await dialog.getByText(t('publish.noImpact')).waitFor();
    expect(await dialog.innerText()).toContain(n.source);
    await shoot(admin.page, `publish-${language}`);
    await dialog.getByRole('button', { name: t('design.publish') }).click();
    await admin.page.getByText(new RegExp(t('publish.done', { version: '\\d+' }))).waitFor();

    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
    const api = apiOf(stage, page);
    const customer = await api('POST', `${RECORDS}/customer`, { values: { name: `云上 ${language}`, customer_class: 'standard' } });
    const contact = await api('POST', `${RECORDS}/contact`, { values: { name: '陈总', customer: customer.id } });
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    const value = (field: string) => page.locator('.ant-select', { has: page.locator(`#new_${field}`) });
    await value('source').getByText(n.source).waitFor();
    expect(await page.inputValue('#new_next_step_on')).toContain(dayFromNow(7).slice(0, 4));
    await shoot(page, `form-${language}`);
    // Nothing was typed, so nothing is asked.
    await page.getByRole('button', { name: t('action.cancel') }).click();
    await page.waitForURL(/\/opportunity\/opportunity$/);
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    await page.fill('#new_name', `默认 ${language}`);
    await page.click('#new_customer');
    await page.keyboard.type('云上');
    await choose(page, 'new_customer', customer.name);
    await page.fill('#new_amount', '5000');
    await page.fill('#new_expected_close', dayFromNow(30));
    await choose(page, 'new_decision_maker', contact.name);
    await page.fill('#new_pain_point', '数据分散');
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByRole('heading', { name: `默认 ${language}` }).waitFor();
    const made = await api('GET', `${RECORDS}/opportunity/${new URL(page.url()).pathname.split('/').at(-1)}`);
    expect(made).toMatchObject({ source: 'exhibition', next_step_on: dayFromNow(7), opportunity_type: 'new' });
    expect([...admin.faults, ...faults]).toEqual([]);
    await page.context().close();
    await admin.page.context().close();
  });

  it('are said in words where there is little room too, and an option that is one is let go of', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 360 });
    await page.goto(`${stage.url}/designer/?app=opportunity#entity/opportunity`);
    await select(page, 'source');
    await page.locator('#field_default').scrollIntoViewIfNeeded();
    await shoot(page, `designer-360-${language}`);
    const option = page.locator('.ant-card', { has: page.locator('#option_exhibition') }).last();
    await option.getByRole('button', { name: t('action.delete') }).click();
    const dialog = dialogOf(page);
    await dialog.getByText(t('property.default')).waitFor();
    await shoot(page, `retire-360-${language}`);
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    await page.locator('#new_source').waitFor();
    await shoot(page, `form-360-${language}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
