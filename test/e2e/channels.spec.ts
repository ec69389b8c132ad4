import { AxeBuilder } from '@axe-core/playwright';
import { DEMO, deliver, newId } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
let receiver: Receiver;
beforeAll(async () => {
  if (!chromium) return;
  receiver = await openReceiver();
  stage = await openStage('demo', undefined, { inside: true });
  stage.deliveries.start();
});
afterAll(async () => {
  await stage?.close();
  receiver?.close();
});

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};
const faultsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('channels in %s', (language) => {
  const t = wordsIn(language);
  const name = language === 'en' ? 'Warehouse' : '仓库系统';
  const title = language === 'en' ? 'Deal won' : '商机已赢单';

  it('are added, tried out, and what did not arrive is sent again', async () => {
    await stage.pool.query('delete from pipewright.channel');
    await stage.pool.query('delete from pipewright.delivery');
    receiver.got.splice(0);
    const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
    await page.goto(`${stage.url}/designer/?app=${DEMO.app}#channels`);
    await page.getByText(t('channel.none')).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `channels-none-${language}`);

    await page.getByRole('button', { name: t('channel.add') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('channel.kind'), { exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: t('channel.kind.webhook') }).click();
    await dialog.getByLabel(t('design.name'), { exact: true }).fill(name);
    await dialog.getByLabel(t('channel.address'), { exact: true }).fill(`${receiver.url}/hook`);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `channels-add-${language}`);
    await dialog.getByRole('button', { name: t('action.save') }).click();
    await dialog.waitFor({ state: 'hidden' });

    const row = page.getByRole('listitem', { name });
    await row.getByRole('button', { name: t('channel.test') }).click();
    await row.getByText(t('channel.testGood')).waitFor();
    expect(receiver.got.map(({ path }) => path)).toEqual(['/hook']);

    receiver.answer = () => ({ status: 410, body: 'This hook was closed.' });
    const { rows } = await stage.pool.query<{ key: string }>('select key from pipewright.channel');
    const wish = { app: DEMO.app, key: newId(), to: { channel: rows[0]?.key ?? '' }, message: { title, text: title } };
    await deliver(stage.pool, wish);
    await expect.poll(async () => (await stage.pool.query('select state from pipewright.delivery')).rows).toEqual([{ state: 'dead' }]);
    await page.reload();
    const sent = page.getByRole('list', { name: t('delivery.list') }).getByRole('listitem');
    await sent.getByText(t('delivery.fault.refused')).waitFor();
    await sent.getByText(t('delivery.said', { said: 'This hook was closed.' })).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `channels-${language}`);
    await page.setViewportSize({ width: 360, height: 780 });
    await page.getByRole('combobox', { name: t('design.parts') }).waitFor();
    await sent.getByText(title).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await shot(page, `channels-360-${language}`);

    receiver.answer = () => ({ status: 200 });
    await sent.getByRole('button', { name: t('delivery.againOne', { title }) }).click();
    await sent.getByText(t('delivery.state.sent'), { exact: true }).waitFor({ timeout: 20_000 });
    const keys = receiver.got.slice(1).map(({ headers }) => headers['webhook-id']);
    expect(keys).toEqual([`${DEMO.app}:${wish.key}`, `${DEMO.app}:${wish.key}`]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
