import { setupToken } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe, choose, TEAM } from '../support/people-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const PASSWORD = 'lantern orchard fifty';

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a new installation in %s', (language) => {
  const t = wordsIn(language);
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('migrated');
  });
  afterAll(async () => stage?.close());
  const save = (page: Page) =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: t('action.save') })
      .click();
  const shot = async (page: Page, name: string) => {
    const folder = process.env.SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${language}.png`, fullPage: true });
  };

  it('is set up by screens alone: company, app, departments, a team of five who come in by their links; and one of them leaves', {
    timeout: 180_000,
  }, async () => {
    const { page, faults } = await openPage(stage, { language, width: 1440 });
    await page.goto(`${stage.url}/setup?token=${await setupToken(stage.pool)}`);
    for (const [key, value] of Object.entries({ company: '云帆科技', name: '赵敏', email: 'zhao@acme.example', password: PASSWORD }))
      await page.getByLabel(t(`setup.${key}` as 'setup.name')).fill(value);
    await page.getByRole('button', { name: t('setup.go') }).click();

    await page.getByRole('button', { name: t('home.new') }).click();
    await page.getByLabel(t('newApp.nameZh')).fill('商机');
    await page.getByLabel(t('newApp.nameEn')).fill('Deals');
    await page.getByLabel(t('newApp.key'), { exact: true }).fill('deals');
    await page.getByLabel(t('newApp.sample')).uncheck();
    await page.getByRole('button', { name: t('newApp.go') }).click();
    // The address changes before the new page is drawn, and what stands on the old one until then goes with it.
    await page.waitForURL(/\/a\/deals_/);
    await page.getByRole('navigation', { name: t('shell.navigation') }).waitFor();

    await page.getByRole('button', { name: /账户|Account of/ }).click();
    await page.getByRole('menuitem', { name: t('people.title') }).click();
    await page.getByRole('heading', { name: t('people.title') }).waitFor();
    for (const name of ['华东', '华南']) {
      await page.getByRole('button', { name: t('people.addDepartment') }).click();
      await page.getByLabel(t('people.departmentName')).fill(name);
      await save(page);
      await page.getByRole('button', { name: t('people.editDepartment', { name }) }).waitFor();
    }

    const links: string[] = [];
    await page.getByRole('button', { name: t('people.invite') }).click();
    for (const [i, { name, email, department, role }] of TEAM.entries()) {
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(t('people.name')).fill(name);
      await dialog.getByLabel(t('people.email')).fill(email);
      await choose(page, t('people.department'), department);
      await choose(page, t('people.roleIn', { app: language === 'en' ? 'Deals' : '商机' }), role[language]);
      await dialog.getByRole('button', { name: t('people.inviteGo') }).click();
      const link = dialog.getByLabel(t('people.link'), { exact: true });
      links.push(await link.inputValue());
      if (i === 0) {
        await shot(page, 'link');
        expect(await axe(page)).toEqual([]);
      }
      await dialog.getByRole('button', { name: t(i < TEAM.length - 1 ? 'people.inviteAnother' : 'people.done') }).click();
    }
    for (const [i, link] of links.entries()) {
      const opened = await openPage(stage, { language });
      await opened.page.goto(link);
      await opened.page.locator('input[autocomplete=new-password]').fill(PASSWORD);
      if (i === 0) {
        await shot(opened.page, 'join');
        expect(await axe(opened.page)).toEqual([]);
      }
      await opened.page.getByRole('button', { name: t('join.go') }).click();
      // There is one app, so it is where they arrive.
      await opened.page.waitForURL(/\/a\/deals_/);
      await opened.page.getByRole('navigation').first().waitFor();
      expect(opened.faults).toEqual([]);
      await opened.page.context().close();
    }
    await page.reload();
    await expect.poll(() => page.getByRole('table').getByText(t('people.state.active'), { exact: true }).count()).toBe(6);
    await shot(page, 'people');
    expect(await axe(page)).toEqual([]);

    // By the keyboard a department moves under another one, as by dragging.
    await page.getByRole('button', { name: t('people.editDepartment', { name: '华南' }) }).click();
    await choose(page, t('people.under'), '华东');
    await choose(page, t('people.manager'), '陈静');
    await save(page);
    await expect.poll(() => page.locator('li li').filter({ hasText: '华南' }).count()).toBe(1);
    await page
      .locator('li li')
      .getByRole('button', { name: /华南 \d/ })
      .dragTo(page.getByRole('button', { name: new RegExp(`^${t('people.everybody')}`) }));
    await expect.poll(() => page.locator('li li').count()).toBe(0);

    await page.getByRole('table').getByRole('button', { name: '刘洋' }).click();
    await page
      .getByRole('dialog')
      .getByText(t('people.ledBy', { name: '陈静' }))
      .waitFor();
    await shot(page, 'person');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: t('people.leave') }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: t('people.leaveTitle', { name: '刘洋' }) });
    await dialog.getByText(t('people.leaveNothing', { name: '刘洋' })).waitFor();
    await shot(page, 'leave');
    await dialog.getByRole('button', { name: t('people.leaveGo') }).click();
    await page.getByText(t('people.leaveDone', { name: '刘洋' })).waitFor();
    expect((await stage.pool.query(`select active from pipewright.person where name = '刘洋'`)).rows).toEqual([{ active: false }]);
    expect(faults).toEqual([]);
    await page.context().close();

    const phone = await openPage(stage, { language, width: 360, dark: true });
    await phone.page.fill('input[autocomplete=username]', 'zhao@acme.example');
    await phone.page.fill('input[autocomplete=current-password]', PASSWORD);
    await phone.page.click('button[type=submit]');
    await phone.page.waitForURL((url) => !url.pathname.includes('sign-in'));
    await phone.page.goto(`${stage.url}/people`);
    await phone.page.getByRole('button', { name: '王磊' }).waitFor();
    expect(await phone.page.getByRole('button', { name: '刘洋' }).count()).toBe(0);
    await phone.page.getByLabel(t('people.gone')).check();
    await phone.page.getByRole('button', { name: '刘洋' }).waitFor();
    await shot(phone.page, 'phone');
    const folded = phone.page.getByRole('button', { name: `${t('people.departments')} · ` });
    await folded.click();
    await phone.page.getByRole('button', { name: new RegExp(`^${t('people.everybody')} \\d`) }).click();
    await folded.waitFor();
    expect(await axe(phone.page)).toEqual([]);
    expect(await phone.page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await phone.page.getByRole('button', { name: '王磊' }).click();
    await phone.page.getByRole('dialog').waitFor();
    await shot(phone.page, 'phone-person');
    await phone.page.context().close();
  });
});
