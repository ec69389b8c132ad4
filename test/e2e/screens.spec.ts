import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf } from '../support/screen-story.ts';

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
  today: '/a/opportunity/today',
  dashboard: '/a/opportunity/dashboard/overview',
  create: '/a/opportunity/opportunity/new',
  import: '/a/opportunity/import',
  home: '/apps',
  'recycle bin': '/a/opportunity/product?deleted=true',
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

/** Waits until nothing on a page is still being fetched or still moves. */
const settled = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate<boolean>(`(() => {
    const waiting = document.querySelector('.ant-skeleton, .ant-spin-spinning');
    const moving = document.getAnimations().some((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity);
    return !waiting && !moving && performance.now() - (performance.getEntriesByType('resource').at(-1)?.responseEnd ?? 0) > 300;
  })()`),
      { timeout: 30_000 },
    )
    .toBe(true);

/** What is wrong with a screen as it stands: faults for axe, keys instead of words, and width beyond the window. */
async function wrongs(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found: unknown[] = violations.map(({ id, nodes }) => [
    id,
    ...nodes.slice(0, 4).map((node) => `${node.html.slice(0, 240)} ${node.failureSummary?.slice(0, 300)}`),
  ]);
  const raw = (await page.locator('body').innerText()).match(RAW_KEY);
  if (raw) found.push(['raw key', raw[0]]);
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  if (overflow > 0) found.push(['wider than the window', overflow]);
  return found;
}

describe.skipIf(!chromium)('the screens', () => {
  const people: { look: string; page: Page; faults: string[] }[] = [];
  const examine = async () => {
    const found = await Promise.all(people.map(async ({ look, page, faults }) => ({ look, wrong: await wrongs(page), faults })));
    expect(found).toEqual(people.map(({ look }) => ({ look, wrong: [], faults: [] })));
  };
  const open = async (email?: string) => {
    await Promise.all(people.splice(0).map(({ page }) => page.context().close()));
    for (const look of looks) {
      const { page, faults } = await openPage(stage, { ...look, ...(email ? { email } : {}) });
      people.push({ look: `${look.language}, ${look.width} px`, page, faults });
    }
  };
  it('of signing in', async () => {
    await open();
    await Promise.all(people.map(({ page }) => page.getByRole('button', { name: /admin@demo/ }).waitFor()));
    await examine();
    await open('admin@demo.local');
  });

  // Four people look at once: most of a look is the browser's own work, each in a process of its own.
  it.each(Object.entries(SCREENS))('%s: no raw keys, none wider than the window, nothing for axe', async (_, path) => {
    const { records } = await apiOf(stage, (people[0] as { page: Page }).page)(
      'GET',
      '/apps/opportunity/records/opportunity?limit=1&sort=-amount',
    );
    await Promise.all(
      people.map(async ({ page }) => {
        await page.goto('about:blank');
        await page.goto(`${stage.url}${path === 'record' ? `/a/opportunity/opportunity/${records[0].id}` : path}`);
        await page.locator('main h1, main h2').first().waitFor();
        await settled(page);
      }),
    );
    await examine();
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
