import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later as laterEn } from '../../packages/ui/src/text/en/later.ts';
import { en } from '../../packages/ui/src/text/en.ts';
import { later as laterZh } from '../../packages/ui/src/text/zh/later.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf({ ...en, ...laterEn }, { ...zh, ...laterZh });
const chromium = findChromium();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

describe.skipIf(!chromium)('an exception', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  /** A deal of a sales person that lacks what its first stage asks for. */
  const heldUp = async (page: Page, name: string) => {
    const api = apiOf(stage, page);
    const make = (entity: string, values: object) => api('POST', `/apps/opportunity/records/${entity}`, { values });
    const customer = await make('customer', { name: `${name} Co`, customer_class: 'standard' });
    const contact = await make('contact', { name: `${name} Boss`, customer: customer.id });
    return make('opportunity', {
      ...{ name, customer: customer.id, decision_maker: contact.id, opportunity_type: 'new', source: 'website', amount: '9000' },
      ...{ expected_close: '2031-05-06', pain_point: 'x' },
    });
  };

  it.each([
    ['zh-CN', 1440],
    ['en', 1440],
    ['zh-CN', 360],
    ['en', 360],
  ] as const)(
    'in %s at %i: it is asked for where a deal is held up, granted from the day of who leads, and the deal has moved on',
    async (language, width) => {
      const t = wordsIn(language);
      const name = `Held ${language} ${width}`;
      const seller = await openPage(stage, { language, email: 'sales@demo.local', width });
      const leader = await openPage(stage, { language, email: 'manager@demo.local', width });
      const { page } = seller;
      const deal = await heldUp(page, name);
      await leader.page.goto(`${stage.url}/a/opportunity/today`);
      await leader.page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
      await page.getByRole('button', { name: t('board.except'), exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('except.ask') })
        .click();
      await page.getByRole('textbox', { name: t('except.note') }).fill('客户要求本周开始 / they want to begin this week');
      await shot(page, `except-ask-${language}-${width}`);
      await page.getByRole('button', { name: t('except.send') }).click();
      await page.getByRole('button', { name: t('except.withdraw') }).waitFor();
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await shot(page, `except-asked-${language}-${width}`);
      // Who leads is told of it on the page of the day that is open.
      const card = leader.page.getByRole('group', { name: t('except.of', { title: name }) });
      await card.waitFor();
      expect(await axe(leader.page)).toEqual([]);
      expect(await leader.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await shot(leader.page, `except-answer-${language}-${width}`);
      await card.getByRole('textbox', { name: t('assign.note') }).fill('OK');
      await card.getByRole('button', { name: t('except.grant'), exact: true }).click();
      await leader.page.getByText(t('except.didGrant')).first().waitFor();
      await expect.poll(() => card.count()).toBe(0);
      // The deal has moved on under the eyes of who asked.
      const read = () => apiOf(stage, page)('GET', `/apps/opportunity/records/opportunity/${deal.id}`);
      expect((await read()).stage).toBe('requirements');
      await page
        .getByText(t('timeline.cause.exception', { person: '' }).trim(), { exact: false })
        .first()
        .waitFor();
      await shot(page, `except-granted-${language}-${width}`);
      expect([seller.faults, leader.faults]).toEqual([[], []]);
      await Promise.all([page.context().close(), leader.page.context().close()]);
    },
  );
});
