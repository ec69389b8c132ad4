import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage, takeUp } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { choose, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const NAMES = {
  en: {
    opportunity: 'Opportunity',
    name: 'Opportunity name',
    type: 'Type',
    amount: 'Expected amount',
    close: 'Expected close date',
    customer: 'Customer',
    decider: 'Key decision maker',
    pain: 'Customer pain point',
    renewal: 'Renewal',
    missing: '“Expected amount” is missing.',
    gate: "“First contact” cannot be left yet: the customer's budget is not confirmed",
    first: 'First contact',
    second: 'Requirements',
    standard: 'Standard',
    floor: 'Floor price (internal)',
    trial: 'Trial run',
  },
  'zh-CN': {
    opportunity: '商机',
    name: '商机名称',
    type: '商机类型',
    amount: '预计成交金额',
    close: '预计成交日期',
    customer: '客户',
    decider: '关键决策人',
    pain: '客户痛点',
    renewal: '续签商机',
    missing: '请填写“预计成交金额”。',
    gate: '还不能离开“初次洽谈”：客户预算还没有确认',
    first: '初次洽谈',
    second: '需求确定',
    standard: '标准流程',
    floor: '底价（内部）',
    trial: '试用验证',
  },
} as const;

const api = (page: Page, method: string, path: string, data?: unknown) =>
  page.request.fetch(`${stage.url}/api${path}`, { method, ...(data === undefined ? {} : { data }) });

/** An opportunity made through the API, in the first stage; `ready` ones may leave it. */
async function makeOpportunity(page: Page, name: string, ready: boolean) {
  const { records } = await (
    await api(
      page,
      'GET',
      `/apps/opportunity/records/contact?limit=50&expand=customer&filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: 'customer.customer_class' }, 'standard'] }))}`,
    )
  ).json();
  const [contact] = records;
  const values = {
    name,
    customer: contact.customer,
    decision_maker: contact.id,
    opportunity_type: 'new',
    amount: '123456.78',
    expected_close: '2030-05-06',
    pain_point: 'story',
    ...(ready ? { budget_confirmed: true, next_step: 'call' } : {}),
  };
  return (await api(page, 'POST', '/apps/opportunity/records/opportunity', { values })).json();
}

async function drag(page: Page, from: string, to: string) {
  const a = await page.locator(from).boundingBox();
  const b = await page.locator(to).boundingBox();
  if (!a || !b) throw new Error(`Nothing to drag from ${from} to ${to}`);
  await page.mouse.move(a.x + 60, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + 90, a.y + a.height / 2 + 8, { steps: 4 });
  await page.mouse.move(b.x + b.width / 2, b.y + 120, { steps: 12 });
  await page.mouse.up();
}

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];

  it('a person signs in; a wrong password is refused in words', async () => {
    const { page, faults } = await openPage(stage, { language });
    await page.fill('input[autocomplete=username]', 'admin@demo.local');
    await page.fill('input[autocomplete=current-password]', 'something else');
    await page.click('button[type=submit]');
    await page.getByText(t('signIn.wrong')).waitFor();
    await page.getByRole('button', { name: 'admin@demo.local' }).click();
    await page.getByRole('navigation', { name: t('shell.navigation') }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an opportunity is created; what is missing is named beside its field', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    const title = `故事 ${language}`;
    await page.fill('#new_name', title);
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByText(n.missing).first().waitFor();
    expect(await page.locator('#new_amount').getAttribute('aria-invalid')).toBe('true');
    await choose(page, 'new_customer', /./);
    await choose(page, 'new_opportunity_type', n.renewal);
    await page.fill('#new_amount', '98765.4');
    await page.fill('#new_expected_close', '2031-02-03');
    await page.keyboard.press('Enter');
    await choose(page, 'new_decision_maker', /./);
    await page.fill('#new_pain_point', '数据分散');
    await page.reload();
    expect(await page.inputValue('#new_name')).toBe(title);
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page
      .getByText(/98,765\.40/)
      .first()
      .waitFor();
    await page.getByText(t('timeline.create')).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a card is dragged: refused with the reason, allowed, by keyboard, and by its menu', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const stuck = await makeOpportunity(page, `stuck ${language}`, false);
    const ready = await makeOpportunity(page, `ready ${language}`, true);
    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=standard`);
    const card = (id: string, column: string) => `[data-stage=${column}] [data-record="${id}"]`;
    await page.locator(card(stuck.id, 'first_contact')).waitFor();
    await drag(page, card(stuck.id, 'first_contact'), '[data-stage=requirements]');
    // Some of what is missing is an empty field, so that it is asked for at once.
    await dialogOf(page).getByText(n.gate).waitFor();
    await dialogOf(page)
      .getByRole('button', { name: t('action.cancel') })
      .click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    await page.locator(card(stuck.id, 'first_contact')).waitFor();
    expect(await page.locator(card(stuck.id, 'requirements')).count()).toBe(0);

    await drag(page, card(ready.id, 'first_contact'), '[data-stage=requirements]');
    await page.locator(card(ready.id, 'requirements')).waitFor();
    // The card moves on screen before the server has answered.
    const stored = async () => (await (await api(page, 'GET', `/apps/opportunity/records/opportunity/${ready.id}`)).json()).stage;
    await expect.poll(stored, { timeout: 15_000 }).toBe('requirements');
    await page.getByText(t('actDone.move')).first().waitFor();

    const handle = page.locator(`${card(ready.id, 'requirements')} .pw-handle`);
    // What is told aloud says that a key was understood.
    const told = (...sentences: string[]) =>
      page
        .getByText(new RegExp(sentences.join('|')))
        .first()
        .waitFor({ state: 'attached' });
    const over = (stage: string) => t('board.over', { card: ready.name, stage });
    await takeUp(handle);
    await told(t('board.lifted', { card: ready.name }), over(n.second));
    await page.keyboard.press('ArrowLeft');
    await told(over(n.first));
    await page.keyboard.press('Space');
    await page.locator(card(ready.id, 'first_contact')).waitFor();
    await expect.poll(stored, { timeout: 15_000 }).toBe('first_contact');

    await page.getByRole('button', { name: t('board.moveCard', { card: ready.name }) }).click();
    await page.locator('.ant-dropdown:visible').getByText(n.second, { exact: true }).click();
    await page.locator(card(ready.id, 'requirements')).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a change by somebody else shows without a reload', async () => {
    const { page } = await openPage(stage, { language, email: 'admin@demo.local' });
    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=standard`);
    await page.locator('[data-stage=first_contact] [data-record]').first().waitFor();
    const other = await openPage(stage, { language, email: 'admin@demo.local' });
    await page.waitForTimeout(500);
    const made = await makeOpportunity(other.page, `live ${language}`, false);
    await page.locator(`[data-record="${made.id}"]`).waitFor();
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  it('an administrator adds a field and a stage without code, uses both at once, and rolls back with the values kept', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const started = Date.now();
    const key = `trial_${language === 'en' ? 'en' : 'zh'}`;
    await page.goto(`${stage.url}/designer/?app=opportunity`);
    await page.getByRole('button', { name: t('design.addField') }).click();
    await page.fill('#field_name', n.trial);
    await choose(page, 'field_type', new RegExp(`^${t('type.text')}$`));
    await page.fill('#field_key', key);
    await page
      .locator('.ant-modal:visible')
      .getByRole('button', { name: t('action.add') })
      .click();
    await page.locator(`[data-field=${key}]`).waitFor();
    await page.getByRole('menuitem', { name: t('design.pipelines') }).click();
    await page.getByRole('button', { name: t('design.addStage') }).click();
    await page.fill('#part_name', n.trial);
    await page.fill('#part_key', `${key}_stage`);
    await page
      .locator('.ant-modal:visible')
      .getByRole('button', { name: t('action.add') })
      .click();
    await page.locator('[data-save=saved]').waitFor();
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const dialog = page.locator('.ant-modal:visible');
    await dialog.getByText(t('publish.noImpact')).waitFor();
    await dialog.getByRole('button', { name: t('design.publish') }).click();
    await page.getByText(new RegExp(t('publish.done', { version: '\\d+' }))).waitFor();

    const ready = await makeOpportunity(page, `trial ${language}`, true);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${ready.id}`);
    await page
      .getByRole('button', { name: t('action.edit') })
      .first()
      .click();
    await page.fill(`#edit_${key}`, 'tried');
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByText('tried').first().waitFor();
    const filter = encodeURIComponent(JSON.stringify({ and: [{ in: ['tried', { var: key }] }] }));
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all&columns=name,${key}&filter=${filter}`);
    await page.getByRole('columnheader', { name: n.trial }).waitFor();
    await page.getByRole('link', { name: ready.name }).waitFor();
    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=standard`);
    await page.locator(`[data-stage=${key}_stage]`).waitFor();
    const stored = await (await api(page, 'GET', `/apps/opportunity/records/opportunity/${ready.id}?fields=${key}`)).json();
    expect(stored[key]).toBe('tried');
    expect(Date.now() - started).toBeLessThan(120_000);

    await page.goto(`${stage.url}/designer/?app=opportunity`);
    const back = async () => {
      await page.getByRole('button', { name: t('design.history') }).click();
      await page
        .locator('.ant-drawer:visible')
        .getByRole('button', { name: t('version.back') })
        .first()
        .click();
      const modal = page.locator('.ant-modal:visible');
      await modal.getByText(t('publish.impact')).waitFor();
      await modal.getByRole('button', { name: t('version.back') }).click();
      await page.locator('.ant-drawer-content-wrapper').waitFor({ state: 'hidden' });
    };
    await back();
    const gone = await api(page, 'GET', `/apps/opportunity/records/opportunity/${ready.id}?fields=${key}`);
    expect(gone.status()).toBe(422);
    await page.reload();
    await back();
    expect((await (await api(page, 'GET', `/apps/opportunity/records/opportunity/${ready.id}?fields=${key}`)).json())[key]).toBe('tried');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a sales person sees only own records, and no trace of the hidden field', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all`);
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    const owners = await page.locator('tbody tr[data-row-key] td:last-child').allInnerTexts();
    // What lies in the pool is nobody's: no name stands there.
    expect([...new Set(owners)].filter((owner) => /\p{L}/u.test(owner))).toEqual(['王磊']);
    await page.getByRole('button', { name: t('list.columns') }).click();
    await page.locator('.ant-popover:visible').getByText(n.amount).waitFor();
    expect(await page.locator('.ant-popover:visible').getByText(n.floor).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=standard`);
    await page.locator('[data-record]').first().waitFor();
    expect(await page.getByText('李娜').count()).toBe(0);
    await page.goto(`${stage.url}/a/opportunity/dashboard/overview`);
    const open = await page.locator('[data-report=open_value] [data-figure=open]').innerText();
    const mine = await (await api(page, 'POST', '/apps/opportunity/reports/run', { report: 'open_value' })).json();
    expect(open).toContain(String(mine.rows[0][1]));
    expect(mine.rows[0][1]).toBeLessThan(100);
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    await page.locator('#new_name').waitFor();
    expect(await page.locator('#new_floor_price').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a file is imported by screen: mapped, previewed with reasons, run, refused rows as a file', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    await page.goto(`${stage.url}/a/opportunity/import`);
    const take = async (option: string) => {
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).click();
      await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
    };
    await page.click('#import_entity');
    await take(language === 'en' ? 'Products' : '产品');
    const csv = `name,price,kind\nStory ${language} A,"1,200.50",x\nStory ${language} B,cheap,y\n`;
    await page.locator('input[type=file]').setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const column = (field: string) => page.getByRole('combobox', { name: `${t('import.column')} ${field}` });
    await column(language === 'en' ? 'List price' : '标价').click();
    await take('price');
    await column(language === 'en' ? 'Series' : '系列').click();
    await take(t('import.fixed'));
    await page.getByRole('textbox', { name: t('import.fixed') }).fill('Imported');
    await page.getByRole('button', { name: t('import.look') }).click();
    await page.getByText(t('import.preview', { done: 1, refused: 1 })).waitFor();
    await page.getByText(language === 'en' ? '“List price” is not well formed.' : '“标价”的格式不正确。').waitFor();
    await page.getByRole('button', { name: t('import.start', { count: 1 }) }).click();
    await page.getByText(t('import.state.done', { done: 1, refused: 1 })).waitFor();
    const href = await page.getByRole('link', { name: t('import.refusedFile') }).getAttribute('href');
    expect(await (await page.request.get(`${stage.url}${href}`)).text()).toContain(`Story ${language} B,cheap,y,`);
    const found = await (
      await api(page, 'GET', `/apps/opportunity/records/product?search=${encodeURIComponent(`Story ${language}`)}`)
    ).json();
    expect(found.records).toMatchObject([{ name: `Story ${language} A`, list_price: '1200.5', series: 'Imported' }]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('typed text is guarded, two editors of other fields are not asked, and a deletion can be undone', async () => {
    const { page } = await openPage(stage, { language, email: 'admin@demo.local' });
    const made = await makeOpportunity(page, `guard ${language}`, true);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${made.id}`);
    await page
      .getByRole('button', { name: t('action.edit') })
      .first()
      .click();
    await page.fill('#edit_next_step', 'mine');
    await page.getByRole('menuitem', { name: t('nav.import') }).click();
    await page.locator('.ant-modal-confirm-title').getByText(t('form.unsaved')).waitFor();
    await page.getByRole('button', { name: t('form.stay') }).click();
    await api(page, 'PATCH', `/apps/opportunity/records/opportunity/${made.id}`, { version: 1, values: { amount: '5' } });
    await page.getByRole('button', { name: t('action.save') }).click();
    const stored = async () => (await api(page, 'GET', `/apps/opportunity/records/opportunity/${made.id}`)).json();
    await expect.poll(stored, { timeout: 15_000 }).toMatchObject({ amount: '5', next_step: 'mine', version: 3 });
    await page.getByText('mine').first().waitFor();
    await page.getByRole('button', { name: t('action.delete') }).click();
    await page.getByRole('button', { name: t('action.undo') }).click();
    await expect
      .poll(async () => (await api(page, 'GET', `/apps/opportunity/records/opportunity/${made.id}`)).status(), { timeout: 15_000 })
      .toBe(200);
    await page.context().close();
  });
});
