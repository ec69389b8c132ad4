import type { App } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { type Deal, dealsOf, ENTITY, ladderDid, letGo, publishPool, SCHEMA, STALE, tookBack } from '../support/pool-world.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};
const LIST = `/a/opportunity/${ENTITY}`;

describe.skipIf(!chromium)('the pool', () => {
  let stage: Stage;
  let user: Readonly<Record<string, string>>;
  beforeAll(async () => {
    stage = await openStage();
    user = await publishPool(stage.pool, {
      grants: { sales: { claim: 'all', mostOpen: 900 } },
      process: { coolDown: 7 },
      app: (app: App) => ({ ...app, automations: [STALE] }),
    });
  });
  afterAll(async () => stage?.close());
  const ground = () => ({ server: { pool: stage.pool } });
  const ownerOf = async ({ id }: Deal) => (await dealsOf(ground(), 'id = $1', [id]))[0]?.owner;

  it.each(['zh-CN', 'en'] as const)('in %s: records are taken out of it, several in the list and one on its page', async (language) => {
    const t = wordsIn(language);
    const others = (await dealsOf(ground(), `owner is not null and owner <> $1 and status = 'open'`, [user.sales])).slice(0, 4);
    await stage.pool.query(`update ${SCHEMA}.${ENTITY} set owner = null where owner is null or id = any($1::uuid[])`, [
      others.map(({ id }) => id),
    ]);
    const [first, ...rest] = others as [Deal, ...Deal[]];
    await letGo(ground(), rest);
    await tookBack(stage.pool, { ...first, owner: user.manager ?? null }, 1);
    const [{ name: former } = { name: '' }] = (
      await stage.pool.query<{ name: string }>(`select name from auth."user" where id = $1`, [user.manager])
    ).rows;
    const [{ name: title } = { name: '' }] = (
      await stage.pool.query<{ name: string }>(`select name from ${SCHEMA}.${ENTITY} where id = $1`, [first.id])
    ).rows;
    const took = t('pool.took', { person: former, by: t('timeline.automation', { name: STALE.name[language] ?? '' }) });
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width: 1440 });
    await page.goto(`${stage.url}${LIST}`);
    await page.getByRole('button', { name: new RegExp(`^${t('list.views')}: `) }).click();
    await page.getByRole('menuitem', { name: t('pool.title') }).click();
    await page.getByText(t('pool.most', { count: 900 })).waitFor();
    await page.getByLabel(t('list.selectAll')).waitFor();
    await page.getByText(t('pool.never')).first().waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, `pool-list-${language}`);
    await page.goto(`${stage.url}${LIST}?view=:pool&q=${encodeURIComponent(title)}`);
    await page.locator('tbody').getByText(took).waitFor();
    await shot(page, `pool-story-${language}`);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.locator('li').getByText(took).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await shot(page, `pool-story-360-${language}`);
    await page.setViewportSize({ width: 1440, height: 850 });
    const pooled = (await dealsOf(ground(), `owner is null and status = 'open'`)).length;
    await page.getByLabel(t('list.selectAll')).click();
    const claimed = Math.min(pooled, 50);
    await shot(page, `pool-bulk-${language}`);
    await page.goto(`${stage.url}${LIST}/${first.id}`);
    await page.getByText(took).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, `pool-record-${language}`);
    await page.getByRole('button', { name: t('pool.claim'), exact: true }).click();
    await page.getByText(took).waitFor({ state: 'hidden' });
    expect(await ownerOf(first)).toBe(user.sales);
    await shot(page, `pool-claimed-${language}`);
    await page.getByRole('button', { name: t('action.undo') }).click();
    await page.getByText(took).waitFor();
    expect(await ownerOf(first)).toBeNull();
    await page.getByRole('button', { name: t('pool.claim'), exact: true }).click();
    await page.getByText(took).waitFor({ state: 'hidden' });
    expect(await ownerOf(first)).toBe(user.sales);
    await page.goto(`${stage.url}${LIST}?view=:pool`);
    await page.getByText(t('pool.most', { count: 900 })).waitFor();
    await page.getByLabel(t('list.selectAll')).click();
    await page.getByRole('button', { name: t('pool.claimMany', { count: claimed - (pooled <= 50 ? 1 : 0) }) }).click();
    await page.getByText(t('pool.claimedMany', { count: claimed - (pooled <= 50 ? 1 : 0) })).waitFor();
    expect(await Promise.all(others.map(ownerOf))).toEqual(others.map(() => user.sales));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['zh-CN', 'en'] as const)('in %s: an owner who is warned appeals on a phone, and the manager grants it', async (language) => {
    const t = wordsIn(language);
    const at = language === 'en' ? 0 : 1;
    // One that was never in the pool: whoever has just taken one has all the time again.
    const kept = `owner = $1 and status = 'open' and id not in (select record from ${SCHEMA}._passage where taken_at is not null)`;
    const deal = (await dealsOf(ground(), kept, [user.sales]))[at] as Deal;
    await stage.pool.query(`update ${SCHEMA}.${ENTITY} set stage_since = now() - interval '12 days' where id = $1`, [deal.id]);
    await ladderDid(stage.pool, deal.id, 'l1', '1 days', [user.sales]);
    const phone = await openPage(stage, { language, email: 'sales@demo.local', width: 360 });
    await phone.page.goto(`${stage.url}${LIST}/${deal.id}`);
    await phone.page.getByText(t('pool.warned')).waitFor();
    await shot(phone.page, `warned-${language}`);
    await phone.page.getByRole('button', { name: t('pool.appeal'), exact: true }).click();
    await phone.page.getByLabel(t('pool.appealNote')).fill('The customer decides next week.');
    expect(await axe(phone.page)).toEqual([]);
    await shot(phone.page, `appeal-${language}`);
    await phone.page.getByRole('button', { name: t('pool.send') }).click();
    await phone.page.getByText(t('pool.appealed')).waitFor();
    const boss = await openPage(stage, { language, email: 'manager@demo.local', width: 1440 });
    await boss.page.goto(`${stage.url}${LIST}/${deal.id}`);
    await boss.page.getByText('The customer decides next week.').first().waitFor();
    expect(await axe(boss.page)).toEqual([]);
    await shot(boss.page, `appealed-${language}`);
    await boss.page.getByRole('button', { name: t('pool.grant', { count: 7 }) }).click();
    const granted = t('pool.granted', { day: '|' }).split('|')[0]?.trim() ?? '';
    await boss.page.getByText(granted).first().waitFor();
    await phone.page.reload();
    await phone.page.getByText(granted).first().waitFor();
    await shot(phone.page, `granted-${language}`);
    expect([phone.faults, boss.faults]).toEqual([[], []]);
    await phone.page.context().close();
    await boss.page.context().close();
  });
});
