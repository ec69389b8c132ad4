import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};
const NAMES = {
  en: {
    ...{
      interview: 'Interview the users and write the requirements down',
      exchange: 'Hold the technical exchange',
      research: 'Requirements',
    },
    ...{ solution: 'Solution review', tender: 'Tender', negotiation: 'Negotiation', bid: 'Bid document in use', document: 'bid document' },
  },
  'zh-CN': {
    ...{ interview: '访谈使用部门，形成需求说明', exchange: '完成技术交流', research: '需求调研' },
    ...{ solution: '方案论证', tender: '招投标', negotiation: '商务谈判', bid: '有效的投标文件', document: '投标文件' },
  },
} as const;

describe.skipIf(!chromium)('the work of a stage', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  /** A deal with a key account of a sales person, in the stage with the task that is needed to go on. */
  const keyDeal = async (page: Page, name: string) => {
    const api = apiOf(stage, page);
    const make = (entity: string, values: object) => api('POST', `/apps/opportunity/records/${entity}`, { values });
    const customer = await make('customer', { name: `${name} Co`, customer_class: 'key' });
    const contact = await make('contact', { name: `${name} Boss`, customer: customer.id });
    const deal = await make('opportunity', {
      ...{ name, customer: customer.id, decision_maker: contact.id, opportunity_type: 'new', source: 'website', amount: '900000' },
      ...{
        expected_close: '2031-05-06',
        pain_point: 'x',
        budget_confirmed: true,
        next_step: 'x',
        proposal_sent_on: '2026-11-01',
        quote_amount: '1',
      },
    });
    return api('POST', `/apps/opportunity/records/opportunity/${deal.id}/move`, { version: deal.version, stage: 'ka_research' });
  };

  it.each([
    ['zh-CN', 1440],
    ['en', 1440],
    ['zh-CN', 360],
    ['en', 360],
  ] as const)('in %s at %i: a deal is worked through a stage by its tasks to the next', async (language, width) => {
    const t = wordsIn(language);
    const names = NAMES[language];
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    const deal = await keyDeal(page, `Work ${language} ${width}`);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
    const work = page.getByRole('region', { name: t('stageWork.title') });
    const box = work.getByRole('checkbox', { name: names.interview });
    await box.waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await shot(page, `work-${language}-${width}`);
    // What is missing leads to the task, and the task is ticked off by keyboard.
    await page.getByRole('button', { name: names.interview, exact: true }).click();
    await expect.poll(() => page.evaluate(`document.activeElement?.getAttribute('aria-label')`)).toBe(names.interview);
    await page.keyboard.press('Space');
    await expect.poll(() => box.isChecked()).toBe(true);
    await page.getByRole('button', { name: new RegExp(`^${t('record.goTo', { stage: names.solution })}`) }).click();
    await work.getByRole('checkbox', { name: names.exchange }).click();
    await page.getByRole('button', { name: new RegExp(`^${t('record.goTo', { stage: names.tender })}`) }).click();
    // A deliverable is brought as a record of its own, and one is back where one was.
    await work.getByText(names.bid).waitFor();
    await work.getByRole('button', { name: t('stageWork.add', { what: names.document }) }).click();
    await page.waitForURL(/bid_document\/new\?link=opportunity/);
    await page.getByText(`Work ${language} ${width}`).first().waitFor();
    await page.goBack();
    const api = apiOf(stage, page);
    await api('POST', '/apps/opportunity/records/bid_document', {
      values: { name: 'Licence', kind: 'business_licence', valid_until: '2031-12-31', opportunity: deal.id },
    });
    await page.reload();
    await page.getByRole('button', { name: new RegExp(`^${t('record.goTo', { stage: names.negotiation })}`) }).click();
    await expect.poll(async () => (await api('GET', `/apps/opportunity/records/opportunity/${deal.id}`)).stage).toBe('ka_negotiation');
    // Another task is written down, and stands among those of the day.
    await work.getByLabel(t('stageWork.another')).fill('Send the minutes');
    await page.keyboard.press('Enter');
    await work.getByRole('checkbox', { name: 'Send the minutes' }).waitFor();
    await shot(page, `work-done-${language}-${width}`);
    await page.goto(`${stage.url}/a/opportunity/today`);
    await page.getByRole('region', { name: t('myTasks.title') }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, `work-today-${language}-${width}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
