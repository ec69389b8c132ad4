import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const places = [
  { language: 'zh-CN', width: 1360, far: '客户 › 客户类型' },
  { language: 'en', width: 360, far: 'Customer › Customer class' },
] as const;

describe.skipIf(!chromium)('a filter of groups', () => {
  it.each(places)('is built by keyboard in $language at $width px, asked, and opened again as it was', async ({ language, width, far }) => {
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local', width });
    const t = (key: string) => (language === 'en' ? en : zh)[key as keyof typeof en] as string;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).searchParams.get('filter') ?? ''));
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all`);
    await page.getByRole('button', { name: t('list.filter') }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: t('filter.addGroup') }).press('Enter');
    const group = drawer.getByRole('group', { name: t('filter.says.all') }).last();
    const pick = async (name: string, option: string) => {
      await group.getByRole('combobox', { name }).last().focus();
      await page.keyboard.press('Enter');
      if (name === t('filter.field')) await page.keyboard.type(option);
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().waitFor();
      if (name === t('filter.field')) await page.keyboard.press('Enter');
      else await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click();
    };
    await pick(t('filter.field'), far);
    await pick(t('filter.operator'), t('operator.not_empty'));
    await group.getByRole('button', { name: t('filter.add') }).press('Enter');
    await pick(t('filter.field'), language === 'en' ? 'Owner' : '负责人');
    await group.getByRole('button', { name: new RegExp(t('filter.source')) }).press('Enter');
    await page.getByRole('menuitem', { name: t('filter.source.me'), exact: true }).click();
    await group.getByRole('radio', { name: t('filter.all') }).focus();
    await page.keyboard.press('ArrowRight');
    const body = drawer.locator('.ant-drawer-body');
    expect(await body.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
    await drawer.getByRole('button', { name: t('filter.apply') }).click();
    const lines = [{ '!=': [{ var: 'customer.customer_class' }, null] }, { '==': [{ var: 'owner' }, { var: 'user.id' }] }];
    const rule = { and: [{ or: lines }] };
    await expect.poll(() => asked.filter(Boolean).at(-1)).toBe(JSON.stringify(rule));
    await page.getByRole('button', { name: t('list.filter') }).click();
    await expect
      .poll(() =>
        page
          .getByRole('dialog')
          .getByRole('combobox', { name: t('filter.field') })
          .count(),
      )
      .toBe(2);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
