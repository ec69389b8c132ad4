import { wallClock } from '@pipewright/process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const APP = '/apps/opportunity';
const DEMO_ZONE = 'Asia/Shanghai';
/** A zone in which it is another day than in the app's. */
const farZone = () =>
  Number(wallClock(DEMO_ZONE, new Date().toISOString()).slice(11, 13)) >= 18 ? 'Pacific/Kiritimati' : 'Pacific/Pago_Pago';
const TELLERS = {
  'zh-CN': { email: 'sales@demo.local', name: '王小磊' },
  en: { email: 'manager@demo.local', name: 'Jing Xu' },
} as const;
const NEXT_STEP_DATE = { en: 'Next step date', 'zh-CN': '下一步日期' } as const;

/** The account page, the way people go. */
async function toAccount(page: Page, language: StoryLanguage): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /账户|Account of/ })
    .click();
  await page.getByRole('menuitem', { name: wordsIn(language)('account.title') }).click();
  await page.getByRole('heading', { name: wordsIn(language)('account.title') }).waitFor();
}
const pick = async (page: Page, label: string, typed: string, option: string | RegExp) => {
  await page.getByLabel(label, { exact: true }).click();
  if (typed) await page.keyboard.type(typed);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click();
};
const langOf = (page: Page) => page.locator('html').getAttribute('lang');

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('who one is, begun in %s', (language) => {
  const other = language === 'en' ? 'zh-CN' : 'en';
  const [t, then] = [wordsIn(language), wordsIn(other)];
  const { email, name } = TELLERS[language];
  const zone = farZone();

  it('changes name, language and clock, which hold everywhere at once and for whoever signs in anew', async () => {
    const { page, faults } = await openPage(stage, { language, email });
    const api = apiOf(stage, page);
    const { records } = await api('GET', `${APP}/records/opportunity?limit=1&filter={"==":[{"var":"status"},"open"]}`);
    const { id } = records[0];
    await page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    await page.getByRole('textbox', { name: t('line.commentLabel') }).fill(`by my clock ${language}`);
    await page.keyboard.press('Enter');
    const said = (who: Page) => who.locator('.ant-timeline-item').filter({ hasText: `by my clock ${language}` });
    await said(page).waitFor();
    /** The moment of the comment, as it is told to whoever points at it. */
    const told = async (who: Page) => {
      await said(who).locator('time').hover();
      const tip = who.getByRole('tooltip').filter({ hasText: /^\d{4}-\d\d-\d\d \d\d:\d\d/ });
      return (await tip.innerText()).slice(0, 16);
    };
    const at = (await said(page).locator('time').getAttribute('datetime')) ?? '';
    const by = (clock: string) => wallClock(clock, at).slice(0, 16);
    expect(by(zone).slice(0, 10)).not.toBe(by(DEMO_ZONE).slice(0, 10));
    expect(await told(page)).toBe(by(DEMO_ZONE));

    await toAccount(page, language);
    expect(await axe(page)).toEqual([]);
    await page.getByLabel(t('account.name'), { exact: true }).fill(name);
    await pick(page, t('account.zone'), zone.split('/')[1]?.replace('_', ' ') ?? '', zone.split('/')[1]?.replace('_', ' ') ?? '');
    await pick(page, t('account.language'), '', other === 'en' ? 'English' : '中文');
    await page.getByRole('button', { name: t('action.save'), exact: true }).click();
    await page.getByText(then('people.saved')).waitFor();
    await page.getByRole('heading', { name: then('account.title') }).waitFor();
    expect(await langOf(page)).toBe(other);
    await page
      .getByRole('banner')
      .getByRole('button', { name: then('shell.person', { name }) })
      .waitFor();
    const here = page.getByRole('listitem').filter({ hasText: then('account.here') });
    const { sessions } = await api('GET', '/account');
    const since = sessions.find((each: { current: boolean }) => each.current).since;
    await here.getByText(then('account.since', { time: wallClock(zone, since).slice(0, 16) })).waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/profile-${other}.png`, fullPage: true });

    // The record: its moments by the new clock, its days by the calendar that all who work on it share.
    await page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    await said(page).getByText(name).waitFor();
    expect(await langOf(page)).toBe(other);
    expect(await told(page)).toBe(by(zone));
    await page
      .getByRole('button', { name: then('action.edit') })
      .first()
      .click();
    await page.getByRole('textbox', { name: NEXT_STEP_DATE[other] }).fill(other === 'en' ? 'today' : '今天');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('textbox', { name: NEXT_STEP_DATE[other] }).inputValue()).toBe(
      wallClock(DEMO_ZONE, new Date().toISOString()).slice(0, 10),
    );

    // Another machine that still speaks the language of before.
    const anew = await openPage(stage, { language, email });
    await anew.page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    await said(anew.page).getByText(name).waitFor();
    expect(await langOf(anew.page)).toBe(other);
    await anew.page.getByRole('textbox', { name: then('line.commentLabel') }).waitFor();
    expect(await told(anew.page)).toBe(by(zone));
    expect([...faults, ...anew.faults]).toEqual([]);
    for (const each of [page, anew.page]) await each.context().close();
  });

  it('on a phone stays within the window, lists that are open and a name without a space included', async () => {
    const { page, faults } = await openPage(stage, { language, email, width: 360 });
    await page.goto(`${stage.url}/account`);
    await page.getByRole('heading', { name: new RegExp(`^(${zh['account.title']}|${en['account.title']})$`) }).waitFor();
    const spoken: StoryLanguage = (await langOf(page)) === 'en' ? 'en' : 'zh-CN';
    const words = wordsIn(spoken);
    const within = async () => {
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
      const lists = page.locator('.ant-select-dropdown:visible');
      for (const list of await lists.all()) {
        const box = await list.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
      }
    };
    await page.getByLabel(words('account.name'), { exact: true }).fill('W'.repeat(60));
    await page.getByRole('button', { name: words('action.save'), exact: true }).click();
    await page.getByText(words('people.saved')).waitFor();
    await within();
    await page.getByLabel(words('account.zone'), { exact: true }).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().waitFor();
    await within();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/profile-360-${spoken}.png` });
    await page.keyboard.press('Escape');
    expect(await axe(page)).toEqual([]);
    await page.getByLabel(words('account.name'), { exact: true }).fill(name);
    await page.getByRole('button', { name: words('action.save'), exact: true }).click();
    await expect.poll(async () => (await apiOf(stage, page)('GET', '/me')).name).toBe(name);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
