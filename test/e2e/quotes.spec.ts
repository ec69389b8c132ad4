import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { passes } from '../support/automating.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { makeDeal } from '../support/deal-story.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const APP = '/apps/opportunity';
const NAMES = {
  en: {
    ...{ quote: 'quote', quotes: 'Quotes', send: 'Mark as sent', submit: 'Submit for approval', accept: 'Customer accepted' },
    ...{ sent: 'Sent', draft: 'Draft', approval: 'In approval', average: 'Average discount by owner' },
    unaccepted: /A sent quote is accepted, its confirmation among the files.* cannot be started here/,
  },
  'zh-CN': {
    ...{ quote: '报价单', quotes: '报价单', send: '标记为已发出', submit: '提交审批', accept: '客户已接受' },
    ...{ sent: '已发出', draft: '草稿', approval: '审批中', average: '各负责人平均折扣率' },
    unaccepted: /客户接受已发出的报价单（需附确认文件）.*现在不能在此启动/,
  },
} as const;

let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/quotes-${name}.png`, fullPage: true });
};
/** What was asked for until now is done. */
const settle = () => passes(stage.server, new Date(Date.now() + 1000).toISOString());
/** Where a quote stands once that is done. */
const stateOf = async (api: ReturnType<typeof apiOf>, id: string) => {
  await settle();
  return (await api('GET', `${APP}/records/quote/${id}`)).state;
};
const wide = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

const CASES: readonly [StoryLanguage, number][] = [
  ['zh-CN', 1440],
  ['en', 360],
];

describe.skipIf(!chromium).each(CASES)('quotes of an opportunity, in %s at %d', (language, width) => {
  const t = wordsIn(language);
  const n = NAMES[language];
  const pressIn = async (page: Page, name: string) => {
    await page
      .getByRole('button', { name: t('record.more') })
      .first()
      .click();
    await page.getByRole('menuitem', { name }).click();
  };

  it('are made from it, worked out, sent, and tell it what was offered', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    const api = apiOf(stage, page);
    const deal = await makeDeal(api, `Offer ${language} ${width}`);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
    await page.getByRole('tab', { name: new RegExp(`^${n.quotes}(?! of)`) }).click();
    await page
      .getByRole('tabpanel')
      .getByRole('button', { name: t('list.new', { entity: n.quote }) })
      .click();
    await page.waitForURL(/quote\/new\?link=opportunity/);
    // Whose it is follows from the opportunity, and where it stands is nobody's to type.
    await expect
      .poll(() => page.locator('.ant-select', { has: page.locator('#new_customer') }).innerText())
      .toContain(`Offer ${language} ${width} Co`);
    expect(await page.locator('#new_state').isDisabled()).toBe(true);
    await page.fill('#new_list_amount', '120000');
    await page.fill('#new_discount', '12.5');
    expect(await page.locator('#new_amount').isDisabled()).toBe(true);
    expect([await axe(page), await wide(page)]).toEqual([[], 0]);
    await shoot(page, `new-${language}-${width}`);
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.waitForURL(`**/opportunity/${deal.id}`);
    await settle();
    const { records } = await api(
      'GET',
      `${APP}/records/quote?filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: 'opportunity' }, deal.id] }))}`,
    );
    expect(records).toMatchObject([{ customer: deal.customer, amount: '105000', discount: '12.5', state: 'draft', revision: 1 }]);
    await page.getByRole('tab', { name: new RegExp(`^${n.quotes}(?! of)`) }).click();
    await page.getByText(records[0].code).first().waitFor();
    expect([await axe(page), await wide(page)]).toEqual([[], 0]);
    await shoot(page, `listed-${language}-${width}`);
    await page.getByText(records[0].code).first().click();
    await page.waitForURL(`**/quote/${records[0].id}`);
    await page.getByText(n.draft, { exact: true }).first().waitFor();
    await pressIn(page, n.send);
    // The worker does it, and the page that is open says so.
    await expect.poll(() => stateOf(api, records[0].id)).toBe('sent');
    await page.getByText(n.sent, { exact: true }).first().waitFor();
    await pressIn(page, n.accept);
    await page.getByText(n.unaccepted).first().waitFor();
    await shoot(page, `refused-${language}-${width}`);
    await page.getByText(n.unaccepted).first().waitFor({ state: 'detached' });
    expect([await axe(page), await wide(page)]).toEqual([[], 0]);
    await shoot(page, `sent-${language}-${width}`);
    expect(await api('GET', `${APP}/records/opportunity/${deal.id}`)).toMatchObject({ quote_amount: '105000', discount: '12.5' });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('with much discount wait for whoever leads, in a list of their own', async () => {
    const { page } = await openPage(stage, { language, email: 'sales@demo.local', width });
    const api = apiOf(stage, page);
    const deal = await makeDeal(api, `Much ${language} ${width}`);
    const values = { customer: deal.customer, opportunity: deal.id, list_amount: '1000', discount: '30' };
    const quote = await api('POST', `${APP}/records/quote`, { values });
    await settle();
    await page.goto(`${stage.url}/a/opportunity/quote/${quote.id}`);
    await pressIn(page, n.submit);
    await expect.poll(() => stateOf(api, quote.id)).toBe('in_approval');
    await page.getByText(n.approval, { exact: true }).first().waitFor();
    // Nothing of it changes while somebody looks at it.
    await expect.poll(() => page.getByRole('button', { name: t('action.edit') }).count()).toBe(0);
    await page.context().close();

    const manager = await openPage(stage, { language, email: 'manager@demo.local', width });
    await manager.page.goto(`${stage.url}/a/opportunity/quote?view=to_approve`);
    await manager.page.getByText(quote.code).first().waitFor();
    expect([await axe(manager.page), await wide(manager.page)]).toEqual([[], 0]);
    await shoot(manager.page, `waiting-${language}-${width}`);
    await manager.page.getByText(quote.code).first().click();
    await manager.page.getByText(n.approval, { exact: true }).first().waitFor();
    await shoot(manager.page, `approval-${language}-${width}`);
    await manager.page.goto(`${stage.url}/a/opportunity/dashboard/overview`);
    const tile = manager.page.locator('[data-report=discount_by_owner]');
    await tile.scrollIntoViewIfNeeded();
    await tile.getByText(n.average).first().waitFor();
    await expect.poll(() => tile.locator('div[role=img]').getAttribute('aria-label')).toMatch(/王磊.*\d%/s);
    await shoot(manager.page, `tile-${language}-${width}`);
    expect(manager.faults).toEqual([]);
    await manager.page.context().close();
  });
});
