import { AxeBuilder } from '@axe-core/playwright';
import type { App, Automation } from '@pipewright/definition';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { passes } from '../support/automating.ts';
import { openBareStage } from '../support/bare-stage.ts';
import { openPage } from '../support/browser.ts';
import { apiOf } from '../support/screen-story.ts';
import { STANDARD } from '../support/standard.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const bare = openBareStage();

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/flow-${name}.png`, fullPage: true });
};
const SENTENCES = {
  'zh-CN': '新建商机时，提醒负责人，然后若阶段 是 初次洽谈，则提醒负责人，然后等待 2 个工作日；否则提醒负责人；之后结束',
  en: 'When a new opportunity is created, remind the owner, then if Stage is First contact: remind the owner, then wait 2 working days; otherwise: remind the owner; after that stop',
} as const;

/** What a new opportunity needs. */
async function dealOf(api: ReturnType<typeof apiOf>) {
  const filter = encodeURIComponent(JSON.stringify(STANDARD));
  const { records } = await api('GET', `/apps/opportunity/records/contact?limit=1&filter=${filter}`);
  const [{ id: decision_maker, customer }] = records as [{ id: string; customer: string }];
  const values = { name: 'Flow', customer, decision_maker, amount: '1500', expected_close: '2031-01-31', pain_point: 'x' };
  return { ...values, opportunity_type: 'new' };
}

const looks = [
  { language: 'zh-CN', width: 1440, name: '识别阶段', steps: ['新建记录', '提醒', '条件分支', '等待', '结束'] },
  { language: 'en', width: 360, name: 'Early', steps: ['Create a record', 'Remind', 'Branch', 'Wait', 'End'] },
] as const;

describe.skipIf(!bare.chromium).each(looks)(
  'an automation with ways, seen in $language at $width px',
  ({ language, width, name, steps: [, remind, branch, wait, end] }) => {
    const t = wordsIn(language);

    it('is built as a nested list, published, and its runs say which way they went and what they wait for', async () => {
      const { page, faults } = await openPage(bare.stage, { language, email: 'admin@demo.local', width });
      const api = apiOf(bare.stage, page);
      await page.goto(`${bare.stage.url}/designer/?app=opportunity#automations`);
      await page.getByRole('button', { name: new RegExp(t('automate.start.blank')) }).click();
      const sentence = page.getByRole('status', { name: t('automate.sentence') });
      await sentence.waitFor();
      const add = async (within: Locator, kind: string, button: 'first' | 'last' = 'last') => {
        await within
          .getByRole('button', { name: t('automate.addStep') })
          [button]()
          .click();
        await page.locator('.ant-dropdown:visible').getByRole('menuitem', { name: kind, exact: true }).click();
        await page.locator('.ant-dropdown:visible').waitFor({ state: 'hidden' });
      };
      const body = page.locator('body');
      await add(body, branch);
      await page
        .getByRole('textbox', { name: t('automate.caseName') })
        .or(page.locator('[id$=".case_1"]'))
        .first()
        .fill(name);
      const arm = (of: string) => page.getByRole('region', { name: new RegExp(`› ${of}$`) });
      await add(arm(name), remind);
      await add(arm(name), wait);
      await page.getByRole('spinbutton', { name: t('automate.waitLong'), exact: true }).fill('2');
      await page.keyboard.press('Tab');
      const otherwise = language === 'en' ? 'Otherwise' : '否则';
      await add(arm(otherwise), remind);
      await add(body, end);
      await page.locator('[data-save=saved]').waitFor();
      await page.waitForTimeout(300);
      await shoot(page, `built-${language}-${width}`);
      expect(await sentence.innerText()).toBe(SENTENCES[language]);
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)])).toEqual([]);
      expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
      await page
        .getByRole('button', { name: new RegExp(t('design.publish')) })
        .first()
        .click();
      const dialog = page.locator('.ant-modal:visible');
      await dialog.getByText(t('part.automation')).first().waitFor();
      await shoot(page, `publish-${language}-${width}`);
      await dialog.getByRole('button', { name: t('design.publish') }).click();
      await dialog.waitFor({ state: 'hidden' });
      const { definition } = (await api('GET', '/apps/opportunity/draft')) as { definition: App };
      const [made] = definition.automations as [Automation];
      expect(made.nodes.map(({ key, kind, next }) => [key, kind, next])).toEqual([
        ['step_1', 'notify', { done: 'step_2' }],
        ['step_2', 'branch', { case_1: 'step_3', otherwise: 'step_5' }],
        ['step_3', 'notify', { done: 'step_4' }],
        ['step_4', 'wait', { done: 'step_6' }],
        ['step_6', 'end', {}],
        ['step_5', 'notify', { done: 'step_6' }],
      ]);
      await api('POST', '/apps/opportunity/records/opportunity', { values: await dealOf(api) });
      await passes(bare.stage.server, new Date(Date.now() + 60_000).toISOString());
      await page.reload();
      await page.getByText(t('run.asleep'), { exact: true }).waitFor();
      await page.getByRole('button', { name: t('run.steps', { count: 3 }) }).click();
      await page.getByText(`${branch} · ${name}`).waitFor();
      await page.waitForTimeout(300);
      await shoot(page, `runs-${language}-${width}`);
      await page.getByRole('button', { name: t('run.way') }).click();
      const way = page.getByRole('group', { name: t('run.way') });
      await way.getByRole('button', { name: new RegExp(`${wait}.*${t('run.asleep')}`) }).waitFor();
      expect(await way.getByRole('button', { name: new RegExp(`${branch}.*${name}`) }).count()).toBe(1);
      await page.waitForTimeout(500);
      await shoot(page, `way-${language}-${width}`);
      await page.locator('.ant-modal-close:visible').click();
      await page.locator('.ant-modal:visible').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: t('run.skip') }).click();
      const why = page.locator('.ant-modal:visible');
      await why.getByRole('textbox', { name: t('run.why') }).fill('No time');
      await page.waitForTimeout(300);
      await shoot(page, `skip-${language}-${width}`);
      await why.getByRole('button', { name: t('run.skip') }).click();
      await page.getByText(t('run.step.skipped')).waitFor();
      expect(faults).toEqual([]);
      await page.context().close();
    });
  },
);
