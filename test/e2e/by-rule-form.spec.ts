import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const CHINESE = {
  key: '大客户',
  standard: '普通客户',
  small: '中小客户',
  revenue: '年营收',
  name: '客户名称',
  low: '年营收不足 5000 万元',
  why: '集团要求',
};
const ENGLISH = {
  ...{ key: 'Key account', standard: 'Standard', small: 'Small business', revenue: 'Annual revenue', name: 'Customer name' },
  ...{ low: 'Annual revenue below 50 million', why: 'The group asked for it' },
};
const looks = [
  { language: 'zh-CN', width: 1440, words: CHINESE },
  { language: 'zh-CN', width: 360, words: CHINESE },
  { language: 'en', width: 1440, words: ENGLISH },
  { language: 'en', width: 360, words: ENGLISH },
] as const;

describe.skipIf(!findChromium())('a value by rule in a form', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each(looks)(
    'is worked out in the form as it is stored, said by hand with a reason, kept, and told of, in $language at $width',
    async ({ language, width, words }) => {
      const t = wordsIn(language);
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
      const name = `Acme ${language} ${width}`;
      const stored = async () =>
        (
          await stage.pool.query(
            `select customer_class, customer_class__set, customer_class__reason from app_opportunity.customer where name = $1`,
            [name],
          )
        ).rows;
      const press = (key: 'action.edit' | 'action.save') =>
        page
          .getByRole('button', { name: new RegExp(`${t(key)}$`) })
          .first()
          .click();
      await page.goto(`${stage.url}/a/opportunity/customer/new`);
      await page.getByLabel(words.name).fill(name);
      await page.getByLabel(words.revenue).fill('20000000');
      await page.getByText(t('byRule.because', { row: words.low })).waitFor();
      await press('action.save');
      await page.waitForURL(/customer\/[0-9a-f-]{36}/);
      expect(await stored()).toEqual([{ customer_class: 'small', customer_class__set: null, customer_class__reason: null }]);
      await page
        .getByText(t('byRule.because', { row: words.low }))
        .first()
        .waitFor();
      await press('action.edit');
      await page.locator('[id$=_customer_class]').click();
      await page.locator('.ant-select-item-option:visible', { hasText: words.key }).click();
      await page.getByText(t('byRule.instead', { value: words.small })).waitFor();
      await page.locator('[id$=_customer_class__reason]').fill(words.why);
      expect(await axe(page)).toEqual([]);
      await press('action.save');
      await page.getByText(`${t('record.byHand')} · ${words.why}`).waitFor();
      expect(await stored()).toEqual([{ customer_class: 'key', customer_class__set: 'key', customer_class__reason: words.why }]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      // Who changed it, from what to what, and why.
      const story = page.locator('.ant-timeline-item', { hasText: words.key }).first();
      await expect.poll(() => story.innerText()).toContain(words.why);
      expect(await story.innerText()).toContain(words.small);
      // It stays when the rule comes to say something else, which the form tells as one types.
      await press('action.edit');
      await page.getByLabel(words.revenue).fill('60000000');
      await page.getByText(t('byRule.instead', { value: words.standard })).waitFor();
      await press('action.save');
      await page.getByText('¥60,000,000').first().waitFor();
      expect(await stored()).toEqual([{ customer_class: 'key', customer_class__set: 'key', customer_class__reason: words.why }]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
