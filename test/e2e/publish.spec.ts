import { AxeBuilder } from '@axe-core/playwright';
import { type App, removeStage, setFieldRight, updateField, updateStage } from '@pipewright/definition';
import { publish } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
let first: App;
beforeAll(async () => {
  if (!chromium) return;
  stage = await openStage();
  const { rows } = await stage.pool.query(`select draft from pipewright.app where key = 'opportunity'`);
  first = JSON.parse(rows[0].draft);
});
beforeEach(() => setDraft(change(first)));
afterAll(async () => stage?.close());

const setDraft = async (app: App) => {
  await stage.pool.query(`update pipewright.app set draft = $1, draft_revision = draft_revision + 1 where key = 'opportunity'`, [
    JSON.stringify(app),
  ]);
};

/** A stage goes that holds millions, another asks for more, a field becomes required, a right goes. */
function change(app: App): App {
  const without = removeStage(app, 'opportunity', 'standard', 'proposal');
  const asks = updateStage(without, 'opportunity', 'standard', 'negotiation', { probability: 77, required: ['contract_no'] });
  return setFieldRight(updateField(asks, 'customer', 'notes', { required: true }), 'sales', 'opportunity', 'discount', 'hidden');
}

const looks = [
  { language: 'zh-CN', width: 1440, stageName: '方案/报价', next: '谈判' },
  { language: 'en', width: 360, stageName: 'Proposal', next: 'Negotiation' },
] as const;

async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const text = await page.locator('body').innerText();
  const raw = text.match(/\b(impact|publish|plan|property|part|entities)\.[a-z_]+|\{"/);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [...found, ...(overflow > 0 ? [['wider than the window', overflow]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}

describe.skipIf(!chromium).each(looks)('publishing, seen in $language at $width px', ({ language, width, stageName, next }) => {
  const t = wordsIn(language);

  it('offers the way out where somebody changed the database by hand, and asks before anything comes back empty', async () => {
    await stage.pool.query('alter table app_opportunity.opportunity drop constraint if exists fk_customer');
    await stage.pool.query('alter table app_opportunity.product drop column if exists description');
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    await page.goto(`${stage.url}/designer/?app=opportunity`);
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const panel = page.locator('.ant-modal:visible').getByRole('region', { name: t('repair.title') });
    await panel.getByRole('button', { name: t('repair.start') }).click();
    // What can be rebuilt is; what would lose values waits to be allowed.
    await panel.getByText(t('repair.left')).waitFor();
    await page.waitForTimeout(500);
    expect(await faultsOf(page)).toEqual([]);
    await panel.getByRole('checkbox').check();
    await panel.getByRole('button', { name: t('repair.start') }).click();
    await panel.waitFor({ state: 'hidden' });
    const { rows } = await stage.pool.query(
      `select (select count(*)::int from pg_constraint where conname = 'fk_customer' and conrelid = 'app_opportunity.opportunity'::regclass) as keys,
         (select count(*)::int from information_schema.columns where table_schema = 'app_opportunity' and table_name = 'product' and column_name = 'description') as columns`,
    );
    expect([rows[0], faults]).toEqual([{ keys: 1, columns: 1 }, []]);
    await page.context().close();
  });

  it('says values, effects and the plan in words, opens the records hit, and publishes only once it knows where records go', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    await page.goto(`${stage.url}/designer/?app=opportunity`);
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const dialog = page.locator('.ant-modal:visible');
    await dialog.getByText(t('publish.places')).waitFor();
    await dialog.getByText(/75% → 77%/).waitFor();
    await dialog.getByText(new RegExp(`${stageName}.*61`)).waitFor();
    const go = dialog.getByRole('button', { name: t('design.publish'), exact: true });
    expect(await go.isDisabled()).toBe(true);
    await page.waitForTimeout(500);
    expect(await faultsOf(page)).toEqual([]);
    await dialog
      .getByRole('button', { name: t('publish.showRecords') })
      .first()
      .click();
    const drawer = page.locator('.ant-drawer-content-wrapper');
    await drawer.locator('li a').first().waitFor();
    expect(await drawer.locator('li a').count()).toBe(61);
    await page.waitForTimeout(500);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await dialog.locator('#place_opportunity_standard_proposal').click();
    await page.locator('.ant-select-item', { hasText: new RegExp(`^${next}$`) }).click();
    await go.click();
    await page.getByText(new RegExp(t('publish.done', { version: '\\d+' }))).waitFor();
    const { rows } = await stage.pool.query(
      `select status in ('won', 'lost', 'void') as closed, count(*)::int as n from app_opportunity.opportunity where pipeline = 'standard' and stage = 'proposal' group by 1`,
    );
    expect(rows).toEqual([{ closed: true, n: 56 }]);
    expect(faults).toEqual([]);
    await restore();
    await page.context().close();
  });
});

/** Back to the first version and the rows as they were. */
async function restore(): Promise<void> {
  const { rows } = await stage.pool.query(`select version from pipewright.app where key = 'opportunity'`);
  await publish(stage.pool, { key: 'opportunity', document: first, base: rows[0].version, by: null });
  await stage.pool.query(
    `update app_opportunity.opportunity o set stage = 'proposal' from app_opportunity._ledger l where l.record = o.id and l.cause->>'by' = 'publish'`,
  );
}
