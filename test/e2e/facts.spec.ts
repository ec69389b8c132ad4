import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCases } from '../cases/install.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (!chromium) return;
  stage = await openStage();
  await installCases(stage.pool);
});
afterAll(async () => stage?.close());

describe.skipIf(!chromium)('the facts of a form', () => {
  it('come with the record that is chosen: fields appear, and what breaks a rule is said before anything is sent', async () => {
    const { page, faults } = await openPage(stage, { language: 'en', email: 'sales@demo.local' });
    const firm = (values: object) => page.request.post(`${stage.url}/api/apps/cases/records/firm`, { data: { values } });
    await firm({ name: 'Top firm', grade: 'a' });
    await firm({ name: 'Small firm', credit: '100' });
    await firm({ name: 'Closed firm', grade: 'c' });
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && request.url().includes('/records/deal') && sent.push(request.url()));
    await page.goto(`${stage.url}/a/cases/deal/new`);
    const choose = async (name: string) => {
      await page.click('#new_firm');
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: name }).first().click();
    };
    const note = page.locator('#new_credit_note');
    await page.fill('#new_name', 'A deal');
    await page.fill('#new_amount', '5000');
    expect(await note.count()).toBe(0);
    await choose('Top firm');
    await note.waitFor();
    await choose('Small firm');
    await note.waitFor({ state: 'detached' });
    const save = () => page.click('button[type=submit]');
    await save();
    await page.getByText('The amount exceeds the credit of the firm.').first().waitFor();
    await choose('Closed firm');
    await save();
    await page.getByText('Firms of the third grade are closed.').first().waitFor();
    expect(sent).toEqual([]);
    await choose('Top firm');
    await page.fill('#new_credit_note', 'fine');
    await save();
    await page.waitForURL(/\/a\/cases\/deal\/[0-9a-f-]{36}$/);
    expect(sent).toHaveLength(1);
    // The record shows by its own facts what the form showed.
    await page.getByText('Credit note').first().waitFor();
    expect(await page.getByText('Soon', { exact: true }).count()).toBe(0);
    expect(await page.getByText('Team note').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('say of an ill-formed value what the server says, and take blanks for nothing', async () => {
    const { page, faults } = await openPage(stage, { language: 'zh-CN', email: 'sales@demo.local' });
    await page.goto(`${stage.url}/a/cases/thing/new`);
    await page.fill('#new_title', '   ');
    await page.fill('#new_mail', 'a@b');
    await page.fill('#new_story', '1234567890');
    await page.click('button[type=submit]');
    await page.locator('[role=alert]').first().waitFor();
    for (const sentence of ['请填写“标题”。', '“邮箱”的格式不正确。', '“长文本”太长，最多 8 个字符。'])
      expect(await page.getByText(sentence).count()).toBe(1);
    expect(faults).toEqual([]);
  });
});
