import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { dayFromNow } from '../support/day-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const RECORDS = '/apps/opportunity/records';
const NAMES = {
  en: { first: 'First contact', fresh: 'New business', renewal: 'Renewal', opportunity: 'opportunity', day: 'in 30 days' },
  'zh-CN': { first: '初次洽谈', fresh: '新商机', renewal: '续签商机', opportunity: '商机', day: '30天后' },
} as const;

/** Counts presses: clicks, and keys that are no text. What is typed is the same wherever one types it. */
function presser(page: Page) {
  let presses = 0;
  const focused = () => page.evaluate<string>('document.activeElement?.id ?? ""');
  return {
    presses: () => presses,
    click: async (selector: string) => {
      presses += 1;
      await page.locator(selector).first().click();
    },
    key: async (key: string) => {
      presses += 1;
      await page.keyboard.press(key);
    },
    /** Types into a field that has the focus. */
    type: async (id: string, text: string) => {
      await expect.poll(focused).toBe(id);
      await page.keyboard.type(text);
    },
    /** Waits for a choice to be offered first. */
    offered: (text: string) => page.locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: text }).waitFor(),
  };
}

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('an opportunity is made, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each([
    { from: 'the board, where the pipeline says of what type', board: true },
    { from: 'the list, where the type is what most are of', board: false },
  ])('from $from, in 9 presses', async ({ board }) => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
    const api = apiOf(stage, page);
    const customer = await api('POST', `${RECORDS}/customer`, {
      values: { name: `云上制造 ${board} ${language}`, customer_class: 'standard', region: 'east' },
    });
    const contact = await api('POST', `${RECORDS}/contact`, { values: { name: `陈总 ${board}`, customer: customer.id } });
    const { click, key, type, offered, presses } = presser(page);
    if (board) {
      await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=renewal`);
      await click(`[aria-label="${t('board.add', { stage: n.first })}"]`);
    } else {
      await page.goto(`${stage.url}/a/opportunity/opportunity`);
      await click(`main button:has-text("${t('list.new', { entity: n.opportunity })}")`);
    }
    await type('new_name', `续约 ${board}`);
    await key('Tab');
    await type('new_customer', '云上制造');
    await offered(customer.name);
    await key('Enter');
    // What the place says goes before what fields begin with.
    const kind = page.locator('.ant-select', { has: page.locator('#new_opportunity_type') });
    await expect.poll(() => kind.innerText()).toContain(board ? n.renewal : n.fresh);
    await click('#new_amount');
    await type('new_amount', '12万');
    await key('Tab');
    await type('new_expected_close', n.day);
    await click('#new_decision_maker');
    await offered(contact.name);
    await key('Enter');
    await click('#new_pain_point');
    await type('new_pain_point', '数据分散');
    await click('button[type=submit]');
    await page.getByRole('heading', { name: `续约 ${board}` }).waitFor();
    const made = await api('GET', `${RECORDS}/opportunity/${new URL(page.url()).pathname.split('/').at(-1)}`);
    expect(made).toMatchObject({
      ...{ customer: customer.id, decision_maker: contact.id, amount: '120000', expected_close: dayFromNow(30) },
      ...{ opportunity_type: board ? 'renewal' : 'new', pipeline: board ? 'renewal' : 'standard', stage: 'first_contact' },
    });
    expect(presses()).toBeLessThanOrEqual(9);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
