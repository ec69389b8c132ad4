import { type App, switchPart } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const APP = 'opportunity';
let stage: Stage;
/** A lead of the sales person and all that came of it, and a payment whose order is somebody else's. */
const made: Record<string, { readonly id: string; readonly name: string }> = {};

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/origins-${name}.png` });
};

beforeAll(async () => {
  if (!chromium) return;
  stage = await openStage();
  const { page } = await openPage(stage, { language: 'en', email: 'admin@demo.local' });
  const get = async (path: string) => (await page.request.get(`${stage.url}/api/apps/${APP}${path}`)).json();
  const send = async (method: string, path: string, data: unknown) => {
    const answer = await page.request.fetch(`${stage.url}/api/apps/${APP}${path}`, { method, data, headers: { origin: stage.url } });
    expect([path, answer.status(), answer.status() < 300 ? '' : await answer.text()]).toEqual([path, expect.any(Number), '']);
    return answer.json();
  };
  const { definition, revision } = await get('/draft');
  const draft = await send('PUT', '/draft', { definition: switchPart(definition as App, 'orders', true), revision });
  await send('POST', '/publish', { base: (await get('/versions')).versions[0].version, revision: draft.revision });
  const people = await stage.pool.query<{ id: string; name: string }>(`select id, split_part(email, '@', 1) as name from auth."user"`);
  const user = (name: string) => people.rows.find((each) => each.name === name)?.id;
  const create = async (entity: string, values: object) =>
    send('POST', `/records/${entity}`, { values: { owner: user('sales'), ...values } });
  const lead = await create('lead', { company: '源起科技', contact_name: '周源', phone: '13800001234', lead_status: 'qualified' });
  const values = {
    name: '源起产线改造',
    amount: '90000',
    expected_close: '2030-01-01',
    pain_point: '停机',
    opportunity_type: 'new_business',
  };
  const options = ((await get('/definition')).app as App).entities.find(({ key }) => key === 'opportunity')?.fields ?? [];
  const first = (key: string) => options.find((field) => field.key === key)?.options?.[0]?.key;
  await send('POST', `/records/lead/${lead.id}/convert`, {
    targets: { opportunity: { values: { ...values, opportunity_type: first('opportunity_type'), source_kind: first('source_kind') } } },
  });
  const { opportunity, customer, contact } = await get(`/records/lead/${lead.id}`);
  const terms = {
    name: '源起合同',
    number: 'YQ-1',
    customer,
    contact,
    opportunity,
    amount: '90000',
    start: '2026-01-01',
    end: '2031-01-01',
  };
  const contract = await create('contract', terms);
  const order = await create('order', { customer, contract: contract.id, amount: '500' });
  const payment = await create('payment', { customer, order: order.id, amount: '500', due_on: '2030-01-01' });
  const foreign = await create('order', { customer, contract: contract.id, amount: '500', owner: user('admin') });
  const orphan = await create('payment', { customer, order: foreign.id, amount: '500', due_on: '2030-01-01' });
  const named = (record: { id: string; name?: string; code?: string }) => ({ id: record.id, name: record.name ?? record.code ?? '' });
  Object.assign(made, {
    order: named(order),
    contract: named(contract),
    payment: named(payment),
    foreign: named(foreign),
    orphan: named(orphan),
  });
  Object.assign(made, { lead: { id: lead.id, name: '源起科技' }, opportunity: { id: opportunity, name: values.name } });
  await page.context().close();
});
afterAll(async () => stage?.close());

const CASES: readonly [StoryLanguage, number][] = [
  ['zh-CN', 1280],
  ['en', 1280],
  ['zh-CN', 360],
  ['en', 360],
];
const STEPS = ['order', 'contract', 'opportunity', 'lead'] as const;

describe.skipIf(!chromium).each(CASES)('from a payment back to the lead, in %s at %d', (language, width) => {
  const t = wordsIn(language);
  const trail = (page: Page) => page.getByRole('navigation', { name: t('record.origins') });
  const at = (entity: string, key = entity) => `${stage.url}/a/${APP}/${entity}/${made[key]?.id}`;

  it.each(['admin', 'manager', 'sales', 'analyst'])('every step is named and leads there: %s', async (role) => {
    const { page, faults } = await openPage(stage, { language, width, email: `${role}@demo.local` });
    await page.goto(at('payment'));
    await trail(page).getByRole('link', { name: made.lead?.name }).waitFor();
    const links = await trail(page).getByRole('link').allInnerTexts();
    expect(links).toEqual(STEPS.toReversed().map((step) => made[step]?.name));
    await shoot(page, `${role}-${language}-${width}`);
    // One step at a time, each by the trail of the one before.
    for (const step of STEPS) {
      await trail(page).getByRole('link', { name: made[step]?.name, exact: true }).click();
      await page.waitForURL(`**/${step}/${made[step]?.id}`);
    }
    await page
      .locator('main')
      .getByText(made.lead?.name ?? '')
      .first()
      .waitFor();
    const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect([overflow, faults]).toEqual([0, []]);
    await page.context().close();
  });

  it('says that something is out of sight, without a name', async () => {
    const { page, faults } = await openPage(stage, { language, width, email: 'sales@demo.local' });
    await page.goto(at('payment', 'orphan'));
    await trail(page).getByText(t('value.outOfSight')).waitFor();
    expect(await trail(page).getByRole('link').count()).toBe(0);
    for (const step of STEPS) expect(await trail(page).innerText()).not.toContain(made[step]?.name);
    // Whose order it is that the payment came of is told nowhere on the page.
    await page.getByRole('tab').first().waitFor();
    expect(await page.content()).not.toContain(made.foreign?.name);
    await shoot(page, `hidden-${language}-${width}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
