import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const RECORDS = '/apps/opportunity/records';
const NAMES = {
  en: { supports: 'Supports us', against: 'Against us', attitude: 'Attitude towards us', role: 'Decision role', decider: 'Decider' },
  'zh-CN': { supports: '支持', against: '反对', attitude: '对我方态度', role: '决策角色', decider: '决策者' },
} as const;

let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the map of the people of a customer, in %s', (language) => {
  const t = wordsIn(language);
  const n = NAMES[language];

  /** A customer with people of these names, and its map on screen. */
  async function standing(width: number, people: readonly string[], email = 'admin@demo.local') {
    const opened = await openPage(stage, { language, email, width });
    const { page } = opened;
    const api = apiOf(stage, page);
    const customer = await api('POST', `${RECORDS}/customer`, { values: { name: `Map ${width} ${language} ${Math.random()}` } });
    const ids = new Map<string, string>();
    for (const name of people)
      ids.set(name, (await api('POST', `${RECORDS}/contact`, { values: { name, customer: customer.id, job_title: 'CIO' } })).id);
    const read = (name: string) => api('GET', `${RECORDS}/contact/${ids.get(name)}`);
    const open = async () => {
      await page.goto(`${stage.url}/a/opportunity/customer/${customer.id}`);
      await page.getByRole('tab', { name: t('map.title') }).click();
    };
    await open();
    return { ...opened, customer, api, read, open, box: (name: string) => page.locator(`[data-person="${ids.get(name)}"]`) };
  }
  /** Waits until somebody has the keyboard. */
  const isAt = async (page: Page, box: ReturnType<Page['locator']>) => {
    const id = await box.getAttribute('data-person');
    await expect.poll(() => page.evaluate('document.activeElement.dataset.person')).toBe(id);
  };
  const middle = async (page: Page, selector: ReturnType<Page['locator']>) => {
    await selector.scrollIntoViewIfNeeded();
    const box = await selector.boundingBox();
    if (!box) throw new Error(`Nothing there on ${page.url()}`);
    return { x: box.x + box.width / 2, y: box.y + box.height - 14 };
  };

  it('is drawn by mouse: who is dragged onto another reports there, which can be taken back, and nobody goes round in a circle', async () => {
    const { page, faults, box, read, api, customer } = await standing(1280, ['Ann', 'Ben', 'Cai']);
    await box('Cai').waitFor();
    const drag = async (from: string, to: string) => {
      const [a, b] = [await middle(page, box(from)), await middle(page, box(to))];
      await page.mouse.move(a.x, a.y);
      await page.mouse.down();
      await page.mouse.move(a.x + 12, a.y + 6, { steps: 3 });
      await page.mouse.move(b.x, b.y, { steps: 8 });
      await page.mouse.up();
    };
    await drag('Ben', 'Ann');
    await page.getByText(t('map.placed', { name: 'Ben', above: 'Ann' })).waitFor();
    const ann = (await read('Ben')).reports_to;
    expect(ann).toBe((await read('Ann')).id);
    await page.getByRole('button', { name: t('action.undo') }).click();
    await page.getByText(t('map.undone')).waitFor();
    expect((await read('Ben')).reports_to).toBeNull();
    await drag('Ben', 'Ann');
    await expect.poll(async () => (await read('Ben')).reports_to).toBe(ann);
    await expect.poll(() => box('Ben').getAttribute('aria-level')).toBe('2');
    await drag('Cai', 'Ben');
    await expect.poll(() => box('Cai').getAttribute('aria-level')).toBe('3');
    const version = (await read('Ann')).version;
    await drag('Ann', 'Cai');
    expect((await read('Ann')).version).toBe(version);
    expect(await page.getByRole('tree').getAttribute('aria-label')).toBe(language === 'en' ? 'Contacts' : '联系人');
    // The same map is drawn on the deals of the customer.
    const deal = await api('POST', `${RECORDS}/opportunity`, {
      values: {
        ...{ name: `Map ${language}`, customer: customer.id, decision_maker: ann, opportunity_type: 'new', amount: '1' },
        ...{ expected_close: '2030-01-01', pain_point: 'x' },
      },
    });
    await page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
    await page.getByRole('tab', { name: t('map.title') }).click();
    await box('Cai').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('is drawn by keyboard alone: walking, whom somebody reports to, and how somebody stands to us', async () => {
    const { page, faults, box, read } = await standing(1280, ['Ann', 'Ben', 'Cai']);
    await box('Ann').focus();
    await page.keyboard.press('ArrowRight');
    await isAt(page, box('Ben'));
    await page.keyboard.press('Space');
    const item = (name: string | RegExp) => page.getByRole('menuitem', { name });
    await item(t('map.reportsTo')).waitFor();
    const chosen = () => page.evaluate('document.activeElement.textContent');
    await expect.poll(chosen).toBe(t('map.open'));
    await page.keyboard.press('ArrowDown');
    await expect.poll(chosen).toBe(t('map.reportsTo'));
    await page.keyboard.press('Enter');
    await dialogOf(page)
      .getByText(t('map.whose', { name: 'Ben' }))
      .waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    await dialogOf(page)
      .getByRole('button', { name: t('action.save') })
      .click();
    await expect.poll(async () => (await read('Ben')).reports_to).toBe((await read('Ann')).id);
    await expect.poll(() => box('Ben').getAttribute('aria-level')).toBe('2');
    await isAt(page, box('Ben'));
    await page.keyboard.press('ArrowUp');
    await isAt(page, box('Ann'));
    await page.keyboard.press('Space');
    await item(n.attitude).hover();
    await item(new RegExp(`${n.supports}$`)).click();
    await page.getByText(t('map.told', { name: 'Ann', field: n.attitude, value: n.supports })).waitFor();
    expect((await read('Ann')).attitude).toBe('supports');
    expect(await box('Ann').textContent()).toContain(`＋ ${n.supports}`);
    await box('Ann').focus();
    await page.keyboard.press('-');
    expect(await box('Ben').count()).toBe(0);
    expect(await box('Ann').getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('+');
    await box('Ben').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ann' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('is an outline at 360 px, with the same acts, and nothing is wider than the screen', async () => {
    const { page, faults, box, read, open } = await standing(360, ['Ann', 'Ben']);
    await box('Ben').waitFor();
    await box('Ben')
      .getByRole('button', { name: t('map.acts', { name: 'Ben' }) })
      .click();
    await page.getByRole('menuitem', { name: t('map.reportsTo') }).click();
    await dialogOf(page).locator('.ant-select').click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: 'Ann' }).click();
    await dialogOf(page)
      .getByRole('button', { name: t('action.save') })
      .click();
    await expect.poll(async () => (await read('Ben')).reports_to).toBe((await read('Ann')).id);
    await open();
    await expect.poll(() => box('Ben').getAttribute('aria-level')).toBe('2');
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    const [above, below] = [await box('Ann').boundingBox(), await box('Ben').boundingBox()];
    expect((below?.x ?? 0) - (above?.x ?? 0)).toBe(16);
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says what it is for where nobody is known, and adds the first', async () => {
    const { page, faults } = await standing(1280, []);
    await page.getByText(t('map.empty')).waitFor();
    await page.getByRole('button', { name: t('map.add', { entity: language === 'en' ? 'contact' : '联系人' }) }).click();
    await dialogOf(page).locator('#make_name').fill('Dora');
    await dialogOf(page)
      .getByRole('button', { name: new RegExp(`${language === 'en' ? 'Create|Save' : '创建|保存'}`) })
      .click();
    await page.getByRole('treeitem', { name: /Dora/ }).waitFor();
    expect(faults).toEqual([]);
  });

  it('is only read by who may change nobody', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'analyst@demo.local', width: 1280 });
    const api = apiOf(stage, page);
    const filter = encodeURIComponent(JSON.stringify({ '!=': [{ var: 'reports_to' }, null] }));
    const { records } = await api('GET', `${RECORDS}/contact?filter=${filter}&fields=customer&limit=1`);
    await page.goto(`${stage.url}/a/opportunity/customer/${records[0].customer}`);
    await page.getByRole('tab', { name: t('map.title') }).click();
    const first = page.getByRole('treeitem').first();
    await first.focus();
    await page.keyboard.press('Space');
    await page.getByRole('menuitem', { name: t('map.open') }).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).not.toContain(t('map.reportsTo'));
    expect(await page.getByRole('button', { name: new RegExp(t('map.add', { entity: '' }).trim()) }).count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
