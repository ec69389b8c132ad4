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

const NAMES = {
  en: {
    next: 'Next step',
    budget: /budget/i,

    others: 'Other opportunities of this customer',
    people: 'Contacts of this customer',
  },
  'zh-CN': { next: '下一步', budget: /预算/, others: '该客户的其他商机', people: '该客户的联系人' },
} as const;
const RECORDS = '/apps/opportunity/records';

/** An opportunity that lacks what its first stage asks for, of a customer with another one and a contact. */
async function make(page: Page, name: string) {
  const api = apiOf(stage, page);
  const create = (entity: string, values: object) => api('POST', `${RECORDS}/${entity}`, { values });
  const customer = await create('customer', { name: `${name} Co`, customer_class: 'standard' });
  const contact = await create('contact', { name: `${name} Boss`, customer: customer.id });
  const shared = {
    customer: customer.id,
    opportunity_type: 'new',
    amount: '5000',
    expected_close: '2030-05-06',
    pain_point: 'slow',
    decision_maker: contact.id,
  };
  await create('opportunity', { ...shared, name: `${name} before` });
  const { id } = await create('opportunity', { ...shared, name });
  return { id: id as string, read: () => api('GET', `${RECORDS}/opportunity/${id}`) };
}
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the page of a record, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];

  it('says what is missing and leads there; a value is typed in where it stands, and the customer’s history is beside it', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const name = `record ${language}`;
    const made = await make(page, name);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${made.id}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    const missing = page.getByRole('region', { name: new RegExp(t('record.missing', { stage: '.*' })) });
    expect(await missing.getByRole('listitem').count()).toBe(2);
    await missing.getByRole('button', { name: n.next, exact: true }).click();
    await expect.poll(() => focused(page)).toBe('edit_next_step');
    await page.keyboard.type('call');
    await page.keyboard.press('Enter');
    await expect.poll(() => missing.getByRole('listitem').count()).toBe(1);
    await missing.getByRole('button', { name: n.budget }).click();
    await expect.poll(() => focused(page)).toBe('edit_budget_confirmed');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: new RegExp(t('record.goTo', { stage: '.*' })) }).waitFor();
    expect(await made.read()).toMatchObject({ next_step: 'call', budget_confirmed: true });

    await page.locator('[data-field=amount]').click();
    await expect.poll(() => focused(page)).toBe('edit_amount');
    await page.fill('#edit_amount', '12万');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('edit_expected_close');
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await made.read()).amount).toBe('120000');
    expect((await made.read()).expected_close).toBe('2030-05-06');

    await page.getByRole('tab', { name: n.others }).click();
    await page.getByRole('link', { name: `${name} before` }).waitFor();
    await page.getByRole('tab', { name: n.people }).click();
    await page.getByRole('link', { name: `${name} Boss` }).waitFor();
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    const box = await page.getByRole('heading', { name, level: 1 }).boundingBox();
    expect(box?.y).toBeGreaterThan(40);
    expect(box?.y).toBeLessThan(120);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('opens beside its list, which stays in use; arrows lead on, Escape closes and the focus is back', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all`);
    const links = page.locator('.pw-table a[data-open]');
    await links.first().click();
    await page.locator('.ant-drawer h2').first().waitFor();
    const shown = () => new URL(page.url()).searchParams.get('record');
    const first = shown();
    await page.keyboard.press('ArrowDown');
    await expect.poll(shown).not.toBe(first);
    await links.nth(3).click();
    const fourth = await links.nth(3).getAttribute('href');
    await expect.poll(() => `#${shown()}`).toBe(fourth);
    await page.keyboard.press('Escape');
    await expect.poll(shown).toBeNull();
    await expect.poll(() => page.evaluate<string>('document.activeElement.getAttribute("href") ?? ""')).toBe(fourth);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
