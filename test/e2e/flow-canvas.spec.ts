import { AxeBuilder } from '@axe-core/playwright';
import { type App, type Automation, type NodeKind, stepNames } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openBareStage } from '../support/bare-stage.ts';
import { openPage } from '../support/browser.ts';
import { box, byKeyboard, byMouse } from '../support/flow-story.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const bare = openBareStage();

async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const raw = (await page.locator('body').innerText()).match(/\b(flow|saying|step|case)[._][a-z_0-9]+/);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [...found, ...(overflow > 0 ? [['wider than the window', overflow]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}

/** What leads where, step by step. */
const leadsIn = ({ start, nodes }: Automation) => [start, ...nodes.map(({ key, kind, next }) => [key, kind, next])];
/** A condition with two ways, each with a reminder, and then the step that was there, for both. */
const WANTED = [
  'step_2',
  ['step_2', 'branch', { case_1: 'step_3', otherwise: 'step_4' }],
  ['step_3', 'notify', { done: 'step_1' }],
  ['step_1', 'notify', { done: null }],
  ['step_4', 'notify', { done: 'step_1' }],
];

describe.skipIf(!bare.chromium).each(['zh-CN', 'en'] as const)('an automation on the canvas, in %s', (language) => {
  const t = wordsIn(language);
  const say = (kind: NodeKind) => stepNames[kind][language];
  const open = async (width: number) => {
    const opened = await openPage(bare.stage, { language, email: 'admin@demo.local', width });
    const { page } = opened;
    await page.goto(`${bare.stage.url}/designer/?app=opportunity#automations`);
    await page.getByRole('button', { name: new RegExp(t('automate.start.blank')) }).click();
    await page.locator('.ant-segmented-item', { hasText: t('flow.canvas') }).click();
    await box(page, 'step_1').waitFor();
    return opened;
  };

  it.each([
    ['mouse', byMouse],
    ['keyboard', byKeyboard],
  ] as const)('is built by %s alone, shows what is wrong where it is, and is published', async (_, build) => {
    const { page, faults } = await open(1440);
    await build({ page, t, say });
    await page.locator('[data-save=saved]').waitFor();
    const api = apiOf(bare.stage, page);
    const made = async () => ((await api('GET', '/apps/opportunity/draft')).definition as App).automations?.[0];
    await expect.poll(async () => leadsIn((await made()) as Automation)).toEqual(WANTED);
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByRole('button', { name: new RegExp(t('design.publish')) })
      .first()
      .press('Enter');
    await dialogOf(page).getByText(t('part.automation')).first().waitFor();
    await dialogOf(page)
      .getByRole('button', { name: t('design.publish') })
      .click();
    await page.getByText(new RegExp(t('publish.done', { version: '\\d+' }))).waitFor();
    const { app } = (await api('GET', '/apps/opportunity/definition')) as { app: App };
    expect(app.automations?.map(leadsIn)).toEqual([WANTED]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is changed on a phone, where settings lie over it, and what nothing leads to stays until it is removed', async () => {
    const { page, faults } = await open(360);
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
    await press(new RegExp(`^${t('flow.addOn')}`.trim()));
    await dialogOf(page)
      .getByRole('button', { name: say('wait') })
      .click();
    const drawer = page.locator('.ant-drawer:visible');
    await drawer.getByText(t('automate.waitLong')).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await drawer.getByRole('button', { name: /Close|关闭/ }).click();
    await drawer.waitFor({ state: 'hidden' });
    await box(page, 'step_2').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('[data-box=start]').click();
    await page.getByRole('menuitem', { name: t('flow.lead') }).click();
    await dialogOf(page).locator('#flow_lead_to').click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: /(Step|步骤) 2/ })
      .click();
    await dialogOf(page)
      .getByRole('button', { name: t('action.save') })
      .click();
    await box(page, 'step_2').getByText(t('flow.loose')).or(box(page, 'step_2').locator('.flow_fault')).first().waitFor();
    await page.locator('.ant-segmented-item', { hasText: t('flow.list') }).click();
    await page.getByRole('heading', { name: t('flow.looseTitle') }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(new RegExp(`^${t('flow.atEnd')}`));
    await page.getByRole('heading', { name: t('flow.looseTitle') }).waitFor({ state: 'hidden' });
    await page.locator('[data-save=saved]').waitFor();
    const { definition } = (await apiOf(bare.stage, page)('GET', '/apps/opportunity/draft')) as { definition: App };
    expect(definition.automations?.map(leadsIn)).toEqual([
      ['step_1', ['step_1', 'notify', { done: 'step_2' }], ['step_2', 'wait', { done: null }]],
    ]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
