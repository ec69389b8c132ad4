import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later as laterEn } from '../../packages/ui/src/text/en/later.ts';
import { en } from '../../packages/ui/src/text/en.ts';
import { later as laterZh } from '../../packages/ui/src/text/zh/later.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, choose, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf({ ...en, ...laterEn }, { ...zh, ...laterZh });
const chromium = findChromium();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/convert-${name}.png` });
};
const LEADS = '/apps/opportunity/records/lead';
const NAMES = {
  en: {
    customer: 'Customer',
    contact: 'Contact',
    opportunity: 'Opportunity',
    qualified: 'Qualified',
    converted: 'Converted',
    number: 'Company ID',
  },
  'zh-CN': { customer: '客户', contact: '联系人', opportunity: '商机', qualified: '合格', converted: '已转换', number: '统一社会信用代码' },
} as const;
const need = { contact_name: 'Ada Byron', need: 'Quotes are slow', budget: '120000', source: 'website' };

describe.skipIf(!chromium)('a lead', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());
  const wide = async (page: Page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it.each([
    ['zh-CN', 1280],
    ['en', 1280],
    ['zh-CN', 360],
    ['en', 360],
  ] as const)(
    'in %s at %d px: is qualified in place and converted in one dialog, which asks for what is missing',
    async (language, width) => {
      const t = wordsIn(language);
      const n = NAMES[language];
      const at = `${language}-${width}`;
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
      const api = apiOf(stage, page);
      const company = `Quartz ${at}`;
      const lead = await api('POST', LEADS, { values: { company, lead_status: 'contacting', ...need } });
      await page.goto(`${stage.url}/a/opportunity/lead/${lead.id}`);
      const button = page.getByRole('button', { name: new RegExp(`${t('convert.go')}$`) });
      await button.click();
      await dialogOf(page).getByRole('alert').waitFor();
      expect(await dialogOf(page).getByRole('alert').textContent()).toContain(n.qualified);
      await shot(page, `refused-${at}`);
      await page.keyboard.press('Escape');
      await dialogOf(page).waitFor({ state: 'hidden' });
      // Qualified where it stands: a click, and an option.
      const state = page.locator('[data-field="lead_status"]');
      await state.click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: n.qualified }).first().click();
      await state.getByRole('combobox').waitFor({ state: 'hidden' });
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = dialogOf(page);
      const part = (name: string) => dialog.getByRole('group', { name, exact: true });
      await part(n.opportunity).waitFor();
      expect(await page.inputValue('#convert_customer_name')).toBe(company);
      expect(await page.inputValue('#convert_contact_name')).toBe('Ada Byron');
      expect(await page.inputValue('#convert_opportunity_pain_point')).toBe('Quotes are slow');
      expect(await wide(page)).toBe(0);
      await shot(page, `dialog-${at}`);
      await dialog.getByRole('button', { name: t('convert.go'), exact: true }).click();
      // What is missing is said at its field, which has the focus.
      const close = dialog.locator('#convert_opportunity_expected_close');
      await part(n.opportunity).getByRole('alert').waitFor();
      await page.locator('#convert_opportunity_expected_close:focus').waitFor();
      await shot(page, `missing-${at}`);
      expect(await axe(page)).toEqual([]);
      await close.fill('2030-06-30');
      await close.press('Enter');
      await page.fill('#convert_contact_job_title', 'CIO');
      await dialog.getByRole('button', { name: t('convert.go'), exact: true }).click();
      await dialog.getByText(t('convert.done')).waitFor();
      await dialog.getByRole('link', { name: company }).last().waitFor();
      await shot(page, `done-${at}`);
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/a\/opportunity\/opportunity\//);
      await page.getByRole('heading', { name: company }).first().waitFor();
      await shot(page, `opportunity-${at}`);
      await page.goto(`${stage.url}/a/opportunity/lead/${lead.id}`);
      await page.getByText(n.converted).first().waitFor();
      await page
        .getByText('CIO')
        .first()
        .waitFor({ state: 'attached' })
        .catch(() => undefined);
      expect(await button.count()).toBe(0);
      await shot(page, `lead-${at}`);
      expect(faults).toEqual([]);
      const made = await api('GET', `${LEADS}/${lead.id}?expand=customer,contact,opportunity`);
      expect(made).toMatchObject({ lead_status: 'converted', $names: { customer: company, contact: 'Ada Byron', opportunity: company } });
      await page.close();
    },
  );

  it.each(['zh-CN', 'en'] as const)(
    'in %s: of a known company takes that customer first, and says whose it is where it is out of sight',
    async (language) => {
      const t = wordsIn(language);
      const n = NAMES[language];
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1280 });
      const api = apiOf(stage, page);
      const customer = await api('POST', '/apps/opportunity/records/customer', { values: { name: `Onyx (${language}) Ltd` } });
      const lead = await api('POST', LEADS, { values: { company: `ONYX（${language}） ltd.`, lead_status: 'qualified', ...need } });
      await page.goto(`${stage.url}/a/opportunity/lead/${lead.id}`);
      await page.getByRole('button', { name: new RegExp(`${t('convert.go')}$`) }).click();
      const dialog = dialogOf(page);
      await dialog.getByRole('radio', { name: new RegExp(`^Onyx \\(${language}\\) Ltd`), checked: true }).waitFor();
      expect(await page.locator('#convert_customer_name').count()).toBe(0);
      await page.locator('#convert_opportunity_expected_close').fill('2030-06-30');
      await page.locator('#convert_opportunity_expected_close').press('Enter');
      await choose(page, 'convert_opportunity_source_kind', language === 'en' ? 'Resale' : '老客户再销售');
      await shot(page, `existing-${language}`);
      await dialog.getByRole('button', { name: t('convert.go'), exact: true }).click();
      await dialog.getByText(t('convert.done')).waitFor();
      const made = await api('GET', `${LEADS}/${lead.id}`);
      expect(made.customer).toBe(customer.id);
      expect(await api('GET', `/apps/opportunity/records/opportunity/${made.opportunity}`)).toMatchObject({
        source_kind: 'resale',
        lead: lead.id,
      });
      const [theirs] = (
        await stage.pool.query<{ name: string; company_id: string; owner: string }>(
          `select c.name, c.company_id, p.name as owner from app_opportunity.customer c join pipewright.person p on p.user_id = c.owner
         where c.company_id is not null and c.owner <> (select owner from app_opportunity.lead where id = $1) limit 1`,
          [lead.id],
        )
      ).rows;
      const other = await api('POST', LEADS, {
        values: { company: 'Elsewhere', company_id: theirs?.company_id, lead_status: 'qualified', ...need },
      });
      await page.goto(`${stage.url}/a/opportunity/lead/${other.id}`);
      await page.getByRole('button', { name: new RegExp(`${t('convert.go')}$`) }).click();
      const hidden = t('convert.hidden', {
        entity: language === 'en' ? 'customer' : n.customer,
        fields: n.number,
        person: theirs?.owner ?? '',
      });
      await dialog.getByText(hidden).waitFor();
      await shot(page, `hidden-${language}`);
      await page.locator('#convert_opportunity_expected_close').fill('2030-06-30');
      await page.locator('#convert_opportunity_expected_close').press('Enter');
      await dialog.getByRole('button', { name: t('convert.go'), exact: true }).click();
      await page.locator('#convert_customer_company_id:focus').waitFor();
      await shot(page, `taken-${language}`);
      expect(faults.filter((each) => !/422/.test(each))).toEqual([]);
      await page.close();
    },
  );
});
