import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { columnsOf, countedIn, DEAL_NAMES, DEALS, openList } from '../support/list-story.ts';
import { axe } from '../support/people-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const widthOf = async (page: Page, column: string) =>
  Math.round((await page.locator(`th[data-column="${column}"]`).boundingBox())?.width ?? 0);

/** Draws the edge of a heading so many pixels to the right. */
async function draw(page: Page, column: string, by: number): Promise<void> {
  const edge = page.locator(`th[data-column="${column}"] .pw-edge`);
  const box = await edge.boundingBox();
  if (!box) throw new Error(`The column ${column} has no edge`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 4 });
  await page.mouse.up();
}

describe.skipIf(!chromium)('the list of an app', () => {
  it.each(['zh-CN', 'en'] as const)(
    'is arranged and stays so, is narrowed where it stands, and is taken along, in %s',
    async (language) => {
      const t = wordsIn(language);
      const { amount } = DEAL_NAMES[language];
      const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
      await openList(page, `${stage.url}${DEALS}?view=*`);
      const all = await countedIn(page);
      expect(all).toBeGreaterThan(100);

      // By the menu of a heading, by carrying, and by drawing its edge; still there after the page is loaded anew.
      const before = await columnsOf(page);
      const at = before.indexOf('amount');
      await page.getByRole('columnheader', { name: new RegExp(amount) }).hover();
      await page.getByRole('button', { name: t('column.menu', { name: amount }) }).click();
      await page.getByRole('menuitem', { name: t('column.left') }).click();
      const left = before.with(at - 1, 'amount').with(at, before[at - 1]);
      await expect.poll(() => columnsOf(page)).toEqual(left);
      await page
        .locator('th[data-column="amount"]')
        .dragTo(page.locator(`th[data-column="${left[0]}"]`), { targetPosition: { x: 20, y: 12 } });
      const arranged = ['amount', ...left.filter((key) => key !== 'amount')];
      await expect.poll(() => columnsOf(page)).toEqual(arranged);
      const width = await widthOf(page, 'amount');
      await draw(page, 'amount', 90);
      await expect.poll(() => widthOf(page, 'amount')).toBe(width + 90);
      await page.getByRole('button', { name: t('list.columns') }).click();
      await page.getByRole('checkbox', { name: t('list.dense') }).check();
      await openList(page, `${stage.url}${DEALS}?view=*`);
      expect(await columnsOf(page)).toEqual(arranged);
      expect(await widthOf(page, 'amount')).toBe(width + 90);
      const row = page.locator('.pw-dense tbody tr').first();
      expect(Math.round((await row.boundingBox())?.height ?? 0)).toBe(36);

      // A line of the filter is changed where it stands, and the figures follow it.
      const filter = { and: [{ '>=': [{ var: 'amount' }, '500000'] }] };
      await openList(page, `${stage.url}${DEALS}?view=*&filter=${encodeURIComponent(JSON.stringify(JSON.stringify(filter)))}`);
      const some = await countedIn(page);
      expect(some).toBeLessThan(all);
      await page.getByTitle(t('filter.change')).click();
      const chip = page.locator('.ant-popover:visible');
      await chip.getByRole('textbox').last().fill('2000000');
      await chip.getByRole('button', { name: t('filter.apply') }).click();
      await expect.poll(() => countedIn(page)).toBeLessThan(some);
      const [sum] = (
        await stage.pool.query(
          `select count(*)::int as n, sum(amount)::text as sum from app_opportunity.opportunity where deleted_at is null and amount >= 2000000`,
        )
      ).rows;
      expect(await countedIn(page)).toBe(sum.n);
      const digits = async () => (await page.locator('tfoot .pw-total span').first().innerText()).replace(/[^\d.]/g, '');
      await expect.poll(async () => Number(await digits())).toBe(Number(sum.sum));
      expect(await axe(page)).toEqual([]);

      // The file has every record of the list, in the columns on screen, and nothing that a program for sheets would work out.
      await stage.pool.query(
        `update app_opportunity.opportunity set name = '=1+1' where id = (select id from app_opportunity.opportunity where amount >= 2000000 and deleted_at is null order by id limit 1)`,
      );
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: new RegExp(`${t('list.export')}$`) }).click(),
      ]);
      const file: string[][] = parse(readFileSync(await download.path()), { bom: true });
      expect(file).toHaveLength(sum.n + 1);
      expect(file[0]?.[0]).toBe(amount);
      expect(file.flat().filter((cell) => cell.includes('=1+1'))).toEqual(["'=1+1"]);
      expect(file.slice(1).reduce((total, line) => total + Number(line[0]), 0)).toBe(Number(sum.sum));
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
