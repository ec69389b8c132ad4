import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { files as en } from '../../packages/ui/src/text/en/files.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf } from '../support/screen-story.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const RECORDS = '/apps/opportunity/records';
const FILES = 'edit_attachments';

/** What the page says of an input: its box, where the bar of the form begins, and by what an edge of it is covered. */
interface Seen {
  readonly id: string;
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly bar: number;
  readonly covered: readonly string[];
}

/** Looks at the input of this id, or at the one with the focus; undefined where that is none of the form. */
const look = (page: Page, id = '') =>
  page.evaluate<Seen | undefined>(`(() => {
    const at = document.getElementById('${id}') ?? document.activeElement;
    const field = at.closest('[class*=form_field]:not([class*=form_fields])');
    if (!field || !at.id.startsWith('edit_')) return undefined;
    const input = [...field.children].find((each) => each.contains(at));
    const { left, top, bottom, height, width } = input.getBoundingClientRect();
    const over = (y) => document.elementFromPoint(left + Math.min(width / 2, 24), y);
    const covered = [top + 2, bottom - 2].map(over).filter((each) => !input.contains(each)).map((each) => each ? each.className : 'the window');
    return { id: at.id, top, left, height, bar: document.querySelector('[class*=save]').getBoundingClientRect().top, covered };
  })()`);

describe.skipIf(!chromium)('the bar of a form and the head of a record', () => {
  it.each([
    [360, 640],
    [1440, 600],
  ])('never cover the field that is typed in, at %i × %i', async (width, height) => {
    const { page, faults } = await openPage(stage, { language: 'en', email: 'sales@demo.local', width });
    await page.setViewportSize({ width, height });
    const api = apiOf(stage, page);
    const customer = await api('POST', `${RECORDS}/customer`, { values: { name: `covered ${width} Co` } });
    const contact = await api('POST', `${RECORDS}/contact`, { values: { name: `covered ${width} Boss`, customer: customer.id } });
    const shared = {
      customer: customer.id,
      decision_maker: contact.id,
      opportunity_type: 'new',
      amount: '5000',
      expected_close: '2030-05-06',
    };
    // The missing steps of a record make its head as high as it gets.
    const made = await api('POST', `${RECORDS}/opportunity`, { values: { ...shared, name: `covered ${width}`, pain_point: 'a\nb\nc\nd' } });
    await page.goto(`${stage.url}/a/opportunity/opportunity/${made.id}`);
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.locator('#edit_name').focus();
    const covered: string[] = [];
    const met: string[] = [];
    const note = async (how: string, id?: string) => {
      const seen = await look(page, id);
      if (!seen) return;
      met.push(seen.id);
      if (seen.covered.length > 0) covered.push(`${seen.id} by ${seen.covered.join()} after ${how}`);
    };
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      await note('Tab');
    }
    expect(new Set(met).size).toBeGreaterThan(12);
    await page.locator('#edit_settlement').focus();
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Shift+Tab');
      await note('Shift+Tab');
    }
    for (const id of new Set(met)) {
      const before = (await look(page, id)) as Seen;
      // Half of it lies below the bar, and the other half is pressed.
      await page.evaluate(`window.scrollBy(0, ${before.top + before.height / 2 - before.bar})`);
      const half = (await look(page, id)) as Seen;
      await page.mouse.click(half.left + 12, half.top + Math.min(6, half.height / 3));
      await note('a press', id);
      await page.keyboard.press('Tab');
    }
    // Files that come make their box grow, which stays in sight as a whole.
    await page.locator(`#${FILES}`).focus();
    const box = (await look(page, FILES)) as Seen;
    await page.evaluate(`window.scrollBy(0, ${box.top + box.height - box.bar + 1})`);
    const choosing = page.waitForEvent('filechooser');
    await page.locator('form').getByText(en['files.choose']).click();
    const content = { mimeType: 'text/plain', buffer: Buffer.from('notes') };
    await (await choosing).setFiles(['one.txt', 'two.txt'].map((name) => ({ name, ...content })));
    await page
      .locator('form')
      .getByRole('link', { name: /two\.txt/ })
      .waitFor();
    await note('files', FILES);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/uncovered-${width}.png` });
    expect(covered).toEqual([]);
    expect(met).toContain(FILES);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
