import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** A team of five in two departments, with the roles they get. */
export const TEAM = [
  { name: '王磊', email: 'wang@acme.example', department: '华东', role: { en: 'Sales manager', 'zh-CN': '销售经理' } },
  { name: '李娜', email: 'li@acme.example', department: '华东', role: { en: 'Sales', 'zh-CN': '销售' } },
  { name: '张伟', email: 'zhang@acme.example', department: '华东', role: { en: 'Sales', 'zh-CN': '销售' } },
  { name: '陈静', email: 'chen@acme.example', department: '华南', role: { en: 'Sales', 'zh-CN': '销售' } },
  { name: '刘洋', email: 'liu@acme.example', department: '华南', role: { en: 'Sales', 'zh-CN': '销售' } },
] as const;

/** Chooses an option in the dialog that is open, by the words on both. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(option, { exact: true }).click();
}
/** What is wrong with a page, or with a part of it, for who does not see it. */
export const axe = async (page: Page, part = 'html') =>
  (await new AxeBuilder({ page }).include(part).analyze()).violations.map(({ id, nodes }) => [
    id,
    ...nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
  ]);
