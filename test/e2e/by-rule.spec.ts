import { relabelWaiting } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage, takeUp } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/by-rule-${name}.png` });
};
const looks = [
  {
    ...{ language: 'zh-CN', from: 8, to: 4, called: '客户 › 客户类型' },
    words: { key: '大客户', standard: '普通客户', row: '年营收 8 亿元及以上' },
  },
  {
    ...{ language: 'en', from: 4, to: 2, called: 'Customer › Customer class' },
    words: { key: 'Key account', standard: 'Standard', row: 'Annual revenue of 800 million or more' },
  },
] as const;

describe.skipIf(!findChromium())('a value by rule', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());
  const ask = async (text: string, values: unknown[] = []) => (await stage.pool.query(text, values)).rows;

  /** The customers that the lower threshold makes key accounts: by no other row, and not by hand. */
  const between = (from: number, to: number) =>
    ask(
      `select id, name from app_opportunity.customer where deleted_at is null and annual_revenue >= $2 and annual_revenue < $1
       and coalesce(industry_rank, 11) > 10 and not coalesce(ownership = 'state' and employees >= 2000, false) and customer_class__set is null order by name`,
      [from * 1e8, to * 1e8],
    );

  it.each(looks)(
    'is changed, tried on a record, counted and published for records of before too, in $language',
    async ({ language, from, to, called, words }) => {
      const t = wordsIn(language);
      const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
      const changed = await between(from, to);
      const [one] = changed;
      await page.goto(`${stage.url}/designer/?app=opportunity#entity/customer`);
      await page.locator('[data-field=customer_class] button[aria-pressed]').click();
      // What the rule as it is says of a customer, and what it says once the threshold is another.
      const tried = page.getByRole('group', { name: t('design.tryRule') });
      await tried.getByRole('combobox').fill(one.name);
      await page.locator('.ant-select-item-option:visible', { hasText: one.name }).first().click();
      await tried.getByText(t('design.trySaysOtherwise', { value: words.standard })).waitFor();
      const row = page.getByRole('group', { name: `${t('design.byRuleRow', { n: 2 })} · ${words.row}` });
      await row.getByText(t('design.tryRow.not')).waitFor();
      await row.getByRole('textbox', { name: t('filter.value'), exact: true }).fill(`${to}00000000`);
      await tried.getByText(t('design.trySays', { value: words.key, n: 2 })).waitFor();
      await row.getByText(t('design.tryRow.decides')).waitFor();
      await shot(page, `tried-${language}`);
      expect(await axe(page)).toEqual([]);
      // The order of the rows, by keyboard; it is told where the row comes to stand, and undone in one step.
      const order = () =>
        page
          .getByRole('button', { name: t('design.drag', { field: '' }).trim() })
          .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
      const handle = page.getByRole('button', { name: t('design.drag', { field: words.row }) });
      const before = await order();
      await takeUp(handle);
      await page.keyboard.press('ArrowUp');
      await page.getByText(t('order.at', { name: words.row, n: 1, total: 4 })).waitFor({ state: 'attached' });
      await page.keyboard.press('Space');
      await tried.getByText(t('design.trySays', { value: words.key, n: 1 })).waitFor();
      expect((await order()).indexOf(t('design.drag', { field: words.row }))).toBe(
        before.indexOf(t('design.drag', { field: words.row })) - 1,
      );
      await page.getByRole('button', { name: t('action.undo') }).click();
      await tried.getByText(t('design.trySays', { value: words.key, n: 2 })).waitFor();
      // How many records it would change is shown before, and that they are changed too is chosen.
      await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
      const dialog = dialogOf(page);
      await dialog.getByText(t('publish.relabelCount', { name: called, count: changed.length })).waitFor();
      await dialog.getByText(t('publish.relabelTurn', { from: words.standard, to: words.key, count: changed.length })).waitFor();
      await dialog.getByRole('radio', { name: t('publish.relabelOld') }).check();
      await shot(page, `count-${language}`);
      expect(await axe(page)).toEqual([]);
      await dialog.getByRole('button', { name: t('design.publish'), exact: true }).click();
      await page.getByText(t('version.relabels', { name: called, done: 0, total: changed.length })).waitFor();
      while (await relabelWaiting(stage.server));
      await page.getByText(t('version.relabelled', { name: called, done: changed.length })).waitFor();
      await shot(page, `done-${language}`);
      const ids = changed.map(({ id }) => id);
      expect(await ask(`select distinct customer_class from app_opportunity.customer where id = any($1)`, [ids])).toEqual([
        { customer_class: 'key' },
      ]);
      // Each of them tells by which version it got another class.
      const [{ version }] = await ask(`select version from pipewright.app where key = 'opportunity'`);
      await page.goto(`${stage.url}/a/opportunity/customer/${one.id}`);
      await page.getByText(t('timeline.cause.relabel', { version })).first().waitFor();
      await shot(page, `told-${language}`);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
