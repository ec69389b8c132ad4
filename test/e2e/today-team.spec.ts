import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { dayFromNow, dayOf, emptyDay, makerOf, wrongsOf } from '../support/day-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const SALES = 'sales@demo.local';
const SOON = { timeout: 2000 };
/** Sorts before everything that the demo has. */
const LONG_AGO = '2020-01-02';

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the page of today, in %s', (language) => {
  const t = wordsIn(language);
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it('shows a manager her own, then her team’s, where what others do is seen within two seconds', async () => {
    const theirs = await openPage(stage, { language, email: SALES });
    const made = await (await makerOf(stage, apiOf(stage, theirs.page), `团队 ${language}`))('Team pump', { next_step_on: LONG_AGO });
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local' });
    await page.getByRole('heading', { name: t('today.title'), level: 1 }).waitFor();
    const { steps, recent } = dayOf(page, t);
    const line = steps.getByRole('listitem', { name: 'Team pump' });
    // A manager may have none of her own.
    await page.getByText(t('today.lookAtTeam')).or(recent).first().waitFor();
    expect(await line.count()).toBe(0);
    await page.getByText(t('today.team'), { exact: true }).click();
    await line.waitFor();
    // Of others it says whose it is.
    const [{ name }] = (
      await stage.pool.query('select p.name from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = $1', [SALES])
    ).rows;
    await line.getByText(name).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await page.goto(`${stage.url}/a/opportunity/today`);
    await line.waitFor();

    await theirs.page.goto(`${stage.url}/a/opportunity/today`);
    const own = dayOf(theirs.page, t).steps.getByRole('listitem', { name: 'Team pump' });
    await own.getByRole('button', { name: t('today.newDayOf', { name: 'Team pump' }) }).click();
    await theirs.page.getByRole('button', { name: t('nextStep.tomorrow') }).click();
    await own.waitFor({ state: 'detached' });
    await line.waitFor({ state: 'detached', ...SOON });
    expect((await made.read()).next_step_on).toBe(dayFromNow(1));
    await page.getByText(t('today.mine'), { exact: true }).click();
    await page.waitForURL(/whose=mine/);
    expect([...faults, ...theirs.faults]).toEqual([]);
    for (const each of [page, theirs.page]) await each.context().close();
  });

  it('fits a phone, with each of its forms open', async () => {
    await emptyDay(stage, SALES);
    const { page, faults } = await openPage(stage, { language, email: SALES, width: 360, dark: language === 'en' });
    const shot = async (name: string) => {
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phone-${name}-${language}.png` });
    };
    await page.getByRole('heading', { name: t('today.title'), level: 1 }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await shot('empty');
    const make = await makerOf(stage, apiOf(stage, page), `上海一家名字很长的公司的客户 ${language}`);
    const name = `Pump ${'with a long name '.repeat(4)}`.trim();
    await make(name, { next_step: '给客户打电话，约下周见面的时间', next_step_on: LONG_AGO, amount: '123456789.99' });
    await make('Valve', { expected_close: LONG_AGO });
    await make('Pipe', {}, 400);
    const { steps, late, stuck } = dayOf(page, t);
    await steps.getByRole('listitem', { name }).waitFor();
    await stuck.getByRole('listitem', { name: 'Pipe' }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await shot('full');
    const popover = page.locator('.ant-popover:visible');
    for (const [part, title] of [
      [steps, t('today.doneOf', { name })],
      [steps, t('today.newDayOf', { name })],
      [late, t('today.newDayOf', { name: 'Valve' })],
    ] as const) {
      await part.getByRole('button', { name: title, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: title, exact: true });
      await dialog.getByRole('textbox').first().waitFor();
      expect([title, await wrongsOf(page)]).toEqual([title, []]);
      await shot(`form-${title.length}`);
      await page.keyboard.press('Escape');
      await popover.waitFor({ state: 'hidden' });
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
