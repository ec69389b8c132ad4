import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chance as chanceEn } from '../../packages/ui/src/text/en/chance.ts';
import { everyday as everydayEn } from '../../packages/ui/src/text/en/everyday.ts';
import { chance as chanceZh } from '../../packages/ui/src/text/zh/chance.ts';
import { everyday as everydayZh } from '../../packages/ui/src/text/zh/everyday.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf, dialogOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (!chromium) return;
  stage = await openStage();
  await stage.tellChances();
});
afterAll(async () => stage?.close());

const RECORDS = '/apps/opportunity/records/opportunity';
const wordsIn = wordsOf({ ...everydayEn, ...chanceEn }, { ...everydayZh, ...chanceZh });
const shots = process.env.SHOTS;

describe.skipIf(!chromium).each([
  ['zh-CN', 1280],
  ['en', 1280],
  ['zh-CN', 360],
  ['en', 360],
] as const)('a win probability in %s at %i pixels', (language, width) => {
  const t = wordsIn(language);
  const picture = async (page: Awaited<ReturnType<typeof openPage>>['page'], name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${language}-${width}.png` });
  };

  it('opens to what it is made of, is said by hand with a reason, and goes back', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    const api = apiOf(stage, page);
    const filter = JSON.stringify({ and: [{ '==': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'probability_set' }, null] }] });
    const { records } = await api('GET', `${RECORDS}?limit=1&fields=probability,probability_computed&filter=${encodeURIComponent(filter)}`);
    const [{ id, probability }] = records;
    await page.goto(`${stage.url}/a/opportunity/opportunity/${id}`);
    const fact = page.getByRole('button', { name: `${probability}%` });
    await fact.click();
    const dialog = dialogOf(page);
    await dialog.getByText(t('chance.all')).waitFor();
    const said = await dialog.innerText();
    const state = await api('GET', `${RECORDS}/${id}/chance`);
    expect(said).toContain(t('chance.interval', { low: String(state.low), high: String(state.high), n: String(state.n) }));
    expect(said).toContain(t('chance.of', { won: String(state.reasons[0].won), n: String(state.reasons[0].n) }));
    await picture(page, 'open');
    await dialog.getByRole('spinbutton').fill('88');
    const why = dialog.getByRole('textbox');
    const save = dialog.getByRole('button', { name: t('chance.save'), exact: false });
    expect(await save.isDisabled()).toBe(true);
    await why.fill('决策人口头承诺');
    await save.click();
    await dialog.getByRole('button', { name: t('chance.reset') }).waitFor();
    await dialog.getByText('决策人口头承诺').first().waitFor();
    await picture(page, 'by-hand');
    expect((await api('GET', `${RECORDS}/${id}`)).probability).toBe('88');
    await dialog.getByRole('button', { name: t('chance.reset') }).click();
    await dialog.getByRole('button', { name: t('chance.reset') }).waitFor({ state: 'detached' });
    expect((await api('GET', `${RECORDS}/${id}`)).probability).toBe(probability);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says how far it can be trusted to who reads everything, from the dashboard on', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'admin@demo.local', width });
    await page.goto(`${stage.url}/a/opportunity/dashboard/overview`);
    await page.getByRole('link', { name: t('dashboard.trust') }).click();
    await page.waitForURL(/opportunity\/chance$/);
    await page.getByText(t('chance.chart')).waitFor();
    await page.locator('main svg, [role=img] svg').first().waitFor();
    expect(await page.getByText(t('chance.brier')).first().innerText()).toMatch(/0\.\d{3}/);
    await picture(page, 'trust');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.context().close();
    const other = await openPage(stage, { language, email: 'sales@demo.local', width });
    await other.page.goto(`${stage.url}/a/opportunity/opportunity/chance`);
    await other.page.getByRole('alert').waitFor();
    await other.page.context().close();
  });
});
