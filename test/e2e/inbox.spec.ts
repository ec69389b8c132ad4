import { NOTICE_SENTENCES, type NoticeKind } from '@pipewright/definition';
import { notifyEach } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { wrongsOf } from '../support/day-story.ts';
import { apiOf, choose } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const SALES = 'sales@demo.local';
const AUTOMATION = { en: 'Follow-up ladder', 'zh-CN': '跟进提醒' };
const TEXT = { en: 'No contact for 5 working days. Please call them.', 'zh-CN': '已 5 个工作日没有联系，请尽快致电。' };
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the page of notices, in %s', (language) => {
  const t = wordsIn(language);
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  const sentence = (kind: NoticeKind & keyof typeof NOTICE_SENTENCES.en, record: string) =>
    NOTICE_SENTENCES[language][kind].replace('{{by}}', AUTOMATION[language]).replace('{{record}}', record);
  const line = (page: Page, name: string) => page.getByRole('listitem', { name });

  /** Tells the sales person of three customers, and gives what each notice says. */
  async function told(page: Page): Promise<{ reminder: string; warning: string; reclaimed: string }> {
    const api = apiOf(stage, page);
    const { user } = await api('GET', '/me');
    const { records } = await api('GET', '/apps/opportunity/records/customer?limit=3&sort=name');
    const kinds = ['reminder', 'warning', 'reclaimed'] as const;
    for (const [i, kind] of kinds.entries()) {
      const due = '2026-12-24T10:00:00.000Z';
      const words = { text: TEXT, automation: AUTOMATION, level: i + 1, ...(kind === 'warning' ? { due } : {}) };
      const source = { app: 'opportunity', kind, entity: 'customer', by: null };
      await notifyEach(stage.pool, source, [{ person: user, record: records[i].id, words }], () => undefined);
    }
    const [reminder = '', warning = '', reclaimed = ''] = kinds.map((kind, i) => sentence(kind, records[i].name));
    return { reminder, warning, reclaimed };
  }

  it('is used with one thumb: a reminder is found, its record opened, one is done, one put off and brought back', async () => {
    const { page, faults } = await openPage(stage, { language, email: SALES, width: 390 });
    await page.setViewportSize({ width: 390, height: 844 });
    const { reminder, warning, reclaimed } = await told(page);
    await page.goto(`${stage.url}/a/opportunity/customer`);
    await page.getByRole('button', { name: t('notice.bellUnread', { count: 3 }) }).click();
    await page.getByRole('heading', { name: t('notice.title'), level: 1 }).waitFor();
    await line(page, reminder).getByText(TEXT[language]).waitFor();
    await expect.poll(() => page.title()).toMatch(/^\(3\) /);
    await line(page, warning).getByText('2026-12-24 18:00').waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await shot(page, `inbox-390-${language}`);

    await page.getByText(reminder).click();
    const beside = page.getByRole('dialog');
    await beside.waitFor();
    await line(page, reminder).waitFor({ state: 'detached' });
    await page.goBack();
    await beside.waitFor({ state: 'hidden' });
    await line(page, warning)
      .getByRole('button', { name: t('inbox.done') })
      .click();
    await line(page, warning).waitFor({ state: 'detached' });
    await line(page, reclaimed)
      .getByRole('button', { name: t('inbox.later') })
      .click();
    await page.getByText(t('inbox.tomorrow')).waitFor();
    await shot(page, `inbox-later-390-${language}`);
    await page.getByText(t('inbox.tomorrow')).click();
    await page.getByText(t('inbox.unreadNone')).waitFor();
    await expect.poll(() => page.title()).not.toMatch(/^\(/);
    await shot(page, `inbox-empty-390-${language}`);

    await page
      .locator('.ant-segmented-item')
      .filter({ hasText: t('inbox.later') })
      .click();
    await page.waitForURL(/show=later/);
    await line(page, reclaimed)
      .getByRole('button', { name: t('inbox.back') })
      .click();
    await page.getByText(t('inbox.laterNone')).waitFor();
    await page
      .locator('.ant-segmented-item')
      .filter({ hasText: t('inbox.unread') })
      .click();
    await line(page, reclaimed).waitFor();
    await expect.poll(() => page.title()).toMatch(/^\(1\) /);
    const { rows } = await stage.pool.query(
      `select kind from pipewright.notice where read_at is null and kind in ('reminder', 'warning', 'reclaimed')`,
    );
    expect([rows, faults]).toEqual([[{ kind: 'reclaimed' }], []]);
    await page.context().close();
  });

  it('is wide beside a record, and what comes by mail is chosen on the account page', async () => {
    const { page, faults } = await openPage(stage, { language, email: SALES, width: 1440 });
    const { reminder } = await told(page);
    await page.goto(`${stage.url}/a/opportunity/notices?show=all`);
    await line(page, reminder).first().waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await shot(page, `inbox-1440-${language}`);
    await page.getByText(reminder).first().click();
    await page.getByRole('dialog').waitFor();
    await shot(page, `inbox-beside-1440-${language}`);
    await page.goto(`${stage.url}/account#mail`);
    await page.getByText(t('mail.none')).waitFor();
    await choose(page, 'mail_topics_mention', t('mail.digest'));
    await page.getByRole('switch', { name: t('mail.quiet') }).click();
    await page.getByLabel(t('mail.from'), { exact: true }).fill('21:30');
    await shot(page, `mail-1440-${language}`);
    await page.getByRole('button', { name: t('mail.save') }).click();
    await page.getByText(t('people.saved')).waitFor();
    await page.reload();
    expect(await page.getByLabel(t('mail.from'), { exact: true }).inputValue()).toBe('21:30');
    expect(await wrongsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByText(t('mail.title')).scrollIntoViewIfNeeded();
    await shot(page, `mail-360-${language}`);
    expect(await wrongsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
