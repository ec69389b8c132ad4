import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
let desk: string;
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const FILES = { 'offer.pdf': Buffer.from(`%PDF-1.7\n${'an offer '.repeat(500)}`), 'fake.pdf': PNG, 'notes.txt': Buffer.from('just notes') };
beforeAll(async () => {
  if (!chromium) return;
  stage = await openStage();
  desk = await mkdtemp(join(tmpdir(), 'desk-'));
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(desk, name), content);
});
afterAll(async () => {
  await stage?.close();
  if (desk) await rm(desk, { recursive: true });
});

/** Drags a file from the desktop onto a place of the page, as the machine does: what the page has no use for is opened by the browser. */
async function drop(page: Page, place: Locator, name: keyof typeof FILES): Promise<void> {
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (!box) throw new Error('There is no such place on the page');
  const machine = await page.context().newCDPSession(page);
  // The middle of a long place may lie below what is in sight.
  const sight = (page.viewportSize()?.height ?? Number.POSITIVE_INFINITY) - 20;
  const at = { x: box.x + box.width / 2, y: Math.min(box.y + box.height / 2, sight) };
  const data = { items: [], files: [join(desk, name)], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await machine.send('Input.dispatchDragEvent', { type, ...at, data });
  await machine.detach();
}
/** Marks the page that is open; it is gone with it. */
const mark = (page: Page) => page.evaluate('window.marked = true');
/** The page is the one that was marked, also a moment later, and the file was not opened beside it. */
async function stays(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  const open = page.context().pages();
  expect([await page.evaluate('window.marked'), open.map((each) => each.url().startsWith(stage.url))]).toEqual([true, [true]]);
}

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a file from the desktop, in %s', (language) => {
  const t = wordsIn(language);
  const label = language === 'en' ? 'Files' : '附件';

  /** A customer without files, whose page is open. */
  async function customerOf(page: Page) {
    const api = apiOf(stage, page);
    const made = await api('POST', '/apps/opportunity/records/customer', { values: { name: `Dropped on ${language} ${Math.random()}` } });
    await page.goto(`${stage.url}/a/opportunity/customer/${made.id}`);
    await page.getByRole('heading', { name: made.name }).waitFor();
    return { ...made, kept: async () => (await api('GET', `/apps/opportunity/records/customer/${made.id}`)).attachments ?? [] };
  }

  it('is stored where it is dropped on its place and told on the time line; beside it nothing happens', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const customer = await customerOf(page);
    await page.getByRole('tab', { name: t('files.tab'), exact: true }).click();
    const panel = page.getByRole('tabpanel').getByRole('region', { name: label });
    const place = panel.getByText(t('files.drop'));
    await place.waitFor();
    await mark(page);
    await drop(page, page.getByRole('heading', { name: customer.name }), 'offer.pdf');
    await stays(page);
    await drop(page, page.getByRole('textbox', { name: t('line.commentLabel') }), 'notes.txt');
    await stays(page);
    expect(await page.getByRole('textbox', { name: t('line.commentLabel') }).inputValue()).toBe('');
    expect(await customer.kept()).toEqual([]);

    await drop(page, place, 'offer.pdf');
    await panel.getByRole('link', { name: t('files.download', { name: 'offer.pdf' }) }).waitFor();
    await expect.poll(async () => (await customer.kept()).length).toBe(1);
    await page.locator('.ant-timeline').getByText('offer.pdf').first().waitFor();

    // What is not what its name says is refused in one sentence, where it was dropped.
    await drop(page, place, 'fake.pdf');
    const refusal = panel.getByRole('alert');
    await refusal.filter({ hasText: language === 'en' ? 'is not what its name says' : '名不副实' }).waitFor();
    expect([await refusal.count(), await page.getByRole('alert').count()]).toEqual([1, 1]);
    await stays(page);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/dropped-${language}.png` });
    expect((await customer.kept()).length).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('takes nothing away of what is typed, wherever it is dropped', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const customer = await customerOf(page);
    await page
      .getByRole('button', { name: t('action.edit') })
      .first()
      .click();
    await page.fill('#edit_name', `typed ${language}`);
    await mark(page);
    await drop(page, page.getByRole('banner'), 'offer.pdf');
    await stays(page);
    // A file field takes it in; a text field has no use for it.
    await drop(page, page.locator('#edit_name'), 'notes.txt');
    await stays(page);
    const place = page.locator('form').getByText(t('files.drop'));
    await drop(page, place, 'offer.pdf');
    await page
      .locator('form')
      .getByRole('link', { name: t('files.download', { name: 'offer.pdf' }) })
      .waitFor();
    await drop(page, place, 'fake.pdf');
    await page.locator('form').getByRole('alert').waitFor();
    expect(await page.inputValue('#edit_name')).toBe(`typed ${language}`);
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: `typed ${language}` }).waitFor();
    expect((await customer.kept()).length).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('does not open in the stead of the designer', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    await page.goto(`${stage.url}/designer/?app=opportunity#entity/customer`);
    const typed = page.getByRole('textbox').first();
    await typed.waitFor();
    await mark(page);
    await drop(page, page.getByRole('main'), 'offer.pdf');
    await stays(page);
    await drop(page, page.getByRole('banner'), 'notes.txt');
    await stays(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
