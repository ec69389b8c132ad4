import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { changeOf, dayFromNow, dayOf, emptyDay, makerOf, wrongsOf } from '../support/day-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const SALES = 'sales@demo.local';
const NAMES = {
  en: { opportunity: 'opportunity', opportunities: 'opportunities', requirements: 'Requirements', day: 'Next step date' },
  'zh-CN': { opportunity: '商机', opportunities: '商机', requirements: '需求确定', day: '下一步日期' },
} as const;
const SOON = { timeout: 2000 };
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};
describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the page of today, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await emptyDay(stage, SALES);
  });
  afterAll(async () => stage?.close());
  const line = (within: Locator, name: string) => within.getByRole('listitem', { name });
  const gone = (within: Locator, name: string) => line(within, name).waitFor({ state: 'detached', ...SOON });

  it('begins empty and says so; what others give shows within two seconds; each line is acted on where it stands', async () => {
    const mine = await openPage(stage, { language, email: SALES, width: 1440 });
    const { page } = mine;
    // Signing in leads here.
    await page.getByRole('heading', { name: t('today.title'), level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/a/opportunity/today');
    await page.getByText(t('today.nothing', { entity: n.opportunities })).waitFor();
    await page.getByRole('button', { name: t('list.new', { entity: n.opportunity }) }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await shot(page, `today-empty-${language}`);

    const make = await makerOf(stage, apiOf(stage, page), `今日 ${language}`);
    const due = await make('Due pump', { next_step: '给客户打电话', next_step_on: dayFromNow(0) });
    const overdue = await make('Overdue valve', { next_step_on: dayFromNow(-3), amount: '20000.50' });
    const past = await make('Past pipe', { expected_close: dayFromNow(-2) });
    const stuck = await make('Stuck tank', { next_step: '拜访' }, 40);
    await make('Quiet hose');
    const { steps, late, stuck: standing, recent, figure } = dayOf(page, t);
    // What a person makes in another window of hers is news here as well.
    await line(recent, 'Quiet hose').waitFor(SOON);
    expect(await steps.getByRole('listitem').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
      'Overdue valve',
      'Due pump',
    ]);
    await line(steps, 'Overdue valve')
      .getByText(t('today.overdue', { count: 3 }))
      .waitFor();
    await line(steps, 'Due pump').getByText('给客户打电话').waitFor();
    await line(late, 'Past pipe')
      .getByText(t('today.overdue', { count: 2 }))
      .waitFor();
    await line(standing, 'Stuck tank')
      .getByText(t('board.daysOf', { count: 40, standard: 14 }))
      .waitFor();
    await figure('open').getByText('24,000.50').waitFor();
    await figure('won')
      .getByText(t('today.count', { count: 0 }))
      .waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await shot(page, `today-${language}`);

    // Done, and what comes next.
    await line(steps, 'Due pump')
      .getByRole('button', { name: t('today.doneOf', { name: 'Due pump' }) })
      .click();
    const form = page.getByRole('form', { name: t('nextStep.of', { name: 'Due pump' }) });
    await form.getByRole('textbox').first().fill('发方案');
    await form.getByRole('button', { name: t('nextStep.tomorrow') }).click();
    expect(await wrongsOf(page)).toEqual([]);
    await shot(page, `today-done-${language}`);
    await form.getByRole('button', { name: t('action.save') }).click();
    await gone(steps, 'Due pump');
    expect(await due.read()).toMatchObject({ next_step: '发方案', next_step_on: dayFromNow(1) });
    // Put off.
    await line(steps, 'Overdue valve')
      .getByRole('button', { name: t('today.newDayOf', { name: 'Overdue valve' }) })
      .click();
    await page.getByRole('button', { name: t('nextStep.inAWeek') }).click();
    await gone(steps, 'Overdue valve');
    expect((await overdue.read()).next_step_on).toBe(dayFromNow(7));
    // Another close date, typed.
    await line(late, 'Past pipe')
      .getByRole('button', { name: t('today.newDayOf', { name: 'Past pipe' }) })
      .click();
    await page.getByRole('dialog').getByRole('textbox').fill(dayFromNow(30));
    expect(await wrongsOf(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('action.save') })
      .click();
    await gone(late, 'Past pipe');
    expect((await past.read()).expected_close).toBe(dayFromNow(30));
    // Moved on.
    await line(standing, 'Stuck tank')
      .getByRole('button', { name: t('today.moveOf', { name: 'Stuck tank' }) })
      .click();
    await page.getByRole('menuitem', { name: n.requirements }).click();
    await gone(standing, 'Stuck tank');
    expect((await stuck.read()).stage).toBe('requirements');
    await steps.getByText(t('today.stepsNone', { field: n.day })).waitFor();
    expect(mine.faults).toEqual([]);

    // What somebody else does.
    const theirs = await openPage(stage, { language, email: 'admin@demo.local' });
    const admin = apiOf(stage, theirs.page);
    await changeOf(admin, overdue.id, { next_step: '开会', next_step_on: dayFromNow(0) });
    await line(steps, 'Overdue valve').getByText('开会').waitFor(SOON);
    const { version } = await overdue.read();
    await admin('POST', `/apps/opportunity/records/opportunity/${overdue.id}/move`, {
      ...{
        version,
        status: 'won',
        values: { win_factors: ['price'], proposal_sent_on: dayFromNow(0), quote_amount: '20000', contract_no: `C ${language}` },
      },
    });
    await gone(steps, 'Overdue valve');
    await figure('won').getByText('20,000.50').waitFor(SOON);
    await figure('open').getByText('4,000').waitFor(SOON);
    expect([...mine.faults, ...theirs.faults]).toEqual([]);
    await page.context().close();
    await theirs.page.context().close();
  });
});
