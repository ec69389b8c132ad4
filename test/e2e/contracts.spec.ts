import { AxeBuilder } from '@axe-core/playwright';
import { type App, switchPart } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { passes } from '../support/automating.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/contracts-${name}.png` });
};

/** What reaches over the right edge of the window. */
const widest = (page: Page) =>
  page.evaluate(
    `[...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1).slice(-3).map((each) => each.outerHTML.slice(0, 160))`,
  );

async function faultsOf(page: Page): Promise<unknown[]> {
  await page.waitForTimeout(500);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const raw = (await page.locator('main').innerText()).match(/\b(module|record|part|entities)\.[a-z_]+/);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [...found, ...(overflow > 0 ? [['wider than the window', overflow, await widest(page)]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}

const CASES: readonly [StoryLanguage, number, 'light' | 'dark'][] = [
  ['zh-CN', 1280, 'light'],
  ['en', 1280, 'dark'],
  ['zh-CN', 360, 'dark'],
  ['en', 360, 'light'],
];

describe.skipIf(!chromium).each(CASES)('contracts and what comes of them, in %s at %d, %s', (language, width, light) => {
  const t = wordsIn(language);
  const say = (label: { en: string; 'zh-CN': string }) => label[language];
  const api = (page: Page) => ({
    get: async (path: string) => (await page.request.get(`${stage.url}/api/apps/opportunity${path}`)).json(),
    send: async (method: string, path: string, data: unknown) => {
      const answer = await page.request.fetch(`${stage.url}/api/apps/opportunity${path}`, { method, data, headers: { origin: stage.url } });
      expect([answer.status(), await answer.text()]).toEqual([expect.toSatisfy((status) => status < 300), expect.any(String)]);
      return answer.json();
    },
  });
  const open = (email: string) => openPage(stage, { language, email, width, dark: light === 'dark' });
  const trail = (page: Page) => page.getByRole('navigation', { name: t('record.origins') });
  const contractOf = async (page: Page) => {
    const { records } = await api(page).get(
      `/records/opportunity?limit=1&filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: 'status' }, 'won'] }))}`,
    );
    const [deal] = records;
    const values = {
      ...{ name: `Walk ${language} ${width}`, number: `${language}-${width}-${Date.now()}`, customer: deal.customer },
      ...{ contact: deal.decision_maker, opportunity: deal.id, amount: '1000', start: '2026-01-01', end: '2030-01-01' },
    };
    return { deal, contract: await api(page).send('POST', '/records/contract', { values }), values };
  };

  const runs = async (id: string) => (await stage.pool.query('select from app_opportunity._run where record = $1', [id])).rowCount;

  it('are renewed by a press, and the renewal leads back to the contract and the deal', async () => {
    const { page, faults } = await open('sales@demo.local');
    const { deal, contract, values } = await contractOf(page);
    await page.goto(`${stage.url}/a/opportunity/contract/${contract.id}`);
    await trail(page).getByRole('link', { name: deal.name }).waitFor();
    await shoot(page, `contract-${language}-${width}`);
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByRole('button', { name: t('record.more') })
      .first()
      .click();
    await page.getByRole('menuitem', { name: say({ en: 'Renew', 'zh-CN': '续签' }) }).click();
    const renewals = async () =>
      (await stage.pool.query('select id::text from app_opportunity.opportunity where contract = $1', [contract.id])).rows;
    // A worker does what was asked for.
    await expect.poll(() => runs(contract.id)).toBe(1);
    await passes(stage.server, new Date(Date.now() + 1000).toISOString());
    await expect.poll(async () => (await renewals()).length, { timeout: 15_000 }).toBe(1);
    const [{ id }] = await renewals();
    await page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    await trail(page).getByRole('link', { name: values.name }).waitFor();
    await shoot(page, `renewal-${language}-${width}`);
    expect(await faultsOf(page)).toEqual([]);
    await trail(page).getByRole('link', { name: values.name }).click();
    await page.waitForURL(`**/contract/${contract.id}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('bring orders and payments once that module is switched on and published, and a payment leads back to the deal', async () => {
    const { page, faults } = await open('admin@demo.local');
    const { definition, revision } = await api(page).get('/draft');
    const off = switchPart(definition as App, 'orders', false);
    const { revision: at } = await api(page).send('PUT', '/draft', { definition: off, revision });
    const version = async () => (await api(page).get('/versions')).versions[0].version;
    if (off !== definition) await api(page).send('POST', '/publish', { base: await version(), revision: at });
    const before = await version();
    await page.goto(`${stage.url}/designer/?app=opportunity#modules`);
    const orders = t('module.switch', { name: say({ en: 'Orders and payments', 'zh-CN': '订单与回款' }) });
    await page.getByRole('switch', { name: orders }).waitFor();
    // Quotes and contracts are in use, and say how much there is.
    await page
      .getByText(/· \d+ (records|条记录)/)
      .nth(1)
      .waitFor();
    await page.getByText(/(What comes with it|启用后恢复的内容)/).click();
    await shoot(page, `modules-${language}-${width}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('switch', { name: orders }).click();
    await page.locator('[data-save=saved]').waitFor();
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const go = page.locator('.ant-modal:visible').getByRole('button', { name: t('design.publish'), exact: true });
    await expect.poll(() => go.isEnabled()).toBe(true);
    await shoot(page, `publish-${language}-${width}`);
    await go.click();
    await expect.poll(version).toBe(before + 1);

    const { deal, contract, values } = await contractOf(page);
    const shared = { customer: values.customer, amount: '500' };
    const order = await api(page).send('POST', '/records/order', { values: { ...shared, contract: contract.id } });
    const payment = await api(page).send('POST', '/records/payment', { values: { ...shared, order: order.id, due_on: '2029-01-01' } });
    await page.goto(`${stage.url}/a/opportunity/payment/${payment.id}`);
    await trail(page).getByRole('link', { name: deal.name }).waitFor();
    expect(await trail(page).getByRole('listitem').count()).toBe(4);
    await shoot(page, `payment-${language}-${width}`);
    expect(await faultsOf(page)).toEqual([]);
    await trail(page).getByRole('link', { name: deal.name }).click();
    await page.waitForURL(`**/opportunity/${deal.id}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
