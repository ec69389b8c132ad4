import { relabelWaiting } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage, takeUp } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const WORDS = {
  'zh-CN': { called: '客户 › 客户类型', key: '大客户', standard: '普通客户', rank: '行业排名前十', revenue: '年营收 8 亿元及以上' },
  en: {
    ...{ called: 'Customer › Customer class', key: 'Key account', standard: 'Standard', rank: 'Among the ten largest of its industry' },
    revenue: 'Annual revenue of 800 million or more',
  },
};
/** How the Chinese words count revenue. */
const YI = 1e8;

describe.skipIf(!findChromium())('the rule of a value in the designer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());
  const ask = async (text: string, values: unknown[] = []) => (await stage.pool.query(text, values)).rows;

  /** The customers that a lower threshold makes key accounts: those that are not by another row, and not by hand. */
  const above = (yi: number): Promise<{ id: string; name: string }[]> =>
    ask(
      `select id, name from app_opportunity.customer
       where deleted_at is null and customer_class = 'standard' and customer_class__set is null and annual_revenue >= $1 order by name`,
      [yi * YI],
    );
  const classesOf = async (customers: readonly { id: string }[]) =>
    (
      await ask(`select distinct customer_class as class from app_opportunity.customer where id = any($1)`, [customers.map(({ id }) => id)])
    ).map((row) => row.class);

  /** Opens the rule of a customer's class as the administrator, and tries it on a customer. */
  async function open(language: StoryLanguage, customer: { name: string }) {
    const t = wordsIn(language);
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
    await page.goto(`${stage.url}/designer/?app=opportunity#entity/customer`);
    await page.locator('[data-field=customer_class] button[aria-pressed]').click();
    const tried = page.getByRole('group', { name: t('design.tryRule') });
    await tried.getByRole('combobox').fill(customer.name);
    await page.locator('.ant-select-item-option:visible', { hasText: customer.name }).first().click();
    const row = page.getByRole('group', { name: `· ${WORDS[language].revenue}` });
    const threshold = async (yi: number) => {
      await row.getByRole('button', { expanded: false }).click();
      await row.getByRole('textbox', { name: t('filter.value'), exact: true }).fill(String(yi * YI));
    };
    return { t, page, faults, tried, row, threshold };
  }

  /** Opens the dialog that publishes, which says how many records have another class than the rule. */
  async function publishing(page: Page, language: StoryLanguage, count: number) {
    const t = wordsIn(language);
    const { called, standard, key } = WORDS[language];
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const dialog = dialogOf(page);
    await dialog.getByText(t('publish.relabelCount', { name: called, count })).waitFor();
    await dialog.getByText(t('publish.relabelTurn', { from: standard, to: key, count })).waitFor();
    return { dialog, publish: () => dialog.getByRole('button', { name: t('design.publish'), exact: true }).click() };
  }

  it.each([
    { language: 'zh-CN', to: 4 },
    { language: 'en', to: 2 },
  ] as const)('is changed, tried on a record, and published for records of before too, in $language', async ({ language, to }) => {
    const { called, key, standard } = WORDS[language];
    const changed = await above(to);
    const [one] = changed as [{ id: string; name: string }];
    const { t, page, faults, tried, row, threshold } = await open(language, one);
    await tried.getByText(t('design.trySaysOtherwise', { value: standard })).waitFor();
    await row.getByText(t('design.tryRow.not'), { exact: true }).waitFor();
    await threshold(to);
    await tried.getByText(t('design.trySays', { value: key, n: 2 })).waitFor();
    await row.getByText(t('design.tryRow.decides')).waitFor();
    expect(await axe(page)).toEqual([]);

    const { dialog, publish } = await publishing(page, language, changed.length);
    await dialog.getByRole('radio', { name: t('publish.relabelOld') }).check();
    expect(await axe(page)).toEqual([]);
    await publish();
    await page.getByText(t('version.relabels', { name: called, done: 0, total: changed.length })).waitFor();
    expect(await classesOf(changed)).toEqual(['standard']);
    while (await relabelWaiting(stage.server));
    await page.getByText(t('version.relabelled', { name: called, done: changed.length })).waitFor();
    expect(await classesOf(changed)).toEqual(['key']);
    // A record tells by which version it got another class.
    const [{ version }] = await ask(`select version from pipewright.app where key = 'opportunity'`);
    await page.goto(`${stage.url}/a/opportunity/customer/${one.id}`);
    await page.getByText(t('timeline.cause.relabel', { version })).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([
    { language: 'zh-CN', to: 1 },
    { language: 'en', to: 0.9 },
  ] as const)('has its rows in another order, and is published for new records only, in $language', async ({ language, to }) => {
    const { key, rank, revenue, standard } = WORDS[language];
    const kept = await above(to);
    const { t, page, faults, tried, row, threshold } = await open(language, kept[0] as { name: string });
    await threshold(to);
    await tried.getByText(t('design.trySays', { value: key, n: 2 })).waitFor();
    const handle = (field: string) => page.getByRole('button', { name: t('design.drag', { field }) });
    // By the keyboard; whoever hears the page is told where the row comes to stand. It is undone in one step.
    await takeUp(handle(revenue));
    await page.keyboard.press('ArrowUp');
    await page.getByText(t('order.at', { name: revenue, n: 1, total: 4 })).waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await tried.getByText(t('design.trySays', { value: key, n: 1 })).waitFor();
    await page.getByRole('button', { name: t('action.undo') }).click();
    await tried.getByText(t('design.trySays', { value: key, n: 2 })).waitFor();
    // By the mouse, up and down again.
    await row.getByRole('button', { expanded: true }).click();
    for (const n of [1, 2]) {
      await handle(revenue).hover();
      const there = await handle(rank).boundingBox();
      await page.mouse.down();
      await page.mouse.move((there?.x ?? 0) + 8, (there?.y ?? 0) + 8, { steps: 10 });
      await page.mouse.up();
      await tried.getByText(t('design.trySays', { value: key, n })).waitFor();
      await page.getByRole('group', { name: `${t('design.byRuleRow', { n: 3 - n })} · ${rank}` }).waitFor();
    }

    const { dialog, publish } = await publishing(page, language, kept.length);
    expect(await dialog.getByRole('radio', { name: t('publish.relabelNew') }).isChecked()).toBe(true);
    await publish();
    await dialog.waitFor({ state: 'hidden' });
    expect(await relabelWaiting(stage.server)).toBe(false);
    expect(await classesOf(kept)).toEqual(['standard']);
    const api = apiOf(stage, page);
    const values = { name: `Mill ${language}`, annual_revenue: String(to * YI) };
    expect(await api('POST', '/apps/opportunity/records/customer', { values })).toMatchObject({ customer_class: 'key' });
    await page.goto(`${stage.url}/a/opportunity/customer/${kept[0]?.id}`);
    await page.getByText(standard, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
