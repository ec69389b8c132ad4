import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/uses-${name}.png` });
};

describe.skipIf(!chromium).each(['en', 'zh-CN'] as const)('taking a part out of use in the designer, in %s', (language) => {
  const t = wordsIn(language);
  const dialogOf = (page: Page) => page.locator('.ant-modal:visible');
  const draftOf = async (page: Page) => (await (await page.request.get(`${stage.url}/api/apps/opportunity/draft`)).json()).definition;

  it('says who names an option, leads there, and takes it only then', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width: language === 'en' ? 1360 : 360 });
    await page.goto(`${stage.url}/designer/?app=opportunity#entity/customer`);
    await page.locator('[data-field=customer_class] button[aria-pressed]:not([aria-roledescription])').click();
    const options = () => page.locator('.ant-card', { has: page.locator('#option_key') });
    await options()
      .last()
      .getByRole('button', { name: t('action.delete') })
      .click();
    const dialog = dialogOf(page);
    await dialog.getByText(t('design.retireNeeded')).waitFor();
    const named = await dialog.getByRole('listitem').allInnerTexts();
    expect(named).toHaveLength(3);
    expect(named.join()).toContain(language === 'en' ? 'Key accounts' : '大客户');
    await shoot(page, `option-${language}`);
    await dialog.getByRole('link', { name: new RegExp(t('part.pipeline')) }).click();
    await page.getByRole('heading', { name: new RegExp(t('design.pipelinesOf').replace('{{entity}}', '.*')) }).waitFor();
    expect(new URL(page.url()).hash).toBe('#pipeline/opportunity');
    expect(JSON.stringify(await draftOf(page))).toContain('"key":"key"');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a field goes with the rules and figures that name it where one wants that, and undo brings all back', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    await page.goto(`${stage.url}/designer/?app=opportunity#entity/opportunity`);
    const before = await draftOf(page);
    await page.locator('[data-field=amount] button[aria-pressed]:not([aria-roledescription])').click();
    await page.getByRole('button', { name: t('design.retireField') }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('checkbox', { name: t('design.retireClean') }).waitFor();
    await shoot(page, `field-${language}`);
    await dialog.getByRole('button', { name: t('design.retire') }).click();
    await page.locator('[data-save=saving]').waitFor();
    await page.locator('[data-save=saved]').waitFor();
    const after = await draftOf(page);
    const opportunity = (app: { entities: { key: string }[] }) => JSON.stringify(app.entities.find(({ key }) => key === 'opportunity'));
    expect(opportunity(before)).toContain('"amount":"amount"');
    expect(opportunity(after)).not.toContain('"amount":"amount"');
    expect(after.reports.length).toBeLessThan(before.reports.length);
    await page.getByRole('button', { name: t('action.undo') }).click();
    await page.locator('[data-save=saving]').waitFor();
    await page.locator('[data-save=saved]').waitFor();
    expect(await draftOf(page)).toEqual(before);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
