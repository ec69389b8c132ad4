import type { Entity } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { countedIn, DEAL_NAMES, DEALS, markFirst, openList } from '../support/list-story.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, choose, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
type Words = ReturnType<typeof wordsIn>;
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const firstIds = (page: Page, count: number) =>
  page.locator('tbody tr[data-row-key]').evaluateAll((rows, n) => rows.slice(0, n).map((row) => row.getAttribute('data-row-key')), count);
const is = (name: string, value: string) => ({ '==': [{ var: name }, value] });
/** The address of the deals for which all of these rules hold. */
const listOf = (rules: readonly object[]) =>
  `${stage.url}${DEALS}?view=*&filter=${encodeURIComponent(JSON.stringify(JSON.stringify({ and: rules })))}`;
/** The list of views, where there are too many for tabs. */
const viewsOf = (page: Page, t: Words) => page.getByRole('button', { name: new RegExp(`^${t('list.views')}: `) });
const valuesOf = async (column: string, ids: readonly (string | null)[]) =>
  (await stage.pool.query(`select ${column} as v from app_opportunity.opportunity where id = any($1)`, [ids])).rows.map(({ v }) => v);

describe.skipIf(!chromium)('many records of a list', () => {
  it.each(['zh-CN', 'en'] as const)('are changed, moved and deleted together, in %s', async (language) => {
    const t = wordsIn(language);
    const { next } = DEAL_NAMES[language];
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
    await openList(page, listOf([is('status', 'open')]));
    const bar = page.getByRole('region', { name: t('bulk.bar') });
    const button = (name: string) => bar.getByRole('button', { name });
    /** Starts what the dialog offers, waits for its end, and leaves it. */
    const run = async (start: string, done: number) => {
      await dialogOf(page).getByRole('button', { name: start }).click();
      await dialogOf(page)
        .getByText(t('bulk.done', { count: done }))
        .waitFor();
      await dialogOf(page).locator('.ant-modal-footer button').click();
      await bar.waitFor({ state: 'detached' });
    };

    const two = await firstIds(page, 2);
    await markFirst(page, 2);
    await button(t('together.edit')).click();
    await page.click('#together_field');
    await page.fill('#together_field', next);
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: next }).first().click();
    await page.fill('#together_value', `Story ${language}`);
    await run(t('bulk.start'), 2);
    expect(await valuesOf('next_step', two)).toEqual([`Story ${language}`, `Story ${language}`]);

    // Two go back a stage; what lacks something for a stage stays where it is, and it is said why.
    const { app } = await apiOf(stage, page)('GET', '/apps/opportunity/definition');
    const stages = app.entities.flatMap(({ process }: Entity) => process?.pipelines.find(({ key }) => key === 'standard')?.stages ?? []);
    for (const [from, to, left] of [
      ['negotiation', 'proposal', 0],
      ['first_contact', 'signing', 2],
    ] as const) {
      const rules = [is('status', 'open'), is('pipeline', 'standard'), is('stage', from)];
      await openList(page, listOf(rules));
      const ids = await firstIds(page, 2);
      await markFirst(page, 2);
      await button(t('together.move')).click();
      await choose(page, 'together_stage', stages.find(({ key }: { key: string }) => key === to).name[language]);
      const done = dialogOf(page).getByRole('status');
      await dialogOf(page)
        .getByRole('button', { name: t('bulk.start') })
        .click();
      await done.getByText(left ? t('bulk.refused', { count: left }) : t('bulk.done', { count: 2 })).waitFor();
      expect(await done.getByRole('link').count()).toBe(left);
      await dialogOf(page).locator('.ant-modal-footer button').last().click();
      await bar.waitFor({ state: 'detached' });
      expect(await valuesOf('stage', ids)).toEqual(left ? [from, from] : [to, to]);
    }

    await openList(page, listOf([is('status', 'open')]));
    const all = await countedIn(page);
    const gone = await firstIds(page, 3);
    await markFirst(page, 3);
    await bar.getByText(t('bulk.selected', { count: 3 })).waitFor();
    expect(await axe(page)).toEqual([]);
    await button(t('together.remove')).click();
    await run(t('action.delete'), 3);
    await expect.poll(() => countedIn(page)).toBe(all - 3);
    expect((await valuesOf('deleted_at is not null', gone)).every((each) => each === true)).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['zh-CN', 'en'] as const)(
    'are kept as a view: for oneself, for everybody, renamed, put first, and looked at as a board, in %s',
    async (language) => {
      const t = wordsIn(language);
      const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: 1440 });
      const names = [`A ${language}`, `B ${language}`] as const;
      await openList(page, `${stage.url}${DEALS}`);
      for (const name of names) {
        await page.getByRole('button', { name: t('list.saveView') }).click();
        await dialogOf(page).getByLabel(t('view.name')).fill(name);
        await choose(page, 'audience', name === names[0] ? t('view.everybody') : t('view.mine'));
        await dialogOf(page)
          .getByRole('button', { name: t('action.save') })
          .click();
        await viewsOf(page, t).filter({ hasText: name }).waitFor();
        await dialogOf(page).waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: t('view.manage') }).click();
      const manage = dialogOf(page);
      const own = manage.getByRole('textbox');
      const order = () => own.evaluateAll((all) => all.map((each) => (each as unknown as { value: string }).value));
      await manage.getByLabel(t('view.renameOf', { name: names[1] })).fill(`C ${language}`);
      await manage.getByLabel(t('view.renameOf', { name: names[1] })).press('Enter');
      await manage.getByRole('button', { name: t('view.up', { name: `C ${language}` }) }).click();
      await expect.poll(async () => (await order()).filter((name) => name.endsWith(language))).toEqual([`C ${language}`, names[0]]);
      await manage.locator('.ant-modal-footer button').click();
      await manage.waitFor({ state: 'detached' });

      await viewsOf(page, t).click();
      await page.getByRole('menuitem', { name: names[0] }).click();
      await viewsOf(page, t).filter({ hasText: names[0] }).waitFor();
      expect(await axe(page)).toEqual([]);
      const view = new URL(page.url()).searchParams.get('view');
      await page.locator('.ant-segmented-item', { hasText: t('list.asBoard') }).click();
      await page.getByText(t('list.viewOf', { name: names[0] })).waitFor();
      expect(new URL(page.url()).searchParams.get('view')).toBe(view);

      // Others see what is for everybody, and cannot change it; what is one's own they do not see.
      const theirs = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
      await openList(theirs.page, `${stage.url}${DEALS}?view=${view}`);
      await viewsOf(theirs.page, t).filter({ hasText: names[0] }).waitFor();
      await viewsOf(theirs.page, t).click();
      const offered = theirs.page.getByRole('menuitem');
      await offered.filter({ hasText: names[0] }).waitFor();
      expect(await offered.filter({ hasText: `C ${language}` }).count()).toBe(0);
      expect(await theirs.page.getByRole('button', { name: t('view.manage') }).count()).toBe(0);
      expect([faults, theirs.faults]).toEqual([[], []]);
      await page.context().close();
      await theirs.page.context().close();
    },
  );
});
