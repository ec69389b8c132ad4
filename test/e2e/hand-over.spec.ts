import { DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { axe } from '../support/people-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const [DEALS, FIRMS] = [200, 1100];
/** How many records are handed over in one go. */
const STRETCH = 500;
const NAMES = {
  'zh-CN': { leaver: '离任的人', customers: '客户', deals: '商机', app: '商机管理' },
  en: { leaver: 'Who Leaves', customers: 'Customer', deals: 'Opportunity', app: 'Opportunities' },
} as const;

describe.skipIf(!chromium)('the hand-over of many records', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  // Whatever becomes of a story, nothing is held back for longer.
  let letGo = async () => undefined as unknown;
  afterEach(() => letGo());
  afterAll(async () => stage?.close());
  const one = async <T>(text: string, values: unknown[]) => (await stage.pool.query(text, values)).rows[0] as T;
  const openOf = async (user: string) =>
    (
      await one<{ n: number }>(
        `select (select count(*)::int from app_opportunity.customer where owner = $1)
           + (select count(*)::int from app_opportunity.opportunity where owner = $1 and status not in ('won', 'lost', 'void'))
           + (select count(*)::int from app_opportunity.task where owner = $1) as n`,
        [user],
      )
    ).n;

  /** Somebody with many customers, and open opportunities as the API takes them in. */
  async function busyPerson(page: Page, name: string): Promise<string> {
    const api = apiOf(stage, page);
    const { id } = await api('POST', '/people', { name });
    await api('PUT', `/people/${id}/roles`, { app: 'opportunity', role: 'manager' });
    await stage.pool.query(
      `insert into app_opportunity.customer (id, name, owner) select gen_random_uuid(), $2 || ' ' || n, $1 from generate_series(1, $3::integer) n`,
      [id, `Firm of ${name}`, FIRMS],
    );
    const { id: customer } = await one<{ id: string }>('select id::text from app_opportunity.customer where owner = $1 limit 1', [id]);
    const contact = await api('POST', '/apps/opportunity/records/contact', { values: { name: `Boss of ${name}`, customer } });
    const needed = { customer, decision_maker: contact.id, pain_point: 'story', opportunity_type: 'new', expected_close: '2031-05-06' };
    const made = (n: number) =>
      api('POST', '/apps/opportunity/records/opportunity', {
        values: { ...needed, name: `Deal ${n} of ${name}`, amount: '1000', owner: id },
      });
    for (let n = 0; n < DEALS; n += 10) await Promise.all(Array.from({ length: 10 }, (_, each) => made(n + each)));
    return id;
  }
  /** Keeps one of a person's customers from being changed, so that a hand-over waits in the midst. */
  async function holdBack(user: string) {
    const client = await stage.pool.connect();
    await client.query('begin');
    await client.query(
      `select 1 from app_opportunity.customer where id = (select id from app_opportunity.customer where owner = $1 order by id offset $2 limit 1) for update`,
      [user, STRETCH + 200],
    );
    letGo = async () => {
      letGo = async () => undefined;
      await client.query('rollback');
      client.release();
    };
    return {
      /** Ends the connection that waits, as a network does that breaks. */
      cut: async () => {
        await expect
          .poll(async () => {
            const { rowCount } = await stage.pool.query(
              `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%_ledger%'`,
            );
            return rowCount;
          })
          .toBe(1);
      },
    };
  }

  it.each<StoryLanguage>(['zh-CN', 'en'])(
    'says how far it is, also after the page was loaded anew, and goes on after it broke off (%s)',
    async (language) => {
      const t = wordsIn(language);
      const { leaver: name, customers, deals, app } = NAMES[language];
      const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
      const leaver = await busyPerson(page, name);
      const { id: heir, name: heirName } = await one<{ id: string; name: string }>(
        `select u.id, p.name from auth."user" u join pipewright.person p on p.user_id = u.id where email = 'manager@demo.local'`,
        [],
      );
      const theirs = await openOf(heir);
      // Each deal has a task of its first stage.
      const total = FIRMS + 2 * DEALS;
      const back = await holdBack(leaver);
      const look = async () => {
        await page.goto(`${stage.url}/people`);
        await page.getByRole('table').getByRole('button', { name, exact: true }).click();
      };
      await look();
      await page.getByRole('button', { name: t('people.leave') }).click();
      const dialog = page.getByRole('dialog').filter({ hasText: t('people.leaveTitle', { name }) });
      await dialog.getByText(t('people.leaveRecords', { app, entity: customers, count: FIRMS })).waitFor();
      await dialog.getByText(t('people.leaveRecords', { app, entity: deals, count: DEALS })).waitFor();
      await dialog.getByLabel(t('people.heir')).click();
      await page.keyboard.type(heirName);
      await page.keyboard.press('Enter');
      await dialog.getByTitle(heirName, { exact: true }).waitFor();
      await dialog.getByRole('button', { name: t('people.leaveGo') }).click();
      const sum = page.getByRole('status').filter({ hasText: t('people.leavingSum', { done: STRETCH, total, left: total - STRETCH }) });
      await sum.waitFor();
      await page.getByText(t('people.leavingGoes', { name })).waitFor();
      await look();
      await sum.waitFor();
      expect(await page.getByRole('button', { name: t('people.leavingGoOn') }).count()).toBe(0);

      await back.cut();
      const goOn = page.getByRole('button', { name: t('people.leavingGoOn') });
      await goOn.waitFor({ timeout: 30_000 });
      await page.getByText(t('people.leavingStands', { name })).waitFor();
      await sum.waitFor();
      expect(await axe(page)).toEqual([]);
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 850 });
        await page.waitForTimeout(300);
        expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/going-on-${width}-${language}.png` });
      }
      await page.setViewportSize({ width: 1440, height: 850 });
      await letGo();
      await goOn.click();
      await page.getByText(t('people.leftLead', { name })).waitFor({ timeout: 30_000 });
      await page.getByText(t('people.handedLine', { count: FIRMS, entity: customers, to: heirName })).waitFor();
      await page.getByText(t('people.handedLine', { count: DEALS, entity: deals, to: heirName })).waitFor();
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/handed-${language}.png` });
      expect([await openOf(leaver), await openOf(heir)]).toEqual([0, theirs + total]);

      const there = await openPage(stage, { language, email: 'manager@demo.local' });
      await there.page.goto(`${stage.url}/a/opportunity/customer?q=${encodeURIComponent(`Firm of ${name} 1100`)}`);
      await there.page.getByText(`Firm of ${name} 1100`, { exact: true }).waitFor();
      await there.page.getByRole('button', { name: new RegExp(`^${t('notice.bell')}[:：]`) }).click();
      const told = there.page.getByRole('dialog').getByRole('listitem');
      await told.filter({ hasText: String(FIRMS) }).waitFor();
      // One of each kind of record, however many goes it took: as many tasks as deals.
      expect([await told.filter({ hasText: String(FIRMS) }).count(), await told.filter({ hasText: String(DEALS) }).count()]).toEqual([
        1, 2,
      ]);
      if (process.env.SHOTS) await there.page.screenshot({ path: `${process.env.SHOTS}/told-${language}.png` });
      await stage.pool.query('delete from pipewright.notice where person = $1', [heir]);
      expect([...faults, ...there.faults]).toEqual([]);
      for (const each of [page, there.page]) await each.context().close();
    },
  );
});
