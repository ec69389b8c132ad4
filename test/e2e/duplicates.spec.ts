import type { App } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later as laterEn } from '../../packages/ui/src/text/en/later.ts';
import { en } from '../../packages/ui/src/text/en.ts';
import { later as laterZh } from '../../packages/ui/src/text/zh/later.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf({ ...en, ...laterEn }, { ...zh, ...laterZh });
const chromium = findChromium();
const APP = '/apps/opportunity';
const NAMED = {
  en: 'There is a customer of this name already, however it is written.',
  'zh-CN': '已有同名客户（忽略空格、标点、大小写和全半角）。',
};
const SAID = {
  en: 'This customer has an open opportunity of the same type and product already.',
  'zh-CN': '该客户已有同类型、同产品且尚未结束的商机。',
};

describe.skipIf(!chromium)('a deal that is there already', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());
  const wide = (page: Page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it.each([
    ['zh-CN', 360],
    ['en', 1280],
  ] as const)(
    'in %s at %d px: is told of while another is filled in, with the way there, and made all the same',
    async (language, width) => {
      const t = wordsIn(language);
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
      const api = apiOf(stage, page);
      const { app } = (await api('GET', `${APP}/definition`)) as { app: App };
      expect(app.entities.find(({ key }) => key === 'opportunity')?.duplicates).toHaveLength(1);
      const customer = await api('POST', `${APP}/records/customer`, { values: { name: `Twin ${language}` } });
      const contact = await api('POST', `${APP}/records/contact`, { values: { name: 'Ada', customer: customer.id } });
      const { records } = await api('GET', `${APP}/records/product?limit=1`);
      const values = {
        ...{ name: `First ${language}`, customer: customer.id, opportunity_type: 'new', source: 'website', amount: '1000' },
        ...{ expected_close: '2027-01-31', decision_maker: contact.id, pain_point: 'x', product: records[0].id },
      };
      const first = await api('POST', `${APP}/records/opportunity`, { values });
      const me = (await api('GET', '/me')) as { user: string };
      // What was typed survives a reload: so the form begins filled in.
      await page.goto(`${stage.url}/a/opportunity/opportunity`);
      await page.evaluate(
        ([place, kept]) => sessionStorage.setItem(place as string, kept as string),
        [
          `pipewright.draft.${me.user}.opportunity.opportunity`,
          JSON.stringify({
            values: { ...values, name: `Second ${language}` },
            names: { customer: `Twin ${language}`, decision_maker: 'Ada' },
          }),
        ],
      );
      await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
      const hint = page.locator('.ant-alert').filter({ hasText: SAID[language] }).first();
      await hint.waitFor();
      expect(await hint.textContent()).toContain(`First ${language}`);
      expect(await hint.getByRole('link', { name: t('duplicate.open') }).getAttribute('href')).toBe(
        `/a/opportunity/opportunity/${first.id}`,
      );
      expect(await wide(page)).toBe(0);
      expect(await axe(page)).toEqual([]);
      const save = () =>
        page
          .getByRole('button', { name: t('action.save') })
          .last()
          .click();
      await save();
      const dialog = dialogOf(page);
      await dialog.getByRole('button', { name: t('duplicate.go') }).waitFor();
      expect(await dialog.textContent()).toContain(SAID[language]);
      expect(await wide(page)).toBe(0);
      await dialog.getByRole('button', { name: t('duplicate.go') }).click();
      await page
        .getByRole('heading', { name: `Second ${language}` })
        .first()
        .waitFor();
      const found = await api(
        'GET',
        `${APP}/records/opportunity?filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: 'customer' }, customer.id] }))}`,
      );
      expect(found.records).toHaveLength(2);
      // A customer goes by its name, however it is written.
      await page.goto(`${stage.url}/a/opportunity/customer/new`);
      await page.locator('#new_name').fill(`TWIN-${language}.`);
      const named = page.locator('.ant-alert').filter({ hasText: NAMED[language] }).first();
      await named.waitFor();
      expect(await named.textContent()).toContain(`Twin ${language}`);
      expect(await wide(page)).toBe(0);
      await save();
      await dialog.getByRole('button', { name: t('duplicate.back') }).click();
      expect(await page.locator('#new_name').inputValue()).toBe(`TWIN-${language}.`);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/duplicates-${language}.png` });
      expect(faults).toEqual([]);
    },
  );
});
