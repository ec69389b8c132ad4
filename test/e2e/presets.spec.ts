import { AxeBuilder } from '@axe-core/playwright';
import type { App } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/presets-${name}.png` });
};
async function faultsOf(page: Page, within: string): Promise<unknown[]> {
  await page.waitForTimeout(400);
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const raw = (await page.locator(within).innerText()).match(/\b(ways|design|record)\.[a-z_]+/i);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [...found, ...(overflow > 0 ? [['wider than the window', overflow]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}
const CASES: readonly [StoryLanguage, number, 'light' | 'dark'][] = [
  ['zh-CN', 1280, 'light'],
  ['en', 1280, 'dark'],
  ['zh-CN', 360, 'dark'],
  ['en', 360, 'light'],
];

describe.skipIf(!chromium).each(CASES)('pipelines by questions and presets, in %s at %d, %s', (language, width, light) => {
  const t = wordsIn(language);
  const name = `${language}-${width}`;
  const open = () => openPage(stage, { language, email: 'admin@demo.local', width, dark: light === 'dark' });
  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  };

  it('make an app whose classes of customers each have the pipeline that the answers propose', async () => {
    const { page, faults } = await open();
    await page.goto(`${stage.url}/apps`);
    await page.getByRole('button', { name: t('home.new') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('newApp.nameZh')).fill('新应用');
    await dialog.getByLabel(t('newApp.nameEn')).fill('New one');
    await dialog.getByLabel(t('newApp.key')).fill('asked');
    await dialog.getByText(t('ways.sample')).waitFor();
    await dialog.getByLabel(t('newApp.sample')).uncheck();
    await dialog.getByLabel(t('ways.choose')).check();
    const { templates } = await (await page.request.get(`${stage.url}/api/templates`)).json();
    const { field } = templates[0].classes;
    const [key, , small] = field.options.map((option: { name: Record<StoryLanguage, string> }) => option.name[language]);
    const ask = (who: string, what: 'ways.buying' | 'ways.aim', option: string) =>
      choose(page, t('ways.of', { class: who, what: t(what) }), option);
    // Key accounts buy by tender and are kept; of the small ones nobody wants a pipeline that short.
    await ask(key, 'ways.buying', t('ways.buying.tender'));
    await ask(key, 'ways.aim', t('ways.aim.relationship'));
    await ask(small, 'ways.buying', t('ways.buying.several'));
    await ask(small, 'ways.aim', t('ways.aim.balanced'));
    await dialog.getByText(t('ways.way.key_account')).waitFor();
    await dialog.getByText(t('ways.way.stepwise')).waitFor();
    await shoot(page, `asked-${name}`);
    expect(await faultsOf(page, '.ant-modal')).toEqual([]);
    await dialog.getByRole('button', { name: t('newApp.go') }).click();
    await page.waitForURL(/\/a\/asked_/);
    const app = /\/a\/(asked_\w+)/.exec(page.url())?.[1];
    const { app: made } = await (await page.request.get(`${stage.url}/api/apps/${app}/definition`)).json();
    const { pipelines } = (made as App).entities.find((each) => each.key === 'opportunity')?.process ?? { pipelines: [] };
    expect(pipelines.map((each) => each.key)).toEqual(['renewal', 'key_account', 'standard']);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('are offered where a pipeline is added, with a picture of their stages', async () => {
    const { page, faults } = await open();
    await page.goto(`${stage.url}/designer/?app=opportunity#pipeline/opportunity`);
    await page.getByRole('button', { name: t('design.addPipeline') }).click();
    const dialog = page.getByRole('dialog');
    const preset = language === 'en' ? 'Solution sale' : '方案型销售流程';
    await dialog.getByRole('radio', { name: new RegExp(`^${preset}`) }).check();
    await dialog.getByRole('list', { name: t('ways.stages', { pipeline: preset }) }).scrollIntoViewIfNeeded();
    await shoot(page, `offered-${name}`);
    expect(await faultsOf(page, '.ant-modal')).toEqual([]);
    await dialog.getByRole('button', { name: t('action.cancel') }).click();
    await page.getByRole('button', { name: t('design.chooseByQuestions') }).click();
    await page.getByText(t('ways.lead')).waitFor();
    await shoot(page, `questions-${name}`);
    expect(await faultsOf(page, '.ant-modal')).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('are looked at as somebody else sees them', async () => {
    const { page, faults } = await open();
    await page.goto(`${stage.url}/designer/?app=opportunity#pipeline/opportunity`);
    await page.getByRole('button', { name: t('design.look') }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText(t('design.lookMoves')).waitFor();
    await drawer.getByRole('textbox').first().waitFor();
    await shoot(page, `look-${name}`);
    expect(await faultsOf(page, '.ant-drawer')).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
