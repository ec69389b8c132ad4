import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { dayFromNow, makerOf, wrongsOf } from '../support/day-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const RECORDS = '/apps/opportunity/records/opportunity';
const PAGE = '/a/opportunity/opportunity/future';
const REASON = { en: 'Need not mature yet', 'zh-CN': '需求尚未成熟' } as const;

describe.skipIf(!chromium)('what waits for a later time', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each([
    ['zh-CN', 1440],
    ['en', 360],
  ] as const)('in %s at %i: stands under its month and reason, until it is taken up again', async (language, width) => {
    const t = wordsIn(language);
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    const api = apiOf(stage, page);
    // Who has nothing that waits is told what would stand here.
    await page.goto(`${stage.url}${PAGE}`);
    await page.getByText(t('future.nothing')).first().waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    const make = await makerOf(stage, api, `Future ${language}`);
    const deal = await make(`Future ${language}`, { next_step_on: dayFromNow(3) });
    const { version } = await deal.read();
    const until = dayFromNow(90);
    await api('POST', `${RECORDS}/${deal.id}/move`, { version, status: 'future', reason: 'need_not_ripe', until });
    await page.reload();
    const month = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: until.slice(0, 7), exact: true }) });
    await month.getByText(t('future.count', { count: 1 })).waitFor();
    await page.getByRole('link', { name: REASON[language], exact: true }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    // The way to its records.
    await page.getByRole('link', { name: until.slice(0, 7), exact: true }).click();
    await page.getByText(`Future ${language}`, { exact: true }).first().waitFor();
    await page.goto(`${stage.url}${PAGE}`);
    // All of a month is taken up again.
    await month.getByRole('button', { name: t('future.wakeOf', { name: until.slice(0, 7) }) }).click();
    const dialog = page.getByRole('dialog', { name: t('future.wakeTitle', { count: 1 }) });
    await dialog.waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: t('bulk.start') }).click();
    await expect.poll(async () => (await deal.read()).status).toBe('open');
    await dialog
      .getByRole('button', { name: t('bulk.close') })
      .last()
      .click();
    await page.getByText(t('future.nothing')).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
