import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

/** The words in an empty input, whether they are the browser's or the library's. */
const saidIn = (page: Page, id: string) =>
  page
    .locator(`#${id}`)
    .evaluate(
      (input) =>
        (input as unknown as { placeholder: string }).placeholder ||
        input.closest('.ant-select')?.querySelector('.ant-select-placeholder')?.textContent,
    );
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a form that is filled in by keys alone, in %s', (language) => {
  const t = wordsIn(language);

  it.each([1440, 360])('says what to do in what is empty, and goes from field to field, at %i', async (width) => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    await page.locator('#new_name').waitFor();
    for (const field of ['source', 'product', 'decision_maker', 'competitors', 'settlement'])
      expect([field, await saidIn(page, `new_${field}`)]).toEqual([field, t('form.choose')]);
    for (const field of ['next_step_on', 'engaged_on', 'proposal_sent_on'])
      expect([field, await saidIn(page, `new_${field}`)]).toEqual([field, t('form.chooseDay')]);
    expect(await axe(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/empty-${width}-${language}.png`, fullPage: true });

    // What is filled in is left by one Tab, and emptied by one key.
    const ids = (await page.locator('form [id^=new_]').evaluateAll((all) => all.map((each) => ('value' in each ? each.id : '')))).filter(
      (id) => /^new_[a-z_]+$/.test(id),
    );
    const after = (id: string) => ids[ids.indexOf(id) + 1];
    await page.locator('#new_source').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
    const sign = page.locator('.ant-select', { has: page.locator('#new_source') }).locator('.ant-select-clear');
    await sign.waitFor({ state: 'attached' });
    expect(await sign.getAttribute('aria-label')).toBe(t('form.clear'));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(after('new_source'));
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('new_source');
    await page.keyboard.press('Backspace');
    await sign.waitFor({ state: 'detached' });
    expect(await saidIn(page, 'new_source')).toBe(t('form.choose'));
    await page.keyboard.press('Escape');
    await page.locator('#new_next_step_on').fill('2030-01-02');
    // Enter takes in what was typed or opens what there is to choose; only the button sends a form that is not whole.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect([await page.getByRole('alert').count(), page.url()]).toEqual([0, `${stage.url}/a/opportunity/opportunity/new`]);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(after('new_next_step_on'));
    await page.locator('#new_source').focus();
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().waitFor();
    await page.keyboard.press('Enter');
    await sign.waitFor({ state: 'attached' });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
