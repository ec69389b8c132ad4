import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { design as designEn } from '../../packages/ui/src/text/en/design.ts';
import { later as laterEn } from '../../packages/ui/src/text/en/later.ts';
import { en } from '../../packages/ui/src/text/en.ts';
import { design as designZh } from '../../packages/ui/src/text/zh/design.ts';
import { later as laterZh } from '../../packages/ui/src/text/zh/later.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf({ ...en, ...laterEn, ...designEn }, { ...zh, ...laterZh, ...designZh });
const chromium = findChromium();
const APP = '/apps/opportunity';
const NAMES = {
  en: { customer: 'Customer', address: 'Address', title: 'Job title' },
  'zh-CN': { customer: '客户', address: '地址', title: '职务' },
} as const;

describe.skipIf(!chromium)('what a lead becomes', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each([
    ['zh-CN', 1440],
    ['en', 360],
  ] as const)('in %s at %i: is said in the designer, holds once it is published, and can be taken away', async (language, width) => {
    const t = wordsIn(language);
    const n = NAMES[language];
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    const api = apiOf(stage, page);
    const draft = () => api('GET', `${APP}/draft`);
    const lead = async () => (await draft()).definition.entities.find(({ key }: { key: string }) => key === 'lead');
    const publish = async () => {
      const { version, revision } = await draft();
      await api('POST', `${APP}/publish`, { base: version, revision });
    };
    const before = await draft();
    const design = async () => {
      await page.goto('about:blank');
      await page.goto(`${stage.url}/designer/?app=opportunity#entity/lead`);
    };
    await design();
    const customer = page.getByRole('group', { name: n.customer, exact: true });
    await customer.waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/conversion-${language}-${width}.png`, fullPage: true });
    const pick = async (name: string) =>
      page
        .locator('.ant-select-dropdown:visible .ant-select-item-option')
        .filter({ hasText: new RegExp(`^${name}$`) })
        .first()
        .click();
    const pickAt = async (label: string, name: string) => {
      await customer.getByRole('combobox', { name: label }).fill(name);
      await pick(name);
    };
    await pickAt(t('design.conversionAdd', { entity: n.customer }), n.address);
    await pickAt(t('design.conversionFrom', { field: n.address }), n.title);
    await expect.poll(async () => (await lead()).conversion.targets[0].values.address).toEqual({ var: 'job_title' });
    await publish();
    const convert = async (company: string) => {
      const values = { company, contact_name: 'Ada', need: 'x', job_title: 'Head of works', budget: '1', lead_status: 'qualified' };
      const made = await api('POST', `${APP}/records/lead`, { values });
      return { id: made.id, at: `${APP}/records/lead/${made.id}/convert` };
    };
    const { at } = await convert(`Mapped ${language}`);
    const { results } = await api('POST', at, { targets: { opportunity: { values: { expected_close: '2031-01-01' } } } });
    const customerId = results.find(({ key }: { key: string }) => key === 'customer').id;
    expect((await api('GET', `${APP}/records/customer/${customerId}`)).address).toBe('Head of works');

    // Taken away and published, nobody is offered it any more.
    await design();
    await page.getByRole('button', { name: t('design.conversionOff') }).click();
    await expect.poll(async () => (await lead()).conversion).toBeUndefined();
    await publish();
    const { id } = await convert(`Left ${language}`);
    const sales = await openPage(stage, { language, email: 'admin@demo.local', width });
    await sales.page.goto(`${stage.url}/a/opportunity/lead/${id}`);
    await sales.page
      .getByRole('heading', { name: `Left ${language}` })
      .first()
      .waitFor();
    expect(await sales.page.getByRole('button', { name: new RegExp(`${t('convert.go')}$`) }).count()).toBe(0);
    const { revision } = await draft();
    await api('PUT', `${APP}/draft`, { definition: before.definition, revision });
    await publish();
    await sales.page.reload();
    await sales.page.getByRole('button', { name: new RegExp(`${t('convert.go')}$`) }).waitFor();
    expect([...faults, ...sales.faults]).toEqual([]);
    await page.context().close();
    await sales.page.context().close();
  });
});
