import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { makeDeal } from '../support/deal-story.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const APP = '/apps/opportunity';
const said = (words: string) => ({ en: words, 'zh-CN': words });
/** Asked before “Requirements” is left: of the opportunity itself, of its customer, and of who decides there. */
const GATES = [
  { key: 'settled', rule: { '!=': [{ var: 'settlement' }, null] }, message: said('S?') },
  { key: 'rated', rule: { '!=': [{ var: 'customer.industry' }, null] }, message: said('I?') },
  { key: 'known', rule: { '!=': [{ var: 'decision_maker.birthday' }, null] }, message: said('B?') },
];
interface Part {
  readonly key: string;
  readonly name: Record<StoryLanguage, string>;
  readonly fields?: Part[];
  readonly options?: Part[];
}

let stage: Stage;
let entities: Part[];
beforeAll(async () => {
  if (!chromium) return;
  stage = await openStage();
  const { page } = await openPage(stage, { language: 'en', email: 'admin@demo.local' });
  const api = apiOf(stage, page);
  const { definition, revision, version } = await api('GET', `${APP}/draft`);
  const opportunity = definition.entities.find(({ key }: Part) => key === 'opportunity');
  const standard = opportunity.process.pipelines.find(({ key }: Part) => key === 'standard');
  standard.stages[1].gates = [...(standard.stages[1].gates ?? []), ...GATES];
  const saved = await api('PUT', `${APP}/draft`, { revision, definition });
  await api('POST', `${APP}/publish`, { base: version, revision: saved.revision });
  entities = definition.entities;
  await page.context().close();
});
afterAll(async () => stage?.close());

const partOf = (parts: Part[] | undefined, key: string) => parts?.find((each) => each.key === key) as Part;
const fieldOf = (entity: string, field: string) => partOf(partOf(entities, entity).fields, field);
const nameOf = (language: StoryLanguage, entity: string, field: string) => fieldOf(entity, field).name[language];

/** An opportunity that stands where much is asked before it goes on. */
async function standing(page: Page, name: string) {
  const api = apiOf(stage, page);
  const made = await makeDeal(api, name, { proposal_sent_on: '2026-01-05', quote_amount: '10', source: 'referral' });
  await api('POST', `${APP}/records/opportunity/${made.id}/move`, { version: made.version, stage: 'requirements' });
  const open = async () => {
    await page.goto(`${stage.url}/a/opportunity/opportunity/${made.id}`);
    await page.getByRole('heading', { name }).waitFor();
  };
  const read = (entity: string, id: string) => api('GET', `${APP}/records/${entity}/${id}`);
  return {
    open,
    own: () => read('opportunity', made.id),
    customer: () => read('customer', made.customer),
    contact: () => read('contact', made.contact),
  };
}
/** The labels of all that a dialog asks for. */
const asked = (page: Page) => dialogOf(page).locator('label').allInnerTexts();
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])(
  'what is asked of the customer and the contact of a deal, in %s',
  (language) => {
    const t = wordsIn(language);
    const industry = () => nameOf(language, 'customer', 'industry');
    const birthday = () => nameOf(language, 'contact', 'birthday');
    const settlement = () => nameOf(language, 'opportunity', 'settlement');
    const optionOf = (entity: string, field: string) => (fieldOf(entity, field).options as Part[])[0]?.name[language] as string;
    const proposal = language === 'en' ? 'Proposal' : '方案/报价';

    it('is asked for by a refused move, filled in by keys alone, and kept with them', async () => {
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
      const deal = await standing(page, `far ${language}`);
      await deal.open();
      const step = page.locator('.pw-path').getByRole('button', { name: proposal });
      await step.focus();
      await page.keyboard.press('Enter');
      const dialog = dialogOf(page);
      await dialog.getByLabel(industry()).waitFor();
      expect((await asked(page)).toSorted()).toEqual([industry(), birthday(), settlement()].toSorted());
      expect(await axe(page)).toEqual([]);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/far-${language}.png` });

      // Left without a word, the focus is where it was.
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await expect.poll(() => step.evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);

      await page.keyboard.press('Enter');
      await dialog.getByLabel(industry()).waitFor();
      const tabTo = async (id: string) => {
        for (let i = 0; i < 20 && (await focused(page)) !== id; i += 1) await page.keyboard.press('Tab');
        expect(await focused(page)).toBe(id);
      };
      // Enter takes what was chosen or typed, and sends nothing.
      await tabTo('ask_customer_industry');
      await page.keyboard.type(optionOf('customer', 'industry'));
      await page.keyboard.press('Enter');
      await dialog.getByTitle(optionOf('customer', 'industry'), { exact: true }).waitFor();
      await tabTo('ask_decision_maker_birthday');
      await page.keyboard.type('19900203');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      expect(await page.locator('#ask_decision_maker_birthday').inputValue()).toBe('1990-02-03');
      expect([(await deal.own()).stage, (await deal.customer()).industry]).toEqual(['requirements', null]);
      await tabTo('ask_settlement');
      await page.keyboard.type(optionOf('opportunity', 'settlement'));
      await page.keyboard.press('Enter');
      await dialog.getByTitle(optionOf('opportunity', 'settlement'), { exact: true }).waitFor();
      expect((await deal.own()).stage).toBe('requirements');
      // What was typed is not thrown away by one key.
      await page.keyboard.press('Escape');
      await page.getByText(t('form.unsavedLead')).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText(t('form.unsavedLead')).waitFor({ state: 'hidden' });
      expect(await page.locator('#ask_decision_maker_birthday').inputValue()).toBe('1990-02-03');
      const ok = dialog.locator('.ant-btn-primary');
      for (let i = 0; i < 20 && !(await ok.evaluate((each) => each === each.ownerDocument.activeElement)); i += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      expect(await deal.own()).toMatchObject({ stage: 'proposal', settlement: fieldOf('opportunity', 'settlement').options?.[0]?.key });
      expect(await deal.customer()).toMatchObject({ industry: fieldOf('customer', 'industry').options?.[0]?.key });
      expect(await deal.contact()).toMatchObject({ birthday: '1990-02-03' });
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('is asked for by a win too, on a phone, and only what is missing still', async () => {
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 360 });
      const deal = await standing(page, `won ${language}`);
      const { version, id } = await deal.contact();
      await apiOf(stage, page)('PATCH', `${APP}/records/contact/${id}`, { version, values: { birthday: '1980-01-02' } });
      await deal.open();
      await page.getByRole('button', { name: t('act.win') }).click();
      const dialog = dialogOf(page);
      await dialog.getByLabel(industry()).waitFor();
      const labels = await asked(page);
      expect(labels).toEqual(expect.arrayContaining([industry(), settlement(), nameOf(language, 'opportunity', 'win_factors')]));
      expect(labels).not.toContain(birthday());
      await dialog.locator('.ant-btn-primary').click();
      await dialog.getByRole('alert').first().waitFor();
      expect((await deal.own()).status).toBe('open');
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await axe(page)).toEqual([]);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/far-won-${language}.png`, fullPage: true });
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('is read and changed on the page of the deal, and stays with the customer', async () => {
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
      const deal = await standing(page, `beside ${language}`);
      await deal.open();
      const customer = await deal.customer();
      const heading = page.getByRole('button', { name: new RegExp(customer.name) }).first();
      await heading.click();
      const place = page.locator('.ant-collapse-item').filter({ hasText: customer.name });
      await place.getByText(industry(), { exact: true }).waitFor();
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/beside-${language}.png`, fullPage: true });
      await place.getByRole('button', { name: industry() }).first().press('Enter');
      await page.keyboard.type(optionOf('customer', 'industry'));
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await deal.customer()).industry).toBe(fieldOf('customer', 'industry').options?.[0]?.key);
      // The card of what is missing knows of it.
      expect((await deal.own()).stage).toBe('requirements');
      await page.reload();
      await place.getByText(optionOf('customer', 'industry'), { exact: true }).waitFor();
      expect(faults).toEqual([]);
      await page.context().close();
    });
  },
);
