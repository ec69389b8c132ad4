import { DEMO } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();

describe.skipIf(!chromium)('somebody who leaves', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());
  const open = `select (select count(*)::int from app_opportunity.opportunity where owner = p.user_id and status not in ('won', 'lost', 'void'))
    + (select count(*)::int from app_opportunity.customer where owner = p.user_id) as n from pipewright.person p where p.name = $1`;
  const openOf = async (name: string) => (await stage.pool.query<{ n: number }>(open, [name])).rows[0]?.n ?? -1;

  it.each([
    ['zh-CN', '王磊', '徐静'],
    ['en', '李娜', '沈浩'],
  ] as const)('in %s: %s hands over in four clicks to %s, who leads the department', async (language, name, heir) => {
    const t = wordsIn(language);
    const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
    await page.goto(`${stage.url}/people`);
    const [before, theirs] = [await openOf(name), await openOf(heir)];
    expect(before).toBeGreaterThan(5);
    await page.getByRole('table').getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: t('people.leave') }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: t('people.leaveTitle', { name }) });
    await dialog.getByText(t('people.leaveTakesOver', { name })).waitFor();
    await dialog.getByText(heir, { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/hand-over-${language}.png` });
    await dialog.getByRole('button', { name: t('people.leaveGo') }).click();
    await page.getByText(t('people.leaveDone', { name })).waitFor();
    // It goes on by itself once the person is out.
    await expect.poll(async () => [await openOf(name), await openOf(heir)], { timeout: 20_000 }).toEqual([0, theirs + before]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
