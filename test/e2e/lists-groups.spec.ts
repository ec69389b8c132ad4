import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { DEAL_NAMES, DEALS, openList } from '../support/list-story.ts';
import { axe } from '../support/people-story.ts';
import { dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};
const SECTIONS = '.pw-table tbody';
/** The groups on screen: how many records each heading counts, and how many rows stand below it. */
const groupsOf = (page: Page) =>
  page
    .locator(SECTIONS)
    .evaluateAll((all) =>
      all.map((each) => [
        Number(/\d+/.exec(each.querySelector('th small')?.textContent ?? '')?.[0]),
        each.querySelectorAll('tr[data-row-key]').length,
      ]),
    );

describe.skipIf(!chromium)('a list in groups', () => {
  it.each(['zh-CN', 'en'] as const)('counts and sums by stage, is folded by keys, and is kept as a view, in %s', async (language) => {
    const t = wordsIn(language);
    const { stage: stageName, amount } = DEAL_NAMES[language];
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local', width: 1440 });
    await openList(page, `${stage.url}${DEALS}`);
    await page.getByRole('button', { name: new RegExp(`${t('group.act')}$`) }).click();
    await page.getByRole('menuitem', { name: stageName, exact: true }).click();
    await page.locator(`${SECTIONS} tr[data-row-key]`).first().waitFor();
    expect(new URL(page.url()).searchParams.get('group')).toBe('stage');
    const count = async () => Number(/\d+/.exec(await page.locator('tfoot .pw-first').innerText())?.[0]);
    const headings = await groupsOf(page);
    expect(headings.length).toBeGreaterThan(4);
    expect(headings.reduce((sum, [records = 0]) => sum + records, 0)).toBe(await count());
    await page
      .locator('.pw-group .pw-number', { hasText: t('total.sum') })
      .first()
      .waitFor();
    await shot(page, `groups-${language}`);
    expect(await axe(page)).toEqual([]);

    // By keys alone: the first group is folded, so that the next one comes into sight with its records.
    const [first, second] = [page.locator('.pw-group button').nth(0), page.locator(SECTIONS).nth(1)];
    await first.focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await groupsOf(page))[0]?.[1]).toBe(0);
    expect(await first.getAttribute('aria-expanded')).toBe('false');
    await second.locator('tr[data-row-key]').first().waitFor();
    const [, shown] = await groupsOf(page);
    expect(shown?.[1]).toBe(Math.min(shown?.[0] ?? 0, 50));

    // What one does in a group leads on: a record opens beside the list and the next of the group follows.
    await second.locator('tr[data-row-key] a').first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: t('list.saveView') }).click();
    await dialogOf(page).getByLabel(t('view.name')).fill(`G ${language}`);
    await dialogOf(page)
      .getByRole('button', { name: t('action.save') })
      .click();
    await page.waitForURL((url) => url.searchParams.get('view') !== null && url.searchParams.get('group') === null);
    await dialogOf(page).waitFor({ state: 'detached' });
    const view = new URL(page.url()).searchParams.get('view');
    await page.goto(`${stage.url}${DEALS}?view=${view}`);
    await page.locator('.pw-group').first().waitFor();
    expect((await groupsOf(page)).length).toBe(headings.length);

    // By the months of a date, from its heading's menu; the sum of all groups is that of the list.
    const [sum] = (
      await stage.pool.query(
        `select count(distinct to_char(expected_close, 'YYYY-MM'))::int as n from app_opportunity.opportunity where deleted_at is null and status = 'open'`,
      )
    ).rows;
    await page.goto(`${stage.url}${DEALS}?view=open&group=expected_close`);
    await page.locator('.pw-group').first().waitFor();
    expect((await groupsOf(page)).length).toBeLessThanOrEqual(sum.n + 1);
    await shot(page, `groups-months-${language}`);
    await page.goto(`${stage.url}${DEALS}?view=open&group=owner`);
    await page.locator(`${SECTIONS} tr[data-row-key]`).first().waitFor();
    await shot(page, `groups-owner-${language}`);
    await page.getByRole('columnheader', { name: new RegExp(amount) }).waitFor();

    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(`${stage.url}${DEALS}?group=stage`);
    await page.locator('main li .ant-card').first().waitFor();
    await shot(page, `groups-phone-${language}`);
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
