import { AxeBuilder } from '@axe-core/playwright';
import type { App, Automation } from '@pipewright/definition';
import { CallWorker, DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { passes } from '../support/automating.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { SECRET } from '../support/database.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const VALUE = 'tok-5b1f77aa90';
let stage: Stage;
let receiver: Receiver;
let host: string;
beforeAll(async () => {
  if (!chromium) return;
  receiver = await openReceiver();
  host = new URL(receiver.url).host;
  stage = await openStage('demo', undefined, { inside: true });
});
afterAll(async () => {
  await stage?.close();
  receiver?.close();
});

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/requests-${name}.png`, fullPage: true });
};
async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const text = await page.locator('body').innerText();
  const raw = text.match(/\b(http|secret|run|trial|saying|automate)\.[a-zA-Z]+/);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [
    ...found,
    ...(overflow > 0 ? [['wider than the window', overflow]] : []),
    ...(raw ? [['raw', raw[0]]] : []),
    ...(text.includes(VALUE) ? ['told'] : []),
  ];
}

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a request to another program in %s', (language) => {
  const t = wordsIn(language);
  const flow: Automation = {
    ...{ key: 'flow', name: { en: 'Tell the books', 'zh-CN': '通知账务' }, entity: 'customer', on: { kind: 'created' }, start: 'ask' },
    nodes: [{ key: 'ask', kind: 'http', method: 'GET', url: 'https://elsewhere.example/', next: { done: null, failed: null } }],
  };

  it('is designed with hosts and secrets that are kept beside it, tried, sent and watched', async () => {
    await stage.pool.query('delete from pipewright.secret');
    await stage.pool.query(`update pipewright.app set call_hosts = '{}'`);
    const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
    const api = apiOf(stage, page);
    const { definition, revision } = (await api('GET', '/apps/opportunity/draft')) as { definition: App; revision: number };
    await api('PUT', '/apps/opportunity/draft', { definition: { ...definition, automations: [flow] }, revision });

    await page.goto(`${stage.url}/designer/?app=opportunity#secrets`);
    await page.getByText(t('secret.none')).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `none-${language}`);
    await page.getByLabel(t('secret.host'), { exact: true }).fill('https://x.example/');
    await page.keyboard.press('Enter');
    await page.getByText(/(is not the name of a host|不是主机名)/).waitFor();
    await page.getByLabel(t('secret.host'), { exact: true }).fill(host);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: t('secret.hostRemove', { host }) }).waitFor();
    await page.getByRole('button', { name: t('secret.add') }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel(t('secret.name'), { exact: true }).fill('books_token');
    await dialog.getByLabel(t('secret.value'), { exact: true }).fill(VALUE);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `secret-${language}`);
    await dialog.getByRole('button', { name: t('action.save') }).click();
    const row = page.getByRole('listitem', { name: 'books_token' });
    await row.waitFor();
    expect(await row.innerText()).toContain(t('secret.unused'));
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `secrets-${language}`);

    await page.goto(`${stage.url}/designer/?app=opportunity#automation/flow`);
    await page.reload();
    const sentence = page.getByRole('button', { name: /elsewhere\.example/ }).first();
    await sentence.click();
    await page.getByText(t('http.host', { host: 'elsewhere.example' })).waitFor();
    const path = 'automations.0.nodes.0';
    const at = (name: string) => page.locator(`[id="${path}.${name}"]`);
    await at('url').fill(`${receiver.url}/customers/{${language === 'en' ? 'Customer name' : '客户名称'}}?id={id}`);
    await page.getByText(t('http.host', { host: 'elsewhere.example' })).waitFor({ state: 'hidden' });
    const option = async (name: string | RegExp) => {
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: name }).first().click();
    };
    await at('method').click();
    await option('POST');
    await page.getByLabel(t('http.headerAdd'), { exact: true }).fill('Authorization');
    await page.keyboard.press('Enter');
    await at('headers.Authorization').fill('Bearer ');
    await page.getByLabel(`Authorization · ${t('http.secretInsert')}`).click();
    await option('books_token');
    await page.getByLabel(t('http.bodyAdd'), { exact: true }).fill('name');
    await page.keyboard.press('Enter');
    await page
      .getByLabel(t('automate.valueAdd'), { exact: true })
      .last()
      .fill(language === 'en' ? 'Notes' : '备注');
    await option(language === 'en' ? 'Notes' : '备注');
    await page.getByLabel(t('http.answerOf', { field: language === 'en' ? 'Notes' : '备注' })).fill('result.text');
    await page.locator('[data-save=saved]').waitFor();
    const draft = async () => ((await api('GET', '/apps/opportunity/draft')).definition as App).automations?.[0]?.nodes[0];
    await expect.poll(draft).toEqual({
      ...{ key: 'ask', kind: 'http', method: 'POST', url: `${receiver.url}/customers/{name}?id={id}`, next: { done: null, failed: null } },
      ...{ headers: { Authorization: 'Bearer {secret:books_token}' }, body: { name: { var: 'name' } }, answer: { notes: 'result.text' } },
    });
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `step-${language}`);
    await page
      .getByRole('button', { name: t('trial.look') })
      .first()
      .click();
    await page
      .locator('summary', { hasText: t('trial.request') })
      .first()
      .click();
    await page.getByText('Authorization: Bearer ••••').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `trial-${language}`);
    expect(receiver.got).toEqual([]);

    const [{ version: base }] = (await api('GET', '/apps/opportunity/versions')).versions;
    const saved = await api('GET', '/apps/opportunity/draft');
    await api('POST', '/apps/opportunity/publish', { base, revision: saved.revision });
    const name = `Books ${language}`;
    const { id } = await api('POST', '/apps/opportunity/records/customer', { values: { name } });
    const later = () => new Date(Date.now() + 3_600_000).toISOString();
    await passes(stage.server, later());
    receiver.answer = () => ({ status: 503, body: `Down, ${VALUE}` });
    const worker = new CallWorker({ server: stage.server, sender: { secret: SECRET, outgoing: { inside: true } }, pollMs: 50 });
    worker.start();
    await expect.poll(async () => (await stage.pool.query('select status from app_opportunity._call')).rows.at(-1)?.status).toBe(503);
    await page.reload();
    await page.getByText(/503/).first().waitFor();
    await page
      .getByText(`POST ${host}/customers/${encodeURIComponent(name)}`)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `waits-${language}`);
    receiver.answer = () => ({ status: 200, body: '{"result":{"text":"Booked"}}' });
    await stage.pool.query(`update app_opportunity._call set next_at = now() where state = 'waiting'`);
    await expect.poll(async () => (await stage.pool.query('select status from app_opportunity._call')).rows.at(-1)?.status).toBe(200);
    await worker.stop();
    await passes(stage.server, later());
    expect((await api('GET', `/apps/opportunity/records/customer/${id}`)).notes).toBe('Booked');
    expect(receiver.got.splice(0).map(({ headers }) => headers.authorization)).toEqual([`Bearer ${VALUE}`, `Bearer ${VALUE}`]);
    await page.reload();
    await page
      .getByRole('button', { name: t('run.steps', { count: 1 }) })
      .first()
      .click();
    await page.getByText('→ 200').first().waitFor();
    await shot(page, `done-${language}`);

    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(`${stage.url}/designer/?app=opportunity#secrets`);
    await page.reload();
    await row.getByText(t('secret.uses', { uses: '' }), { exact: false }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `secrets-360-${language}`);
    await row.getByRole('button', { name: t('secret.remove') }).click();
    await page.locator('.ant-popconfirm:visible, .ant-popover:visible').getByText(flow.name[language]).waitFor();
    await shot(page, `remove-360-${language}`);
    await page.keyboard.press('Escape');
    await page.goto(`${stage.url}/designer/?app=opportunity#automation/flow`);
    await page.reload();
    await page
      .getByRole('button', { name: new RegExp(host) })
      .first()
      .click();
    await at('url').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, `step-360-${language}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
