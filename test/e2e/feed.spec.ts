import { request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { readCalendar } from '../support/calendar-reader.ts';
import { findChromium } from '../support/chromium.ts';
import { dayFromNow, makerOf, wrongsOf } from '../support/day-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const NAMES = {
  en: { app: 'Opportunities', step: ': next step', back: ' comes back' },
  'zh-CN': { app: '商机管理', step: '：下一步', back: ' 到期恢复' },
} as const;

describe.skipIf(!chromium)('the days of a person in other calendars', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each([
    ['zh-CN', 1440],
    ['en', 360],
  ] as const)('in %s at %i: by an address that is made, made anew and closed', async (language, width) => {
    const t = wordsIn(language);
    const n = NAMES[language];
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    await stage.pool.query(
      `update pipewright.person set language = $1 where user_id = (select id from auth."user" where email = 'sales@demo.local')`,
      [language],
    );
    const api = apiOf(stage, page);
    const make = await makerOf(stage, api, `Feed ${language}`);
    const name = `泵, 阀; "${language}" ${'长'.repeat(30)}`;
    await make(name, { next_step_on: dayFromNow(3) });
    const waits = await make(`Waits ${language}`, { next_step_on: dayFromNow(3) });
    const { version } = await waits.read();
    await api('POST', `/apps/opportunity/records/opportunity/${waits.id}/move`, {
      ...{ version, status: 'future', reason: 'need_not_ripe', until: dayFromNow(90) },
    });
    await page.goto(`${stage.url}/account`);
    await page.getByRole('button', { name: t('feed.makeOf', { app: n.app }), exact: true }).click();
    const shown = page.locator('code', { hasText: '/api/calendar/' });
    const addressOf = async () => ((await shown.textContent()) ?? '').trim();
    await shown.waitFor();
    const old = await addressOf();
    expect(await wrongsOf(page)).toEqual([]);
    // Another program reads it, which is not signed in.
    const program = await request.newContext();
    const read = await program.get(old);
    expect([read.status(), read.headers()['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const text = await read.text();
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    const { events } = readCalendar(text);
    const dayOf = (title: string) => events.find(({ SUMMARY }) => SUMMARY === title)?.['DTSTART;VALUE=DATE'];
    expect(dayOf(`${name}${n.step}`)).toBe(dayFromNow(3).replaceAll('-', ''));
    expect(dayOf(`Waits ${language}${n.back}`)).toBe(dayFromNow(90).replaceAll('-', ''));
    expect((await program.head(old)).status()).toBe(200);
    // Made anew, the former one leads nowhere.
    await page.getByRole('button', { name: t('feed.againOf', { app: n.app }), exact: true }).click();
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: t('feed.again'), exact: true })
      .click();
    await expect.poll(addressOf).not.toBe(old);
    const address = await addressOf();
    expect([(await program.get(old)).status(), (await program.get(address)).status()]).toEqual([404, 200]);
    // Closed, it is gone.
    await page.getByRole('button', { name: t('feed.endOf', { app: n.app }), exact: true }).click();
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: t('feed.end'), exact: true })
      .click();
    await page.getByRole('button', { name: t('feed.makeOf', { app: n.app }), exact: true }).waitFor();
    expect((await program.get(address)).status()).toBe(404);
    await program.dispose();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
