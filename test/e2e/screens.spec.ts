import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const SCREENS = {
  list: '/a/opportunity/opportunity',
  record: 'record',
  board: '/a/opportunity/opportunity/board',
  dashboard: '/a/opportunity/dashboard/overview',
  create: '/a/opportunity/opportunity/new',
  import: '/a/opportunity/import',
  home: '/',
  'designer form': '/designer/?app=opportunity#entity/opportunity',
  'designer pipelines': '/designer/?app=opportunity#pipeline/opportunity',
  'designer roles': '/designer/?app=opportunity#roles',
} as const;

// A text key looks like `board.moveTo`; none may stand on a screen.
const families = [...new Set(Object.keys(en).map((key) => key.split('.')[0]))].join('|');
const RAW_KEY = new RegExp(`(?:^|\\s)(?:${families})\\.[a-z][A-Za-z.]+(?:\\s|$)`);

const looks = [
  { language: 'zh-CN', width: 1360, dark: false },
  { language: 'en', width: 1360, dark: true },
  { language: 'zh-CN', width: 360, dark: true },
  { language: 'en', width: 360, dark: false },
] as const;

// Four people look at once: most of a look is the browser's own work, each in a process of its own.
describe.skipIf(!chromium)('the screens', { concurrent: true }, () => {
  it.each(looks)('in $language, $width px: no raw keys, none wider than the window, nothing for axe', async (look) => {
    const found: unknown[] = [];
    const examine = async (name: string, page: Page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations)
        found.push([name, id, ...nodes.slice(0, 4).map((node) => `${node.html.slice(0, 240)} ${node.failureSummary?.slice(0, 300)}`)]);
      const raw = (await page.locator('body').innerText()).match(RAW_KEY);
      if (raw) found.push([name, 'raw key', raw[0]]);
      const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      if (overflow > 0) found.push([name, 'wider than the window', overflow]);
    };
    const signIn = await openPage(stage, look);
    await signIn.page.getByRole('button', { name: /admin@demo/ }).waitFor();
    await examine('sign-in', signIn.page);
    await signIn.page.context().close();
    const { page, faults } = await openPage(stage, { ...look, email: 'admin@demo.local' });
    const { records } = await (await page.request.get(`${stage.url}/api/apps/opportunity/records/opportunity?limit=1&sort=-amount`)).json();
    for (const [name, path] of Object.entries(SCREENS)) {
      await page.goto('about:blank');
      await page.goto(`${stage.url}${path === 'record' ? `/a/opportunity/opportunity/${records[0].id}` : path}`);
      await page.locator('main h1, main h2').first().waitFor();
      await page.waitForTimeout(900);
      await examine(name, page);
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("change between light and dark in all they draw, the library's parts and our own", async () => {
    const { page, faults } = await openPage(stage, { language: 'en' });
    const panel = page.locator('section').first();
    const colors = () =>
      page.evaluate<string[]>(`(() => {
        const { backgroundColor, borderTopColor } = getComputedStyle(document.querySelector('section'));
        return [backgroundColor, borderTopColor, getComputedStyle(document.querySelector('section input')).color];
      })()`);
    await panel.waitFor();
    const light = await colors();
    expect(light[0]).toBe('rgb(255, 255, 255)');
    await page.getByRole('button', { name: 'Dark', exact: false }).click();
    await expect.poll(colors).toEqual(['rgb(20, 20, 20)', 'rgb(48, 48, 48)', 'rgba(255, 255, 255, 0.85)']);
    await page.getByRole('button', { name: 'Light', exact: false }).click();
    await expect.poll(colors).toEqual(light);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
