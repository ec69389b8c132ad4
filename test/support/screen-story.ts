import type { Page } from 'playwright-core';
import type { Stage } from './browser.ts';

/** Asks the API as whoever is signed in on a page; anything but success is thrown. */
export function apiOf(stage: Stage, page: Page) {
  return async (method: string, path: string, data?: unknown) => {
    const response = await page.request.fetch(`${stage.url}/api${path}`, { method, ...(data === undefined ? {} : { data }) });
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
    return response.json();
  };
}

/** Chooses an option of a select by its id. */
export async function choose(page: Page, id: string, option: string | RegExp): Promise<void> {
  await page.click(`#${id}`);
  const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await options.filter({ hasText: option }).first().click();
  // A press while the list still slides in goes astray.
  await page
    .locator('.ant-select-dropdown:visible')
    .waitFor({ state: 'hidden', timeout: 2000 })
    .catch(() => options.filter({ hasText: option }).first().click());
}

/** The dialog in front. */
export const dialogOf = (page: Page) => page.locator('.ant-modal:visible');
