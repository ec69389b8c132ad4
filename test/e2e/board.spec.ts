import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage, takeUp } from '../support/browser.ts';
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
    stages: ['First contact', 'Requirements', 'Proposal', 'Negotiation', 'Signing'],
    ends: ['Won', 'Lost'],
    missing: "“Next step” is missing; the customer's budget is not confirmed",
    standard: 'Standard',
    renewal: 'Renewal',
    price: 'Price',
  },
  'zh-CN': {
    stages: ['初次洽谈', '需求确定', '方案/报价', '谈判', '签约'],
    ends: ['赢单', '输单'],
    missing: '“下一步”未填写；客户预算还没有确认',
    standard: '标准流程',
    renewal: '续签流程',
    price: '价格',
  },
} as const;

const RECORDS = '/apps/opportunity/records';
/** What the standard pipeline and closing as won ask for, but the number of a contract. */
const COMPLETE = {
  ...{ budget_confirmed: true, next_step: 'call', proposal_sent_on: '2026-01-05', quote_amount: '100' },
  win_factors: ['price'],
};
const board = (search: string) =>
  `${stage.url}/a/opportunity/opportunity/board?${new URLSearchParams({ pipeline: 'standard', q: search })}`;
const place = (key: string) => `[data-stage=${key}]`;

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a board, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];

  async function make(page: Page, name: string, values: object = {}) {
    const api = apiOf(stage, page);
    const customer = await api('POST', `${RECORDS}/customer`, { values: { name: `${name} Co`, customer_class: 'standard' } });
    const contact = await api('POST', `${RECORDS}/contact`, { values: { name: `${name} Boss`, customer: customer.id } });
    const given = {
      name,
      customer: customer.id,
      decision_maker: contact.id,
      opportunity_type: 'new',
      amount: '123456.78',
      pain_point: 'story',
    };
    const record = await api('POST', `${RECORDS}/opportunity`, { values: { ...given, expected_close: '2030-05-06', ...values } });
    return { name, card: `[data-record="${record.id}"]`, read: () => api('GET', `${RECORDS}/opportunity/${record.id}`) };
  }

  /** Takes a card in the hand and holds it over a place. */
  async function hold(page: Page, card: string, over: string) {
    const [from, to] = [await page.locator(card).boundingBox(), await page.locator(over).boundingBox()];
    if (!from || !to) throw new Error(`Nothing to carry from ${card} to ${over}`);
    await page.mouse.move(from.x + 60, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 90, from.y + from.height / 2 + 8, { steps: 4 });
    await page.locator('.pw-held').waitFor();
    await page.mouse.move(to.x + to.width / 2, to.y + 100, { steps: 12 });
    // Let go before the board has seen where the card is, it would stay where it was.
    await page.locator(`${over}[class*="board_over"]`).waitFor();
  }

  it.each([1440, 1920])('has its ends in sight at %i px, where a card is dropped without scrolling', async (width) => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    const [ready, lost] = [
      await make(page, `won ${width} ${language}`, { ...COMPLETE, contract_no: `${width} ${language}` }),
      await make(page, `lost ${width} ${language}`),
    ];
    await page.goto(board(`${width} ${language}`));
    await page.locator(ready.card).waitFor();
    for (const end of ['won', 'lost']) {
      const box = await page.locator(place(end)).boundingBox();
      expect([(box?.x ?? -1) > 0, (box?.x ?? 0) + (box?.width ?? width) <= width, (box?.y ?? 0) + (box?.height ?? 0) <= 850]).toEqual([
        true,
        true,
        true,
      ]);
    }
    const beyond = await page
      .locator('html')
      .evaluate((html) => [html.scrollHeight - html.clientHeight, html.scrollWidth - html.clientWidth]);
    expect(beyond).toEqual([0, 0]);
    const stages = await page.locator(place('first_contact')).boundingBox();
    expect((stages?.y ?? 0) + (stages?.height ?? 0)).toBeGreaterThan(800);

    await hold(page, ready.card, place('won'));
    await page.mouse.up();
    await dialogOf(page)
      .getByText(t('actTitle.win', { name: ready.name }))
      .waitFor();
    await dialogOf(page)
      .getByRole('button', { name: new RegExp(`${t('act.win')}$`) })
      .click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    await page.locator(ready.card).waitFor({ state: 'detached' });
    expect((await ready.read()).status).toBe('won');

    await page.goto(board(lost.name));
    await page.locator(lost.card).waitFor();
    await hold(page, lost.card, place('lost'));
    await page.mouse.up();
    await choose(page, 'ask_lost_reason', n.price);
    await dialogOf(page)
      .getByRole('button', { name: new RegExp(`${t('act.lose')}$`) })
      .click();
    await page.locator(lost.card).waitFor({ state: 'detached' });
    expect((await lost.read()).status).toBe('lost');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('marks what a card still lacks, and dims the places it may not go to while it is held', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
    const stuck = await make(page, `stuck board ${language}`);
    await page.goto(board(stuck.name));
    const mark = page.locator(`${stuck.card} .pw-missing`);
    await mark.waitFor();
    expect((await mark.innerText()).trim()).toBe('2');
    expect(await mark.getAttribute('aria-label')).toBe(t('board.missing', { stage: n.stages[1], what: n.missing }));
    const clear = (key: string) =>
      page.evaluate<number>(`Number(getComputedStyle(document.querySelector('${place(key)} header')).opacity)`);
    expect(await clear('requirements')).toBe(1);
    await hold(page, stuck.card, place('requirements'));
    const why = page.locator('.pw-held').getByText(t('board.notYet', { what: n.missing }));
    await expect.poll(async () => (await why.boundingBox())?.width ?? 0).toBeGreaterThan(100);
    expect([
      await clear('first_contact'),
      await clear('requirements'),
      await clear('signing'),
      await clear('won'),
      await clear('lost'),
    ]).toEqual([1, 0.4, 0.4, 0.4, 1]);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(() => clear('requirements')).toBe(1);
    expect((await stuck.read()).stage).toBe('first_contact');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is worked by keyboard to its very end, and tells on the way where a card may not go', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
    const card = await make(page, `keys board ${language}`, COMPLETE);
    await page.goto(board(card.name));
    const handle = page.locator(`${card.card} .pw-handle`);
    const told = (sentence: string) => page.locator('[aria-live]').getByText(sentence).waitFor({ state: 'attached' });
    await takeUp(handle);
    await told(t('board.over', { card: card.name, stage: n.stages[0] }));
    for (const name of [...n.stages.slice(1), ...n.ends]) {
      await page.keyboard.press('ArrowRight');
      await told(t('board.over', { card: card.name, stage: name }));
      const refused = await page
        .locator('[aria-live]')
        .getByText(t('board.notYet', { what: '' }).slice(0, 8))
        .count();
      expect([name, refused]).toEqual([name, name === n.ends[0] ? 1 : 0]);
    }
    await page.keyboard.press('Escape');
    await told(t('board.back', { card: card.name }));
    expect((await card.read()).status).toBe('open');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('opens on the pipeline for everything, then on the one looked at last, and begins a new record in a stage', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
    const pipelines = page.getByRole('radiogroup', { name: t('board.pipeline') });
    const chosen = () => pipelines.locator('.ant-segmented-item-selected').innerText();
    const open = async (search = '') => {
      await page.goto(`${stage.url}/a/opportunity/opportunity/board${search}`);
      await page.locator('[data-stage]').first().waitFor();
    };
    await open();
    expect(await chosen()).toBe(n.standard);
    expect((await pipelines.locator('.ant-segmented-item').allInnerTexts())[0]).toBe(n.standard);
    await pipelines.getByText(n.renewal).click();
    await page.waitForURL(/pipeline=renewal/);
    await open();
    expect(await chosen()).toBe(n.renewal);
    await open('?pipeline=standard');
    expect(await chosen()).toBe(n.standard);
    await page.getByRole('button', { name: t('board.add', { stage: n.stages[1] }) }).click();
    await page.getByText(t('board.startsIn', { stage: n.stages[1], pipeline: n.standard })).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('fits a phone, where the ends are in the menu of each card', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 360 });
    const stuck = await make(page, `phone board ${language}`);
    await page.goto(board(stuck.name));
    await page.locator(`${stuck.card} .pw-missing`).waitFor();
    expect(await page.locator(place('won')).isVisible()).toBe(false);
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    await page.getByRole('button', { name: t('board.moveCard', { card: stuck.name }) }).click();
    const menu = page.locator('.ant-dropdown:visible');
    await menu.getByText(n.ends[1], { exact: true }).click();
    await dialogOf(page)
      .getByText(t('actTitle.lose', { name: stuck.name }))
      .waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
