import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf, choose, dialogOf } from '../support/screen-story.ts';
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
    frozen: "Customer's budget is frozen",
    newcomer: 'contact',
    twice: 'Duplicate entry',
    back: 'Closed by mistake',
    worth: '“Project set up” cannot be entered yet: the expected amount must not be 0',
    moves: 'This change moves the record from “Standard” to “Renewal”, stage “Proposal”.',
    renewal: 'Renewal',
    renamed: 'Needs in writing',
    entered: 'Signing',
    enteredKey: 'signing',
    gateField: 'Settlement',
    gateKey: 'settlement',
    gateSays: 'how it is settled is not agreed',
    refused: '“Signing” cannot be entered yet: how it is settled is not agreed',
    option: 'Monthly',
    notEmpty: 'is not empty',
    reason: 'Waits for the auditors',
  },
  'zh-CN': {
    frozen: '客户预算冻结',
    newcomer: 'product',
    twice: '重复录入',
    back: '误操作关闭',
    worth: '还不能进入“客户立项”：预计成交金额不能为 0',
    moves: '此修改会将记录从“标准流程”转到“续签流程”的“方案/报价”阶段。',
    renewal: '续签商机',
    renamed: '书面需求',
    entered: '谈判',
    enteredKey: 'negotiation',
    gateField: '来源渠道',
    gateKey: 'source',
    gateSays: '还没有登记来源渠道',
    refused: '还不能进入“谈判”：还没有登记来源渠道',
    option: /./,
    notEmpty: '不为空',
    reason: '等待审计',
  },
} as const;

const RECORDS = '/apps/opportunity/records';

const timeLine = (page: Page) => page.locator('.ant-timeline');

/** An opportunity of a new customer of the given class, in the first stage. */
async function makeOpportunity(page: Page, name: string, customerClass: string, values: object = {}) {
  const api = apiOf(stage, page);
  const customer = await api('POST', `${RECORDS}/customer`, { values: { name: `${name} Co`, customer_class: customerClass } });
  const contact = await api('POST', `${RECORDS}/contact`, { values: { name: `${name} Boss`, customer: customer.id } });
  const record = await api('POST', `${RECORDS}/opportunity`, {
    values: {
      ...{
        name,
        customer: customer.id,
        decision_maker: contact.id,
        opportunity_type: 'new',
        amount: '123456.78',
        expected_close: '2030-05-06',
      },
      ...{ pain_point: 'story', budget_confirmed: true, next_step: 'call', ...values },
    },
  });
  const read = () => api('GET', `${RECORDS}/opportunity/${record.id}`);
  const move = async (wish: object) =>
    api('POST', `${RECORDS}/opportunity/${record.id}/move`, { version: (await read()).version, ...wish });
  const open = async () => {
    await page.goto(`${stage.url}/a/opportunity/opportunity/${record.id}`);
    await page.getByRole('heading', { name }).waitFor();
  };
  return { ...record, customerVersion: customer.version, customer: customer.id, read, move, open };
}

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('where a record stands, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];
  const menu = async (page: Page) => {
    await page.getByRole('button', { name: t('record.more') }).click();
    return page.locator('.ant-dropdown:visible');
  };

  it('is paused by a sales person with a reason and a day, says so, and is resumed', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const made = await makeOpportunity(page, `pause ${language}`, 'standard');
    await made.open();
    const items = await menu(page);
    await items.getByText(t('act.pause'), { exact: true }).waitFor();
    expect(await items.getByRole('menuitem').allInnerTexts()).toEqual([t('act.pause'), t('act.future')]);
    await items.getByText(t('act.pause'), { exact: true }).click();
    const dialog = dialogOf(page);
    await dialog.getByText(t('actLead.pause')).waitFor();
    // A button that was busy may keep the picture of it for a moment, which is then part of its name.
    const ok = dialog.getByRole('button', { name: new RegExp(`${t('act.pause')}$`) });
    await ok.click();
    // Each at its input.
    await dialog.getByRole('alert').nth(1).waitFor();
    expect(await dialog.getByRole('alert').count()).toBe(2);
    await choose(page, 'ask_reason', n.frozen);
    await dialog.getByRole('button', { name: t('ask.quick.month') }).click();
    await ok.click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(n.frozen).first().waitFor();
    const paused = await made.read();
    expect(paused).toMatchObject({ status: 'paused', status_reason: 'budget_frozen' });
    await page.getByText(t('record.standsUntil', { day: paused.status_until })).waitFor();
    expect(await page.locator('.pw-path button:enabled').count()).toBe(0);
    expect(await page.getByRole('button', { name: t('act.win') }).count()).toBe(0);
    await page.getByRole('button', { name: t('act.resume') }).click();
    await dialogOf(page)
      .getByRole('button', { name: t('act.resume') })
      .click();
    await page.getByRole('button', { name: t('act.win') }).waitFor();
    expect(await made.read()).toMatchObject({ status: 'open', stage: 'first_contact', status_reason: null, status_until: null });
    await timeLine(page).getByText(t('timeline.resumed')).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is voided by a manager, from the menu of its card, and brought back', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local' });
    const made = await makeOpportunity(page, `void ${language}`, 'standard');
    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=standard&q=${encodeURIComponent(made.name)}`);
    await page.getByRole('button', { name: t('board.moveCard', { card: made.name }) }).click();
    await page.locator('.ant-dropdown:visible').getByText(t('act.void'), { exact: true }).click();
    await choose(page, 'ask_reason', n.twice);
    await dialogOf(page)
      .getByRole('button', { name: t('act.void'), exact: true })
      .click();
    await page.locator(`[data-record="${made.id}"]`).waitFor({ state: 'detached' });
    expect(await made.read()).toMatchObject({ status: 'void', status_reason: 'duplicate' });
    await made.open();
    await page.getByText(n.twice).first().waitFor();
    await page.getByRole('button', { name: t('act.restore') }).click();
    await choose(page, 'ask_reason', n.back);
    await dialogOf(page)
      .getByRole('button', { name: t('act.restore') })
      .click();
    await page.getByRole('button', { name: t('act.win') }).waitFor();
    expect((await made.read()).status).toBe('open');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is moved to the pipeline that applies once its customer changes: refused for what is missing, then done', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const made = await makeOpportunity(page, `choose ${language}`, 'small', { amount: '0' });
    await apiOf(stage, page)('PATCH', `${RECORDS}/customer/${made.customer}`, {
      version: made.customerVersion,
      values: { customer_class: 'key' },
    });
    await made.open();
    await page.getByRole('button', { name: t('record.rechoose') }).click();
    const dialog = dialogOf(page);
    const ok = dialog.locator('.ant-btn-primary');
    await ok.click();
    await dialog.getByText(n.worth).waitFor();
    expect((await made.read()).pipeline).toBe('small_business');
    await dialog.locator('#ask_amount').fill('5000');
    await ok.click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await made.read()).toMatchObject({ pipeline: 'key_account', stage: 'ka_initiation', amount: '5000', applies: null });
    await timeLine(page).getByText(t('timeline.pipeline')).waitFor();
    expect(await page.getByRole('button', { name: t('record.rechoose') }).count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is moved with others: what is refused is named with its reason', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const good = await makeOpportunity(page, `batch ${language} good`, 'small');
    const bad = await makeOpportunity(page, `batch ${language} bad`, 'small', { amount: '0' });
    for (const each of [good, bad])
      await apiOf(stage, page)('PATCH', `${RECORDS}/customer/${each.customer}`, {
        version: each.customerVersion,
        values: { customer_class: 'key' },
      });
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all&q=${encodeURIComponent(`batch ${language}`)}`);
    await page.getByText(t('list.applies'), { exact: true }).click();
    for (const each of [good, bad]) await page.getByRole('checkbox', { name: t('list.select', { name: each.name }) }).press('Space');
    await page.getByRole('button', { name: t('bulk.rechoose') }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: t('bulk.start') }).click();
    await dialog.getByText(`${t('bulk.done', { count: 1 })} · ${t('bulk.refused', { count: 1 })}`).waitFor();
    await dialog.getByText(n.worth).waitFor();
    await dialog.getByRole('link', { name: bad.name }).waitFor();
    expect([(await good.read()).pipeline, (await bad.read()).pipeline]).toEqual(['key_account', 'small_business']);
    await dialog
      .locator('.ant-modal-footer')
      .getByRole('button', { name: t('bulk.close') })
      .click();
    await good.open();
    await timeLine(page).getByText(t('timeline.cause.bulk')).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an edit that takes it to another pipeline says so first, and loses nothing that was typed', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const made = await makeOpportunity(page, `announce ${language}`, 'standard');
    await made.move({ stage: 'requirements' });
    await made.move({ stage: 'proposal' });
    await made.open();
    await page
      .getByRole('button', { name: t('action.edit') })
      .first()
      .click();
    await page.fill('#edit_next_step', 'typed before');
    await choose(page, 'edit_opportunity_type', n.renewal);
    const save = page.locator('button[type=submit]');
    await save.click();
    await dialogOf(page).getByText(n.moves).waitFor();
    await dialogOf(page)
      .getByRole('button', { name: t('ask.back') })
      .click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(await page.inputValue('#edit_next_step')).toBe('typed before');
    expect(await made.read()).toMatchObject({ pipeline: 'standard', next_step: 'call' });
    await save.click();
    await dialogOf(page)
      .getByRole('button', { name: t('ask.move') })
      .click();
    await timeLine(page).getByText(t('timeline.pipeline')).waitFor();
    expect(await made.read()).toMatchObject({ pipeline: 'renewal', stage: 'proposal', next_step: 'typed before' });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an entity without stages gets its first pipeline by screen, with reasons to start from', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    await page.goto(`${stage.url}/designer/?app=opportunity#entity/${n.newcomer}`);
    const entity = (await apiOf(stage, page)('GET', '/apps/opportunity/definition')).app.entities.find(
      (each: { key: string }) => each.key === n.newcomer,
    );
    await page.getByTitle(t('design.addProcessOf', { entity: entity.name[language] })).click();
    await page.fill('#part_name', 'Care');
    await page.fill('#part_key', 'care');
    await dialogOf(page)
      .getByRole('button', { name: t('action.add') })
      .click();
    await page.getByRole('button', { name: new RegExp(`^${t('design.status.reopen')} \\(2\\)`) }).waitFor();
    await page.locator('[data-save=saved]').waitFor();
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    await dialogOf(page)
      .getByRole('button', { name: t('design.publish') })
      .click();
    await page.getByText(new RegExp(t('publish.done', { version: '\\d+' }))).waitFor();
    await page.goto(`${stage.url}/a/opportunity/${n.newcomer}/board`);
    await page.locator('[data-stage=start] [data-record]').first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an administrator renames a stage, adds an entry condition and a reason; both hold at once, and the past keeps its names', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const made = await makeOpportunity(page, `design ${language}`, 'standard', {
      ...{ proposal_sent_on: '2026-01-05', quote_amount: '10' },
      ...(n.gateKey === 'source' ? {} : { source: 'referral' }),
    });
    await made.move({ stage: 'requirements' });
    await made.move({ stage: 'proposal' });
    if (n.enteredKey === 'signing') await made.move({ stage: 'negotiation' });
    await page.goto(`${stage.url}/designer/?app=opportunity#pipeline/opportunity`);
    const stageButton = (name: string) => page.locator('.ant-list-item button[aria-pressed]').filter({ hasText: name });
    // Read rather than known, for a story that is told again finds the name it gave before.
    const { app } = await apiOf(stage, page)('GET', '/apps/opportunity/definition');
    const opportunity = app.entities.find((each: { key: string }) => each.key === 'opportunity');
    const before = opportunity.process.pipelines.at(-1).stages[1].name[language];
    const renamed = `${n.renamed} ${made.id.slice(-4)}`;
    await stageButton(before).click();
    await page.fill('#stage_name', renamed);
    await stageButton(n.entered).click();
    const entry = page.getByRole('region', { name: t('design.criteriaEntry') });
    await entry
      .getByRole('button', { name: t('design.addGate') })
      .last()
      .click();
    const pick = async (label: string, option: string) => {
      await entry.getByRole('combobox', { name: label }).last().click();
      const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
      await page.keyboard.type(label === t('filter.field') ? option : '');
      await options.filter({ hasText: option }).first().click();
    };
    await entry
      .getByRole('combobox', { name: t('filter.operator') })
      .last()
      .waitFor();
    await pick(t('filter.field'), n.gateField);
    await pick(t('filter.operator'), n.notEmpty);
    await entry.locator('[id^=entry_gate_]').last().fill(n.gateSays);
    await page.getByRole('button', { name: t('design.pipelineProperties') }).click();
    const statuses = page.getByRole('region', { name: t('design.statuses') });
    await statuses.getByRole('button', { name: new RegExp(`${t('design.status.paused')} \\(`) }).click();
    await page.getByRole('button', { name: t('design.addReason') }).click();
    await page.locator('[id^=option_reason_]').last().fill(n.reason);
    await page.locator('[data-save=saved]').waitFor();
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    await dialogOf(page)
      .getByRole('button', { name: t('design.publish') })
      .click();
    await page.getByText(new RegExp(t('publish.done', { version: '\\d+' }))).waitFor();

    await made.open();
    const path = page.locator('.pw-path');
    await path.getByRole('button', { name: renamed }).waitFor();
    await timeLine(page).getByText(before, { exact: true }).first().waitFor();
    expect(await timeLine(page).getByText(renamed).count()).toBe(0);
    await path.getByRole('button', { name: n.entered }).click();
    await page.getByText(n.refused).waitFor();
    await choose(page, `ask_${n.gateKey}`, n.option);
    await dialogOf(page)
      .getByRole('button', { name: t('act.move'), exact: true })
      .click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect((await made.read()).stage).toBe(n.enteredKey);
    await (await menu(page)).getByText(t('act.pause'), { exact: true }).click();
    await choose(page, 'ask_reason', n.reason);
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('its dialogs, marks and banners fit a phone, and axe finds nothing', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 360, dark: language === 'zh-CN' });
    const found: unknown[] = [];
    const examine = async (name: string, ...but: string[]) => {
      await page.waitForTimeout(500);
      const { violations } = await new AxeBuilder({ page }).disableRules(but).analyze();
      for (const { id, nodes } of violations) found.push([name, id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 200)]);
      const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      if (overflow > 0) found.push([name, 'wider than the window', overflow]);
    };
    const made = await makeOpportunity(page, `phone ${language}`, 'small', { amount: '0' });
    await made.open();
    await (await menu(page)).getByText(t('act.pause'), { exact: true }).click();
    await dialogOf(page).waitFor();
    await examine('pause');
    await made.move({ status: 'paused', reason: 'budget_frozen', until: '2099-01-01' });
    await made.open();
    await page.getByText(n.frozen).first().waitFor();
    await examine('paused');
    await made.move({ status: 'open' });
    await apiOf(stage, page)('PATCH', `${RECORDS}/customer/${made.customer}`, {
      version: made.customerVersion,
      values: { customer_class: 'key' },
    });
    await page.reload();
    await page.getByRole('button', { name: t('record.rechoose') }).click();
    await dialogOf(page).locator('.ant-btn-primary').click();
    await dialogOf(page).getByText(n.worth).waitFor();
    await examine('re-choose, refused');
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all&q=${encodeURIComponent(made.name)}`);
    await page.getByRole('checkbox', { name: t('list.select', { name: made.name }) }).check();
    await examine('selected');
    await page.getByRole('button', { name: t('bulk.rechoose') }).click();
    await dialogOf(page)
      .getByRole('button', { name: t('bulk.start') })
      .click();
    await dialogOf(page).getByText(n.worth).waitFor();
    await examine('batch');
    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=small_business&q=${encodeURIComponent(made.name)}`);
    await page.getByRole('button', { name: t('board.moveCard', { card: made.name }) }).click();
    await page.locator('.ant-dropdown:visible').getByText(t('act.void'), { exact: true }).waitFor();
    // A menu floats outside all landmarks, by design of the library.
    await examine('card menu', 'region');
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
