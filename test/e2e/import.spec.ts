import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
/** Where pictures of the screens go, if anywhere. */
const pictures = process.env.PICTURES;
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const CASES = [
  { language: 'en', width: 1360 },
  { language: 'en', width: 360 },
  { language: 'zh-CN', width: 1360 },
  { language: 'zh-CN', width: 360 },
] as const;

describe.skipIf(!chromium).each(CASES)('the import page in $language at $width px', ({ language, width }) => {
  const t = wordsIn(language);
  const picture = async (page: Page, name: string) => {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${language}-${width}.png`), fullPage: true });
  };
  const open = async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    await page.goto(`${stage.url}/a/opportunity/import`);
    await page.getByText(t('import.dropHint')).waitFor();
    return { page, faults };
  };
  const give = (page: Page, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name: 'file.csv', mimeType: 'text/csv', buffer });
  const column = (page: Page, name: string) => page.getByTitle(name, { exact: true }).first();

  it('takes a file with semicolons, and one in UTF-16', async () => {
    const { page, faults } = await open();
    await picture(page, 'choose');
    await give(page, Buffer.from('"Opportunity name";"机会金额";"notes"\n"one; two";"1,5";"a"b"\n'.replace('"a"b"', 'a"b')));
    await page.getByText(t('import.mapLead', { count: 1 })).waitFor();
    await column(page, 'Opportunity name').waitFor();
    await picture(page, 'semicolon');
    await page.getByRole('button', { name: t('action.back') }).click();
    await give(page, Buffer.from('\ufeffOpportunity name\t金额\r\n张三的项目\t12\r\n李四的项目\t13\r\n', 'utf16le'));
    await page.getByText(t('import.mapLead', { count: 2 })).waitFor();
    await page.getByText('张三的项目 · 李四的项目').waitFor();
    await picture(page, 'utf16');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says which rows are not well formed, and refuses a file that cannot be read, in words', async () => {
    const { page, faults } = await open();
    await give(page, Buffer.from('name,notes\ngood,1\n"bad"ly,2\nthree,3,4\n'));
    await page.getByText(t('import.malformed', { count: 2 })).waitFor();
    await page.getByText(language === 'en' ? /^Row 4 has 3 values/ : /^第 4 行有 3 个值/).waitFor();
    await picture(page, 'malformed');
    await page.getByRole('button', { name: t('action.back') }).click();
    await give(page, Buffer.from('name,notes\ngood,1\n"open,2\nthree,3\n'));
    await page
      .getByRole('alert')
      .getByText(language === 'en' ? /^Row 3: a quotation mark/ : /^第 3 行：引号没有闭合/)
      .waitFor();
    await picture(page, 'refused');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('offers dates of the past to a baseline only, and gives up a preview that is cancelled', async () => {
    const { page, faults } = await open();
    await give(page, Buffer.from(`name\n${'x\n'.repeat(20_000)}`));
    await page.getByText(t('import.mapLead', { count: 20_000 })).waitFor();
    const closed = page.getByRole('combobox', { name: `${t('import.column')} ${t('import.target.closed_on')}` });
    expect(await closed.count()).toBe(0);
    await page.getByRole('checkbox').check();
    await closed.waitFor();
    await page.getByRole('button', { name: t('import.look') }).click();
    await page.getByRole('button', { name: t('action.cancel') }).click();
    await page.getByRole('button', { name: t('action.back') }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('checkbox').uncheck();
    await closed.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
