import type { Page } from 'playwright-core';

/** Where the deals of the demo are listed. */
export const DEALS = '/a/opportunity/opportunity';

/** What fields of a deal are called. */
export const DEAL_NAMES = {
  en: { amount: 'Expected amount', next: 'Next step', stage: 'Stage', owner: 'Owner' },
  'zh-CN': { amount: '预计成交金额', next: '下一步', stage: '阶段', owner: '负责人' },
} as const;

/** The keys of the columns on screen, in their order. */
export const columnsOf = (page: Page) =>
  page.locator('th[data-column]').evaluateAll((all) => all.map((each) => (each as { dataset: { column?: string } }).dataset.column));

/** How many records the line under the list counts; 0 while it is not there. */
export async function countedIn(page: Page): Promise<number> {
  const [text = ''] = await page.locator('tfoot .pw-first').allInnerTexts();
  // A figure may stand behind it.
  return Number(/\d+/.exec(text)?.[0] ?? 0);
}

/** Opens a list and waits for its records and the figures under them. */
export async function openList(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('tbody tr[data-row-key]').first().waitFor();
  await page.locator('tfoot .pw-first').filter({ hasText: /\d/ }).waitFor();
}

/** Marks the first records of the list. */
export async function markFirst(page: Page, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await page.locator('tbody .pw-check input').nth(i).check();
}
