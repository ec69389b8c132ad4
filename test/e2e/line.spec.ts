import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const APP = '/apps/opportunity';
const CALL = { en: 'Call', 'zh-CN': '电话' } as const;
const NEXT = { en: 'Next step', 'zh-CN': '下一步' } as const;
const HOSTILE = '<img src=x onerror=alert(1)> & "quoted"';
const SOON = { timeout: 2000 };

/** The line of the record on screen. */
const lineOf = (page: Page) => page.locator('.ant-timeline');

/** An open deal of the sales person on this page. */
async function dealOf(page: Page, place: number): Promise<{ id: string; name: string }> {
  const api = apiOf(stage, page);
  const { user } = await api('GET', '/me');
  const mine = { and: [{ '==': [{ var: 'owner' }, user] }, { '==': [{ var: 'status' }, 'open'] }] };
  const { records } = await api('GET', `${APP}/records/opportunity?filter=${encodeURIComponent(JSON.stringify(mine))}&sort=name&limit=10`);
  return records[place];
}

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the time line of a record in %s', (language) => {
  const t = wordsIn(language);
  const place = language === 'en' ? 1 : 0;

  it('takes a call in with one click, a text and Enter, and carries the next step into the deal', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const deal = await dealOf(page, place);
    await page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
    await page.locator('.ant-radio-button-wrapper').filter({ hasText: CALL[language] }).click();
    await page.keyboard.type(`A call ${language}`);
    await page.keyboard.press('Enter');
    await lineOf(page).getByText(`A call ${language}`).waitFor();
    expect(await lineOf(page).locator('.ant-timeline-item').first().innerText()).toContain(CALL[language]);
    await page.keyboard.type('Another one');
    await page
      .locator('label')
      .filter({ hasText: new RegExp(`^${NEXT[language]}$`) })
      .locator('input')
      .fill(`Send a quote ${language}`);
    await page.getByRole('button', { name: t('line.log'), exact: true }).click();
    await lineOf(page).getByText('Another one').waitFor();
    const { next_step } = await apiOf(stage, page)('GET', `${APP}/records/opportunity/${deal.id}`);
    expect(next_step).toBe(`Send a quote ${language}`);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('tells who is mentioned within two seconds, who comes to the record by the bell; what was typed is drawn as it was typed', async () => {
    const [mine, theirs] = await Promise.all(['sales', 'manager'].map((who) => openPage(stage, { language, email: `${who}@demo.local` })));
    if (!mine || !theirs) throw new Error('Nobody came');
    const deal = await dealOf(mine.page, place);
    const { name } = await apiOf(stage, theirs.page)('GET', '/me');
    await apiOf(stage, theirs.page)('POST', `${APP}/notices/read`, { until: 'ffffffff-ffff-7fff-bfff-ffffffffffff' });
    await theirs.page.goto(`${stage.url}/a/opportunity/customer`);
    await theirs.page.getByRole('button', { name: t('notice.bell'), exact: true }).waitFor();
    await mine.page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
    const box = mine.page.getByRole('textbox', { name: t('line.commentLabel') });
    await box.fill(`${HOSTILE} `);
    await box.press('End');
    await mine.page.keyboard.type(`@${name}`);
    await mine.page.locator('.ant-mentions-dropdown:visible').getByText(name).first().click();
    await box.press('Enter');
    await lineOf(mine.page).getByText(`@${name}`).waitFor();
    const bell = theirs.page.getByRole('button', { name: t('notice.bellUnread', { count: 1 }) });
    await bell.waitFor(SOON);
    await bell.click();
    await theirs.page.getByRole('dialog').getByText(deal.name).first().click();
    await theirs.page.waitForURL(new RegExp(deal.id));
    await lineOf(theirs.page).getByText(HOSTILE).waitFor();
    await theirs.page.getByRole('button', { name: t('notice.bell'), exact: true }).waitFor();
    expect([...mine.faults, ...theirs.faults]).toEqual([]);
    for (const { page } of [mine, theirs]) await page.context().close();
  });

  it('names who of those that are mentioned cannot see the record; its owner is asked, and lets that person see it alone', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local' });
    const asking = await openPage(stage, { language, email: 'manager@demo.local' });
    const deal = await dealOf(page, place);
    const [owner, asker] = [await apiOf(stage, page)('GET', '/me'), await apiOf(stage, asking.page)('GET', '/me')];
    // Analysts see every deal and let nobody see one. The other's name has a space in it, which ends no mention.
    await stage.pool.query(`update pipewright.member set role = 'analyst' where app = 'opportunity' and user_id = $1`, [asker.user]);
    const { rows } = await stage.pool.query<{ id: string; name: string }>(
      `select p.user_id as id, p.name from pipewright.person p join pipewright.member m on m.user_id = p.user_id and m.app = 'opportunity'
       where m.role = 'sales' and p.active and p.user_id <> $1
       order by p.name like '% %' desc, p.user_id limit 1`,
      [owner.user],
    );
    const [other] = rows;
    if (!other) throw new Error('There is nobody else');
    await asking.page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
    const box = asking.page.getByRole('textbox', { name: t('line.commentLabel') });
    await box.click();
    await asking.page.keyboard.type(`@${other.name}`);
    await asking.page.locator('.ant-mentions-dropdown:visible').getByText(other.name).first().click();
    await asking.page.keyboard.type(`look ${language}`);
    await box.press('Enter');
    await asking.page.getByRole('alert').getByText(other.name).waitFor();
    await asking.page.getByRole('button', { name: t('line.ask') }).click();
    await lineOf(asking.page).getByText(`look ${language}`).waitFor();
    await page.goto(`${stage.url}/a/opportunity/customer`);
    await page.getByRole('button', { name: new RegExp(`^${t('notice.bell')}[:：]`) }).click();
    await page.getByRole('dialog').getByText(other.name).first().waitFor();
    await page
      .getByRole('button', { name: t('notice.allow'), exact: true })
      .first()
      .click();
    await page.getByText(t('notice.allowed', { person: other.name, record: deal.name })).waitFor();
    const shares = await stage.pool.query('select record::text, level from pipewright.share where person = $1 and record = $2', [
      other.id,
      deal.id,
    ]);
    expect(shares.rows).toEqual([{ record: deal.id, level: 'read' }]);
    expect(faults).toEqual([]);
    for (const each of [page, asking.page]) await each.context().close();
  });
});
