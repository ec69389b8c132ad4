import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feed as feedEn } from '../../packages/ui/src/text/en/feed.ts';
import { en } from '../../packages/ui/src/text/en.ts';
import { feed as feedZh } from '../../packages/ui/src/text/zh/feed.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf({ ...en, ...feedEn }, { ...zh, ...feedZh });
const chromium = findChromium();
const NAME = { en: 'Opportunities', 'zh-CN': '商机管理' };

describe.skipIf(!chromium)('one’s dates in another calendar', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each([
    ['zh-CN', 1440, 'sales'],
    ['en', 360, 'manager'],
  ] as const)('in %s at %i: an address is made, read, made anew and closed', async (language, width, who) => {
    const t = wordsIn(language);
    const app = NAME[language];
    const { page, faults } = await openPage(stage, { language, email: `${who}@demo.local`, width });
    const api = apiOf(stage, page);
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const made = await api('POST', '/apps/opportunity/records/customer', { values: { name: `Feed ${language}` } });
    const contact = await api('POST', '/apps/opportunity/records/contact', { values: { name: 'Boss', customer: made.id } });
    await api('POST', '/apps/opportunity/records/opportunity', {
      values: {
        ...{ name: `Feed, ${language}; 云`, customer: made.id, decision_maker: contact.id, source: 'website', amount: '9000' },
        ...{ expected_close: '2031-05-06', pain_point: 'x', next_step: 'Call', next_step_on: soon },
      },
    });
    await page.goto(`${stage.url}/account`);
    const panel = page.locator('.ant-card').filter({ hasText: t('feed.title') });
    await panel.getByRole('button', { name: t('feed.makeOf', { app }) }).click();
    const address = async (not = '') => {
      const shown = panel.locator('code');
      await shown.waitFor();
      await expect.poll(() => shown.textContent()).not.toBe(not);
      return String(await shown.textContent());
    };
    const first = await address();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/feed-${language}-${width}.png`, fullPage: true });
    // Whoever has the address reads it, without signing in.
    const text = await fetch(first);
    expect([text.status, text.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/calendar')]);
    const lines = (await text.text()).replaceAll('\r\n ', '');
    expect(lines).toContain(`Feed\\, ${language}\\; 云`);
    expect(lines).toContain(`DTSTART;VALUE=DATE:${soon.replaceAll('-', '')}`);

    await panel.getByRole('button', { name: t('feed.againOf', { app }) }).click();
    await page
      .locator('.ant-popover:visible')
      .getByRole('button', { name: t('feed.again') })
      .click();
    const second = await address(first);
    expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200]);
    await page.reload();
    await panel.getByText(t('feed.used', { day: '' }).trim()).waitFor();
    expect(await panel.locator('code').count()).toBe(0);
    await panel.getByRole('button', { name: t('feed.endOf', { app }) }).click();
    await page
      .locator('.ant-popover:visible')
      .getByRole('button', { name: t('feed.end') })
      .click();
    await panel.getByRole('button', { name: t('feed.makeOf', { app }) }).waitFor();
    expect((await fetch(second)).status).toBe(404);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
