import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const APP = '/apps/opportunity';
const SOON = { timeout: 2000 };
const api = async (page: Page, method: string, path: string, data?: unknown) =>
  (await page.request.fetch(`${stage.url}/api${APP}${path}`, { method, ...(data === undefined ? {} : { data }) })).json();

describe.skipIf(!chromium)('what somebody else does', () => {
  it('shows on the board, the list and the record of others within two seconds, without a reload, and asks only for what it concerns', async () => {
    const [mine, theirs] = await Promise.all(
      ['admin@demo.local', 'manager@demo.local'].map((email) => openPage(stage, { language: 'en', email })),
    );
    if (!mine || !theirs) throw new Error('Nobody came');
    const { page } = theirs;
    const filter = encodeURIComponent(
      JSON.stringify({ and: [{ '==': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'pipeline' }, 'standard'] }] }),
    );
    const { records } = await api(page, 'GET', `/records/opportunity?filter=${filter}&sort=-updated_at&limit=3`);
    const [shown, other] = records;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
    const change = async (id: string, values: object) => {
      const { version } = await api(mine.page, 'GET', `/records/opportunity/${id}`);
      const answer = await api(mine.page, 'PATCH', `/records/opportunity/${id}`, { version, values });
      expect(answer.issues).toBeUndefined();
    };

    await page.goto(`${stage.url}/a/opportunity/opportunity/board?pipeline=standard`);
    await page.getByText(shown.name).first().waitFor();
    await page.waitForTimeout(1500);
    await change(shown.id, { name: 'Renamed on the board' });
    await page.getByText('Renamed on the board').first().waitFor(SOON);
    expect(asked.filter((path) => path.includes('/board/') && path.includes('since='))).not.toEqual([]);

    await page.goto(`${stage.url}/a/opportunity/opportunity?sort=-updated_at`);
    await page.getByText('Renamed on the board').first().waitFor();
    await page.waitForTimeout(1500);
    await change(other.id, { name: 'Renamed in the list' });
    await page.getByText('Renamed in the list').first().waitFor(SOON);
    expect(asked.filter((path) => path.includes('/records/opportunity?') && path.includes('since='))).not.toEqual([]);

    await page.goto(`${stage.url}/a/opportunity/opportunity/${shown.id}`);
    await page.getByText('Renamed on the board').first().waitFor();
    await page.waitForTimeout(1500);
    asked.length = 0;
    await change(other.id, { next_step: 'of no concern here' });
    await page.waitForTimeout(1500);
    expect(asked.filter((path) => path.includes(`/records/opportunity/${shown.id}`))).toEqual([]);
    await change(shown.id, { name: 'Renamed on its page' });
    await page.getByText('Renamed on its page').first().waitFor(SOON);

    // What a person does herself never waits for news, and is never answered with what was asked before.
    expect(asked.filter((path) => path.includes('since=') && path.includes(`/records/opportunity/${shown.id}`))).toEqual([]);
    expect([...mine.faults, ...theirs.faults]).toEqual([]);
    for (const each of [mine, theirs]) await each.page.context().close();
  });
});
