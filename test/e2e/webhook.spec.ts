import { AxeBuilder } from '@axe-core/playwright';
import type { App, Automation } from '@pipewright/definition';
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
  if (!chromium) return;
  stage = await openStage();
  const automation: Automation = {
    ...{ key: 'site', name: { en: 'Website form', 'zh-CN': '官网表单' }, entity: 'product', start: 'note', on: { kind: 'created' } },
    nodes: [{ key: 'note', kind: 'set', values: { series: { var: 'name' } }, next: { done: null } }],
  };
  const { rows } = await stage.pool.query(`select draft from pipewright.app where key = 'opportunity'`);
  const draft: App = { ...JSON.parse(rows[0].draft), automations: [automation] };
  await stage.pool.query(`update pipewright.app set draft = $1, draft_revision = draft_revision + 1 where key = 'opportunity'`, [
    JSON.stringify(draft),
  ]);
});
afterAll(async () => stage?.close());

const looks = [
  { language: 'zh-CN', width: 1440, kind: '收到网络钩子时', sentence: /^收到网络钩子“官网表单”时新建产品，/, first: true },
  {
    language: 'en',
    width: 360,
    kind: 'A webhook arrives',
    sentence: /^When the webhook “Website form” brings a new product, /,
    first: false,
  },
] as const;

describe.skipIf(!chromium).each(looks)('a webhook, seen in $language at $width px', ({ language, width, kind, sentence, first }) => {
  const t = wordsIn(language);

  it('is chosen, published, given its secret, sent to as its example says, and tells what came', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    await page.goto(`${stage.url}/designer/?app=opportunity#automation/site`);
    if (first) {
      await page.getByLabel(t('automate.trigger'), { exact: true }).click();
      await page.locator('.ant-select-item-option', { hasText: kind }).click();
      await page.getByText(t('hook.unpublished')).waitFor();
      await page.locator('[data-save=saved]').waitFor();
      await page
        .getByRole('button', { name: new RegExp(t('design.publish')) })
        .first()
        .click();
      const dialog = page.locator('.ant-modal:visible');
      await dialog.getByText(t('part.automation')).first().waitFor();
      await dialog.getByRole('button', { name: t('design.publish') }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: t('hook.make') }).click();
    } else {
      await page.getByRole('button', { name: t('hook.renew') }).click();
      await page
        .locator('.ant-popconfirm')
        .getByRole('button', { name: t('hook.renew') })
        .click();
    }
    expect(await page.getByRole('status', { name: t('automate.sentence') }).innerText()).toMatch(sentence);
    const secret = await page.getByLabel(t('hook.secret'), { exact: true }).inputValue();
    const address = await page.getByLabel(t('hook.address'), { exact: true }).inputValue();
    const example = await page.getByLabel(t('hook.sample'), { exact: true }).inputValue();
    expect([address.startsWith(`${stage.url}/api/hooks/`), example.includes(`Bearer ${secret}`)]).toEqual([true, true]);
    const sent = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...JSON.parse(/-d '([\s\S]*)'$/.exec(example)?.[1] ?? ''), name: `Hook ${language}` }),
    });
    expect([sent.status, await sent.json()]).toEqual([202, {}]);
    await page.reload();
    await page.getByText(t('hook.begun'), { exact: true }).first().waitFor();
    await page
      .getByRole('link', { name: `Hook ${language}` })
      .first()
      .waitFor();
    expect(await page.getByLabel(t('hook.secret'), { exact: true }).count()).toBe(0);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/webhook-${language}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    const text = await page.locator('body').innerText();
    const raw = text.match(/\b(hook|automate|saying|run|property)\.[a-z_]+/);
    expect([violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)]), wide > 0, raw, faults]).toEqual([[], false, null, []]);
  });
});
