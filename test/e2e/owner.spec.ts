import { NOTICE_SENTENCES } from '@pipewright/definition';
import { DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

describe.skipIf(!chromium)('whose a record is', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());
  const idOf = async (email: string) =>
    (await stage.pool.query('select id from auth."user" where email = $1', [email])).rows[0].id as string;
  const owned = async (user: string) =>
    (await stage.pool.query('select count(*)::int as n from app_opportunity.opportunity where owner = $1 and deleted_at is null', [user]))
      .rows[0].n;
  /** Looks for a person by typing the name. */
  const choose = async (page: Page, name: string) => {
    await page.keyboard.type(name);
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: name }).first().click();
  };

  it.each([
    ['zh-CN', '王磊'],
    ['en', '李娜'],
  ] as const)('in %s: twenty deals are given to %s in five clicks', async (language, name) => {
    const t = wordsIn(language);
    const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
    const [heir] = (await stage.pool.query('select user_id as id from pipewright.person where name = $1', [name])).rows;
    const api = apiOf(stage, page);
    const others = JSON.stringify({ '!=': [{ var: 'owner' }, heir.id] });
    const before = await owned(heir.id);
    const { records } = await api('GET', `/apps/opportunity/records/opportunity?limit=20&filter=${encodeURIComponent(others)}&fields=name`);
    const ids = JSON.stringify({ in: [{ var: 'id' }, records.map(({ id }: { id: string }) => id)] });
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=*&filter=${encodeURIComponent(JSON.stringify(ids))}`);
    await page.getByLabel(t('list.selectAll')).click();
    await page.getByRole('button', { name: t('assign.act') }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('combobox').click();
    await choose(page, name);
    expect(await axe(page)).toEqual([]);
    await shot(page, `assign-${language}`);
    await dialog.getByRole('button', { name: t('assign.go') }).click();
    await dialog.getByText(t('assign.done', { count: 20 })).waitFor();
    await shot(page, `assigned-${language}`);
    expect(await owned(heir.id)).toBe(before + 20);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['zh-CN', 'en'] as const)('in %s: a record is shared with a colleague, who sees it, and taken back', async (language) => {
    const t = wordsIn(language);
    const sales = await idOf('sales@demo.local');
    const [{ id, name: colleague }] = (
      await stage.pool.query(
        `select o.id, p.name from app_opportunity.opportunity o, pipewright.person p where p.user_id = $1 and o.owner <> $1 and o.deleted_at is null and o.status = 'open' order by o.id limit 1`,
        [sales],
      )
    ).rows;
    const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
    await page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    const team = page.getByRole('region', { name: t('team.title') });
    await team.getByRole('button', { name: t('team.add') }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('combobox').click();
    await choose(page, colleague);
    await shot(page, `team-add-${language}`);
    await dialog.getByRole('button', { name: t('team.go') }).click();
    await team.getByText(colleague, { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, `team-${language}`);
    await page.setViewportSize({ width: 360, height: 780 });
    await team.scrollIntoViewIfNeeded();
    await shot(page, `team-phone-${language}`);
    const theirs = await openPage(stage, { language, email: 'sales@demo.local' });
    await theirs.page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    const seen = theirs.page.getByRole('region', { name: t('team.title') });
    await seen.getByRole('button', { name: t('team.leave') }).waitFor();
    expect(await seen.getByRole('button', { name: t('team.add') }).count()).toBe(0);
    await team.getByRole('button', { name: t('team.end', { name: colleague }) }).click();
    await team.getByText(colleague, { exact: true }).waitFor({ state: 'detached' });
    await theirs.page.reload();
    await seen.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.context().close();
    await theirs.page.context().close();
  });

  it.each(['zh-CN', 'en'] as const)(
    'in %s: whose owner is changed as any other field is told to who has it now, at once',
    async (language) => {
      const t = wordsIn(language);
      const manager = await idOf('manager@demo.local');
      const [{ id, title, colleague }] = (
        await stage.pool.query(
          `select o.id, o.name as title, p.name as colleague from app_opportunity.opportunity o, pipewright.person p
         where p.user_id = $1 and o.owner <> $1 and o.deleted_at is null and o.status = 'open' order by o.id desc limit 1`,
          [manager],
        )
      ).rows;
      await stage.pool.query('delete from pipewright.notice');
      const theirs = await openPage(stage, { language, email: 'manager@demo.local', width: 1440 });
      await theirs.page.goto(`${stage.url}/a/opportunity/opportunity`);
      await theirs.page.getByRole('button', { name: t('notice.bell'), exact: true }).waitFor();
      const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
      const only = JSON.stringify({ '==': [{ var: 'id' }, id] });
      await page.goto(`${stage.url}/a/opportunity/opportunity?view=*&filter=${encodeURIComponent(JSON.stringify(only))}`);
      await page.getByLabel(t('list.selectAll')).click();
      await page.getByRole('button', { name: t('together.edit') }).click();
      await page.click('#together_field');
      await page.fill('#together_field', language === 'en' ? 'Owner' : '负责人');
      await page.keyboard.press('Enter');
      await page.click('#together_value');
      await choose(page, colleague);
      await dialogOf(page)
        .getByRole('button', { name: t('bulk.start') })
        .click();
      await dialogOf(page)
        .getByText(t('bulk.done', { count: 1 }))
        .waitFor();
      await theirs.page.getByRole('button', { name: t('notice.bellUnread', { count: 1 }) }).click();
      const { name: by } = (await stage.pool.query('select name from pipewright.person where user_id = $1', [await idOf(DEMO.email)]))
        .rows[0];
      await theirs.page.getByText(NOTICE_SENTENCES[language].assigned.replace('{{by}}', by).replace('{{record}}', title)).waitFor();
      await shot(theirs.page, `owner-told-${language}`);
      expect([...faults, ...theirs.faults]).toEqual([]);
      await page.context().close();
      await theirs.page.context().close();
    },
  );
});
