import { type App, daysIn } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyday as en } from '../../packages/ui/src/text/en/everyday.ts';
import { everyday as zh } from '../../packages/ui/src/text/zh/everyday.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const DASHBOARD = '/a/opportunity/dashboard/overview';
const wordsIn = wordsOf(en, zh);

describe.skipIf(!chromium).each(['zh-CN', 'en'] as const)('a dashboard in %s', (language) => {
  const t = wordsIn(language);

  it('is narrowed by period and owner, says so at every tile, and is whole again by one click', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const api = apiOf(stage, page);
    const { app }: { app: App } = await api('GET', '/apps/opportunity/definition');
    await page.goto(`${stage.url}${DASHBOARD}`);
    const won = page.locator('[data-report=won_value] [data-figure=won]');
    await won.waitFor();
    const whole = await won.innerText();
    await page.getByRole('combobox', { name: t('dashboard.periodLabel') }).click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: t('period.last_90_days') })
      .click();
    await page.waitForURL(/period=last_90_days/);
    const said = page.locator('[data-report=won_value] [data-narrowed]');
    await expect.poll(() => said.innerText()).toContain(t('period.last_90_days'));
    expect(await page.locator('[data-report=funnel] [data-narrowed]').innerText()).toBe(t('dashboard.without.days'));
    const today = (await api('GET', '/apps/opportunity/definition')).surroundings.today as string;
    const { from, to } = daysIn('last_90_days', today) as { from: string; to: string };
    const report = app.reports.find(({ key }) => key === 'won_value');
    const narrow = await api('POST', '/apps/opportunity/reports/run', {
      report: { ...report, filter: { '<=': [from, { var: 'closed_on' }, to] } },
    });
    await expect.poll(() => won.innerText()).toMatch(new RegExp(`(^|\\D)${narrow.rows[0][1]}$`));
    await page.reload();
    await expect.poll(() => won.innerText()).toMatch(new RegExp(`(^|\\D)${narrow.rows[0][1]}$`));
    await page.getByRole('button', { name: t('dashboard.clear') }).click();
    await expect.poll(() => won.innerText()).toBe(whole);
    expect(await page.locator('[data-narrowed]').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('holds the months against the sales target, for whoever sees all of them', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local' });
    const api = apiOf(stage, page);
    const { rows } = await api('POST', '/apps/opportunity/reports/run', { report: 'won_by_month' });
    await page.goto(`${stage.url}${DASHBOARD}`);
    const tile = page.locator('[data-report=won_by_month]');
    const line = tile.locator('[data-target]');
    const amount = '¥30,000,000';
    const words = { name: language === 'en' ? 'Sales target' : '销售目标', amount, each: t('report.each.month') };
    const reached = (rows as [string, string][]).filter(([, won]) => Number(won) >= 30_000_000).length;
    await line.waitFor();
    expect(await line.innerText()).toContain(t('report.targetLine', { ...words, count: String(reached), total: String(rows.length) }));
    await tile.locator('svg path[stroke-dasharray]').first().waitFor({ state: 'attached' });
    const [month, won] = rows[0] as [string, string];
    expect(await tile.locator('div[role=img]').getAttribute('aria-label')).toContain(`${month} `);
    const name = language === 'en' ? 'Won by month' : '每月赢单金额';
    await tile.getByRole('button', { name: t('report.asTable', { name }) }).click();
    const share = `${(BigInt(Math.round(Number(won) * 100)) * 100n) / 3_000_000_000n}%`;
    expect(await tile.locator('tbody tr', { hasText: month }).first().locator('td').last().innerText()).toBe(share);
    const { user } = await api('GET', '/me');
    await page.goto(`${stage.url}${DASHBOARD}?owner=${user}`);
    await tile.locator('[data-narrowed]').waitFor();
    expect(await line.count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
    const other = await openPage(stage, { language, email: 'sales@demo.local' });
    await other.page.goto(`${stage.url}${DASHBOARD}`);
    await other.page.locator('[data-report=won_by_month] svg').first().waitFor();
    expect(await other.page.locator('[data-target]').count()).toBe(0);
    await other.page.context().close();
  });

  it('leads from a step of the funnel, by pointer and by key, to the records it was counted from', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'manager@demo.local' });
    const api = apiOf(stage, page);
    const funnel = await api('POST', '/apps/opportunity/reports/run', { report: 'funnel' });
    const [, count] = funnel.rows[0] as [string, number];
    await page.goto(`${stage.url}${DASHBOARD}`);
    const tile = page.locator('[data-report=funnel]');
    await tile.locator('svg path[fill="#2f74e0"]').first().click();
    await page.waitForURL(/view=all&filter=/);
    const listed = async () => {
      const { searchParams } = new URL(page.url());
      const filter = JSON.parse(searchParams.get('filter') ?? '""');
      const asked = new URLSearchParams({
        filter: typeof filter === 'string' ? filter : JSON.stringify(filter),
        count: 'true',
        limit: '1',
      });
      return (await api('GET', `/apps/opportunity/records/opportunity?${asked}`)).count;
    };
    expect(await listed()).toBe(count);
    await page.locator('tbody tr[data-row-key]').first().waitFor();
    await page.goBack();
    const name = language === 'en' ? 'Standard pipeline by stage' : '标准流程阶段分布';
    await tile.getByRole('button', { name: t('report.asTable', { name }) }).click();
    await tile.getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/view=all&filter=/);
    expect(await listed()).toBe(count);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
