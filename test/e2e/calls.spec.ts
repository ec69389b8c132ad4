import { AxeBuilder } from '@axe-core/playwright';
import { type App, type Automation, stepNames, triggerNames } from '@pipewright/definition';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { passes } from '../support/automating.ts';
import { openBareStage } from '../support/bare-stage.ts';
import { openPage } from '../support/browser.ts';
import { apiOf, choose, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const bare = openBareStage();
const shoot = async (page: Page, name: string) => {
  await page.waitForTimeout(300);
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/calls-${name}.png`, fullPage: true });
};

async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const raw = (await page.locator('body').innerText()).match(/\b(flow|saying|step|way|run|automate)[._][a-z_0-9]+/);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [...found, ...(overflow > 0 ? [['wider than the window', overflow]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}

/** An automation about contacts that others call: it marks them. */
const GREET: Automation = {
  ...{ key: 'greet', name: { en: 'Greet', 'zh-CN': '问候' }, entity: 'contact', on: { kind: 'called' }, start: 'mark' },
  nodes: [{ key: 'mark', kind: 'set', values: { job_title: 'Greeted' }, next: { done: null } }],
};

const SENTENCES = {
  'zh-CN':
    '客户的客户名称变更时，提醒负责人，然后对指向它的联系人（最多 2 条）逐条执行“问候”，然后并行：“分支 1”抄送负责人；“分支 2”抄送负责人',
  en: 'When Customer name of the customer changes, remind the owner, then run “Greet” for each of at most 2 contacts that refer to it, then side by side: “Way 1”: let the owner know for information; “Way 2”: let the owner know for information',
} as const;

const looks = [
  { language: 'zh-CN', width: 1440 },
  { language: 'en', width: 360 },
] as const;

describe.skipIf(!bare.chromium).each(looks)('an automation that calls another, in $language at $width px', ({ language, width }) => {
  const t = wordsIn(language);
  const shot = (page: Page, name: string) => shoot(page, `${name}-${language}-${width}`);

  it('is built for each record that is found, and its runs lead to those that they began, and back', async () => {
    const { page, faults } = await openPage(bare.stage, { language, email: 'admin@demo.local', width });
    const api = apiOf(bare.stage, page);
    const before = (await api('GET', '/apps/opportunity/draft')) as { definition: App; revision: number };
    await api('PUT', '/apps/opportunity/draft', { definition: { ...before.definition, automations: [GREET] }, revision: before.revision });
    await page.goto(`${bare.stage.url}/designer/?app=opportunity#automation/greet`);
    await page.getByText(t('automate.calledNone')).waitFor();
    await page.goto(`${bare.stage.url}/designer/?app=opportunity#automations`);
    await page.getByRole('button', { name: t('automate.new') }).click();
    const customer = before.definition.entities.find(({ key }) => key === 'customer')?.name[language] ?? '';
    await choose(page, 'automation_about', new RegExp(`^${customer}$`));
    await dialogOf(page)
      .getByRole('button', { name: new RegExp(t('automate.start.blank')) })
      .click();
    await choose(page, 'trigger_kind', triggerNames.changed[language]);
    const add = async (within: Locator, kind: keyof typeof stepNames, face: 'list' | 'canvas' = 'list') => {
      const name = stepNames[kind][language];
      if (face === 'canvas')
        return within
          .getByRole('list', { name: t('flow.palette') })
          .getByRole('button', { name, exact: true })
          .click();
      const button = within.getByRole('button', { name: t('automate.addStep') }).last();
      await button.focus();
      await page.keyboard.press('Enter');
      const item = page.locator('.ant-dropdown:visible').getByRole('menuitem', { name, exact: true });
      await item.waitFor();
      await item.press('Enter');
      await page.locator('.ant-dropdown:visible').waitFor({ state: 'hidden' });
    };
    const body = page.locator('body');
    const face = (name: 'list' | 'canvas') => page.locator('.ant-segmented-item', { hasText: t(`flow.${name}`) }).click();
    if (width > 1000) {
      await face('canvas');
      await add(body, 'call', 'canvas');
    } else await add(body, 'call');
    const most = page.getByRole('spinbutton', { name: t('automate.foundMost') });
    await most.fill('2');
    await page.keyboard.press('Tab');
    await shot(page, 'settings');
    expect(await faultsOf(page)).toEqual([]);
    await face('list');
    await add(body, 'parallel');
    const arm = (n: number) => page.getByRole('region', { name: new RegExp(`› (Way|分支) ${n}$`) });
    for (const n of [1, 2]) await add(arm(n), 'cc');
    const sentence = page.getByRole('status', { name: t('automate.sentence') });
    await page.locator('[data-save=saved]').waitFor();
    expect(await sentence.innerText()).toBe(SENTENCES[language]);
    await shot(page, 'built');
    expect(await faultsOf(page)).toEqual([]);
    await face('canvas');
    await shot(page, 'canvas');
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByRole('button', { name: new RegExp(t('design.publish')) })
      .first()
      .click();
    await dialogOf(page).getByText(t('part.automation')).first().waitFor();
    await shot(page, 'publish');
    await dialogOf(page)
      .getByRole('button', { name: t('design.publish') })
      .click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    const [{ id, contacts }] = (
      await bare.stage.pool.query(
        `select c.id::text, count(*)::int as contacts from app_opportunity.customer c join app_opportunity.contact k on k.customer = c.id and k.deleted_at is null
         where c.deleted_at is null group by c.id order by count(*) desc, c.id limit 1`,
      )
    ).rows;
    const third = { customer: id, name: 'One more' };
    for (let n = contacts; n < 3; n += 1) await api('POST', '/apps/opportunity/records/contact', { values: third });
    const { version } = await api('GET', `/apps/opportunity/records/customer/${id}`);
    await api('PATCH', `/apps/opportunity/records/customer/${id}`, { version, values: { name: `Called ${language} ${width}` } });
    await passes(bare.stage.server, new Date(Date.now() + 60_000).toISOString());
    await page.reload();
    const began = t('run.began', { over: 4, total: 4 });
    await page.getByRole('button', { name: began }).first().waitFor();
    await page.getByRole('button', { name: t('run.steps', { count: 3 }) }).click();
    await page
      .getByText(language === 'en' ? `2 of ${Math.max(3, contacts)} records found` : `找到 ${Math.max(3, contacts)} 条记录，仅执行前 2 条`)
      .waitFor();
    await shot(page, 'run');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: began }).first().click();
    const dialog = dialogOf(page).last();
    await dialog.getByText(GREET.name[language], { exact: true }).first().waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(4);
    await shot(page, 'children');
    expect(await faultsOf(page)).toEqual([]);
    await dialog
      .getByRole('button', { name: /^(Begun by|由)/ })
      .first()
      .click();
    const back = dialogOf(page).last();
    await back.getByRole('button', { name: began }).first().waitFor();
    await back.getByRole('button', { name: t('run.way') }).click();
    const way = page.getByRole('group', { name: t('run.way') });
    await way.getByRole('button', { name: new RegExp(stepNames.call[language]) }).waitFor();
    await shot(page, 'way');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
