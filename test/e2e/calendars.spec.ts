import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
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

const shoot = async (page: Page, name: string, fullPage = false) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/calendar-${name}.png`, fullPage });
};

// Looked at here and not with the other screens: a year has so many parts that four looks at once would take a slow machine minutes.
const CASES: readonly [StoryLanguage, number, 'light' | 'dark'][] = [
  ['zh-CN', 1440, 'light'],
  ['en', 1440, 'dark'],
  ['zh-CN', 360, 'dark'],
  ['en', 360, 'light'],
];

describe.skipIf(!chromium).each(CASES)('the working calendar in the designer, in %s at %d, %s', (language, width, light) => {
  const t = wordsIn(language);
  const draftOf = async (page: Page) => (await page.request.get(`${stage.url}/api/apps/opportunity/draft`)).json();
  const daysOf = async (page: Page) => (await draftOf(page)).definition.calendars?.[0]?.days;

  it('has hours and days changed, by hand and by keyboard, says what it does not know, and takes all back', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width, dark: light === 'dark' });
    await page.goto(`${stage.url}/designer/?app=opportunity#calendars`);
    await page.getByRole('heading', { name: t('calendar.title') }).waitFor();
    const { definition: before } = await draftOf(page);
    const saved = async (days: unknown) => {
      await expect.poll(() => daysOf(page)).toEqual(days);
      await page.locator('[data-save=saved]').waitFor();
    };
    const day = (name: string) => page.locator(`[data-day="${name}"]`);
    // The year that the table knows last, whatever the year of the test.
    const now = new Date().getFullYear();
    const next = now + 1 > 2026 ? now + 1 : undefined;
    if (next)
      expect(
        await page
          .getByRole('alert')
          .filter({ hasText: String(next) })
          .count(),
      ).toBe(1);
    for (let year = now; year !== 2026; year += year > 2026 ? -1 : 1)
      await page.getByRole('button', { name: t(year > 2026 ? 'calendar.yearBefore' : 'calendar.yearAfter') }).click();
    await day('2026-10-01').waitFor();
    await shoot(page, `${language}-${width}`, true);

    const panel = page.getByRole('region', { name: t('calendar.chosen') });
    await day('2026-11-30').click();
    await panel.getByText(t('calendar.by.week')).waitFor();
    await panel.getByText(t('calendar.off'), { exact: true }).click();
    await page.fill('#calendar_day_name', 'Founding');
    await saved([{ day: '2026-11-30', works: false, name: { en: 'Founding', 'zh-CN': 'Founding' } }]);
    expect(await day('2026-11-30').getAttribute('aria-label')).toContain('Founding');
    await shoot(page, `day-${language}-${width}`);

    // From the make-up Saturday after the National Day: a day off again, then on to the week after.
    await day('2026-10-10').click();
    await panel.getByText(new RegExp(language === 'en' ? 'National Day' : '国庆节')).waitFor();
    await day('2026-10-10').focus();
    await page.keyboard.press('Space');
    await expect.poll(async () => (await daysOf(page))?.length).toBe(2);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate('document.activeElement.dataset.day')).toBe('2026-10-17');
    const box = await day('2026-10-17').boundingBox();
    const over = await panel.boundingBox();
    // What the keys lead to is not covered by what is said of it, which stands above or, on a phone, below.
    const [top, end] = [box?.y ?? 0, (box?.y ?? 0) + (box?.height ?? 0)];
    expect(top >= (over?.y ?? 0) + (over?.height ?? 0) || end <= (over?.y ?? 0)).toBe(true);

    const from = page.getByRole('textbox', { name: t('calendar.from'), exact: true }).first();
    await from.fill('8点半');
    await from.press('Enter');
    await expect.poll(() => from.inputValue()).toBe('08:30');
    await expect.poll(async () => (await draftOf(page)).definition.calendars[0].hours).toEqual([{ from: '08:30', to: '18:00' }]);

    const to = page.getByRole('textbox', { name: t('calendar.to'), exact: true }).first();
    await to.fill('7');
    await to.press('Enter');
    await page.getByText(language === 'en' ? 'end before they begin' : '结束早于开始').waitFor();
    expect(await to.getAttribute('aria-invalid')).toBe('true');
    await shoot(page, `fault-${language}-${width}`);
    const { violations } = await new AxeBuilder({ page }).include('.ant-layout-content, main').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);

    // The list of what would be published tells each of them in words.
    const undo = page.getByRole('button', { name: t('action.undo') });
    await undo.click();
    await page.getByText(language === 'en' ? 'end before they begin' : '结束早于开始').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: new RegExp(t('design.publish')) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/2026-11-30 .*Founding/).waitFor();
    await dialog.getByText(/2026-10-10/).waitFor();
    await dialog.getByText(/08:30–18:00/).waitFor();
    await shoot(page, `publish-${language}-${width}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    while (await undo.isEnabled()) await undo.click();
    await expect.poll(async () => (await draftOf(page)).definition).toEqual(before);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
