import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { files as en } from '../../packages/ui/src/text/en/files.ts';
import { files as zh } from '../../packages/ui/src/text/zh/files.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const chromium = findChromium();
const words = wordsOf(en, zh);
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const PDF = Buffer.from(`%PDF-1.7\n${'an offer '.repeat(50_000)}`);
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const offer = { name: '报价 Offer.pdf', mimeType: 'application/pdf', buffer: PDF };
const site = { name: 'site.png', mimeType: 'image/png', buffer: PNG };
const fake = { name: 'fake.pdf', mimeType: 'application/pdf', buffer: PNG };

/** What stands in the record's field, by the names of the files. */
async function kept(page: Page, id: string): Promise<string[]> {
  const api = apiOf(stage, page);
  const { attachments } = await api('GET', `/apps/opportunity/records/opportunity/${id}`);
  if (!attachments) return [];
  const { files } = await api('GET', `/apps/opportunity/files?ids=${attachments.join()}`);
  return files.map(({ name }: { name: string }) => name).sort();
}
const until = (page: Page, id: string, names: readonly string[]) =>
  expect.poll(() => kept(page, id), { timeout: 15_000 }).toEqual(names.toSorted());

/** Gives a file to whoever listens on the page, as a browser does where it is pasted. */
const paste = (page: Page, name: string, content: string) =>
  page.evaluate(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/plain' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  })()`);

describe.skipIf(!chromium)('the files of a record', () => {
  it.each(['en', 'zh-CN'] as const)('are put there, seen, downloaded as they were and removed (%s)', async (language) => {
    const t = words(language);
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const api = apiOf(stage, page);
    const { records } = await api('GET', '/apps/opportunity/records/opportunity?limit=1&filter={"==":[{"var":"attachments"},null]}');
    const { id } = records[0];
    await page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    await page.getByRole('tab', { name: t('files.tab'), exact: true }).click();
    const label = language === 'en' ? 'Files' : '附件';
    const panel = page.getByRole('tabpanel').getByRole('region', { name: label });
    await panel.getByLabel(label, { exact: true }).setInputFiles([offer, site]);
    await panel.getByRole('link', { name: t('files.download', { name: offer.name }) }).waitFor();
    await panel.getByRole('button', { name: t('files.view', { name: site.name }) }).waitFor();
    await until(page, id, [offer.name, site.name]);
    await page.getByRole('tab', { name: t('files.tabCount', { count: 2 }) }).waitFor();

    const coming = page.waitForEvent('download');
    await panel.getByRole('link', { name: t('files.download', { name: offer.name }) }).click();
    const came = await coming;
    expect([came.suggestedFilename(), readFileSync(await came.path()).equals(PDF)]).toEqual([offer.name, true]);

    await panel.getByRole('button', { name: t('files.view', { name: site.name }) }).click();
    const large = dialogOf(page).getByRole('img', { name: site.name });
    await large.waitFor();
    await expect.poll(() => large.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });

    // What is not what its name says is refused in words, and can be given up.
    await panel.getByLabel(label, { exact: true }).setInputFiles([fake]);
    await panel
      .getByRole('alert')
      .filter({ hasText: language === 'en' ? 'is not what its name says' : '名不副实' })
      .waitFor();
    await panel.getByRole('button', { name: t('files.cancel', { name: fake.name }) }).click();
    await panel.getByRole('alert').waitFor({ state: 'detached' });

    await paste(page, 'pasted.txt', 'a note');
    await panel.getByRole('link', { name: t('files.download', { name: 'pasted.txt' }) }).waitFor();
    await until(page, id, [offer.name, site.name, 'pasted.txt']);

    await panel.getByRole('button', { name: t('files.remove', { name: offer.name }) }).click();
    await page.locator('.ant-modal-confirm:visible .ant-btn-dangerous').click();
    await panel.getByRole('link', { name: t('files.download', { name: offer.name }) }).waitFor({ state: 'detached' });
    await until(page, id, [site.name, 'pasted.txt']);
    await page.reload();
    await page.getByRole('tab', { name: t('files.tabCount', { count: 2 }) }).waitFor();
    expect(faults).toEqual([]);
  });

  it('are chosen in the form of a new one and kept with it', async () => {
    const t = words('en');
    const { page, faults } = await openPage(stage, { language: 'en', email: 'sales@demo.local' });
    await page.goto(`${stage.url}/a/opportunity/customer/new`);
    await page.fill('#new_name', 'Firm with files');
    await page.getByLabel('Files', { exact: true }).setInputFiles([offer]);
    await page.getByRole('link', { name: t('files.download', { name: offer.name }) }).waitFor();
    await page.click('button[type=submit]');
    await page.waitForURL(/\/a\/opportunity\/customer\/[0-9a-f-]{36}$/);
    await page.getByRole('tab', { name: t('files.tabCount', { count: 1 }) }).click();
    await page
      .getByRole('tabpanel')
      .getByRole('link', { name: t('files.download', { name: offer.name }) })
      .waitFor();
    expect(faults).toEqual([]);
  });

  it('that break off on the way can be sent again, and those under way given up', async () => {
    const t = words('en');
    const { page, faults } = await openPage(stage, { language: 'en', email: 'sales@demo.local', width: 360 });
    const { records } = await apiOf(stage, page)(
      'GET',
      '/apps/opportunity/records/customer?limit=1&filter={"==":[{"var":"attachments"},null]}',
    );
    await page.goto(`${stage.url}/a/opportunity/customer/${records[0].id}`);
    await page.getByRole('tab', { name: t('files.tab'), exact: true }).click();
    const panel = page.getByRole('tabpanel').getByRole('region', { name: 'Files' });
    const isUpload = (url: URL) => url.pathname.includes('/files/customer/');
    await page.route(isUpload, (route) => route.abort());
    await panel.getByLabel('Files', { exact: true }).setInputFiles([offer]);
    await panel.getByText(t('files.failed')).waitFor();
    await page.unroute(isUpload);
    await panel.getByRole('button', { name: t('files.retry', { name: offer.name }) }).click();
    await panel.getByRole('link', { name: t('files.download', { name: offer.name }) }).waitFor();
    // One that never comes to an end is given up.
    await page.route(isUpload, () => undefined);
    await panel.getByLabel('Files', { exact: true }).setInputFiles([site]);
    await panel.getByRole('progressbar', { name: t('files.uploading', { name: site.name }) }).waitFor();
    await panel.getByRole('button', { name: t('files.cancel', { name: site.name }) }).click();
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    const wide = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
    expect([wide, faults]).toEqual([true, []]);
  });
});
