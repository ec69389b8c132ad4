import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const NAMES = {
  en: { boss: 'Key decision maker', contact: 'contact', proposal: 'Proposal', person: 'Zhou Qing' },
  'zh-CN': { boss: '关键决策人', contact: '联系人', proposal: '方案/报价', person: '周青' },
} as const;
const RECORDS = '/apps/opportunity/records';

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a contact that a move asks for, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];

  it('is made in place, belongs to the customer, and the move succeeds', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const api = apiOf(stage, page);
    const name = `making ${language}`;
    const customer = await api('POST', `${RECORDS}/customer`, { values: { name: `${name} Co`, customer_class: 'standard' } });
    const before = await api('POST', `${RECORDS}/contact`, { values: { name: `${name} Boss`, customer: customer.id } });
    const shared = {
      customer: customer.id,
      decision_maker: before.id,
      opportunity_type: 'new',
      amount: '5000',
      expected_close: '2030-05-06',
    };
    const values = { ...shared, name, pain_point: 'slow', budget_confirmed: true, next_step: 'call' };
    const made = await api('POST', `${RECORDS}/opportunity`, { values });
    await api('POST', `${RECORDS}/opportunity/${made.id}/move`, { version: made.version, stage: 'requirements' });
    // As of a record from before the field was there.
    await stage.pool.query('update app_opportunity.opportunity set decision_maker = null where id = $1', [made.id]);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${made.id}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.locator('.pw-path').getByRole('button', { name: n.proposal }).click();
    const asked = dialogOf(page).first();
    await asked.getByLabel(n.boss).click();
    await page.keyboard.type(n.person);
    const offer = page.locator('.ant-select-item-option').filter({ hasText: t('form.makeNamed', { entity: n.contact, name: n.person }) });
    await offer.click();
    const dialog = page.getByRole('dialog', { name: t('list.new', { entity: n.contact }) });
    await expect.poll(() => page.inputValue('#make_name')).toBe(n.person);
    await dialog
      .locator('[title]')
      .filter({ hasText: `${name} Co` })
      .first()
      .waitFor();
    expect(await page.locator('#make_customer').isDisabled()).toBe(true);
    await page.fill('#make_job_title', 'CTO');
    for (const leave of [() => page.keyboard.press('Escape'), () => page.mouse.click(5, 400)]) {
      await leave();
      await page.getByText(t('form.unsavedLead')).waitFor();
      await page.getByRole('button', { name: t('form.stay') }).click();
      await page.getByText(t('form.unsavedLead')).waitFor({ state: 'hidden' });
    }
    expect(await page.inputValue('#make_job_title')).toBe('CTO');
    const { violations } = await new AxeBuilder({ page }).include('.ant-modal-wrap:has(#make_name)').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await dialog.getByRole('button', { name: t('action.save') }).click();
    await dialog.waitFor({ state: 'hidden' });
    // The focus is in the input again, which then says its choice to who does not see it too.
    await asked.getByTitle(n.person, { exact: true }).waitFor();
    await asked.locator('.ant-btn-primary').click();
    const read = () => api('GET', `${RECORDS}/opportunity/${made.id}`);
    await expect.poll(async () => (await read()).stage).toBe('proposal');
    const boss = await api('GET', `${RECORDS}/contact/${(await read()).decision_maker}`);
    expect(boss).toMatchObject({ name: n.person, customer: customer.id, job_title: 'CTO' });
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
