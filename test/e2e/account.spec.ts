import { AxeBuilder } from '@axe-core/playwright';
import { DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

/** A browser with a list of the app on its screen, whose stream of events is open. */
async function atWork(language: StoryLanguage, email: string): Promise<Page> {
  const { page } = await openPage(stage, { language, email });
  const stream = page.waitForResponse((answer) => answer.url().endsWith('/events'));
  await page.goto(`${stage.url}/a/opportunity/customer`);
  await page.getByRole('table').first().waitFor();
  expect((await stream).status()).toBe(200);
  return page;
}

async function accountOf(language: StoryLanguage, email: string, width = 1360, dark = false): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(stage, { language, email, width, dark });
  const { page } = opened;
  await page.goto(`${stage.url}/apps`);
  await page
    .getByRole('banner')
    .getByRole('button', { name: /账户|Account of/ })
    .click();
  await page.getByRole('menuitem', { name: wordsIn(language)('account.title') }).click();
  await page.getByRole('heading', { name: wordsIn(language)('account.title') }).waitFor();
  return opened;
}

/** The other browser is out: its very next request says so, its stream is closed and its screen goes to the sign-in page by itself. */
async function isOut(other: Page): Promise<void> {
  expect((await other.request.get(`${stage.url}/api/me`)).status()).toBe(401);
  expect((await other.request.get(`${stage.url}/api/apps/opportunity/events`)).status()).toBe(401);
  await other.waitForURL(/\/sign-in/, { timeout: 10_000 });
}
const isIn = async (page: Page) => expect((await page.request.get(`${stage.url}/api/me`)).status()).toBe(200);
/** Ends sessions that are left of stories before. */
const alone = (email: string) =>
  stage.pool.query('delete from auth.session s using auth."user" u where u.id = s."userId" and u.email = $1', [email]);

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('the account page in %s', (language) => {
  const t = wordsIn(language);
  const device = t('account.device', { browser: 'Chrome', system: 'Linux' });

  it('shows who I am and where I am signed in, and signs one other browser out', async () => {
    const email = 'manager@demo.local';
    await alone(email);
    const other = await atWork(language, email);
    const third = await atWork(language, email);
    const { page, faults } = await accountOf(language, email);
    await page.getByText(email).waitFor();
    const rows = page.getByRole('listitem').filter({ hasText: device });
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.filter({ hasText: t('account.here') }).count()).toBe(1);
    expect(await rows.first().innerText()).toContain(t('account.usedNow'));
    expect(await rows.first().innerText()).toMatch(/127\.0\.0\.1/);
    await rows.nth(1).getByRole('button').click();
    await page.getByText(t('account.ended')).waitFor();
    await expect.poll(() => rows.count()).toBe(2);
    const gone = (await third.request.get(`${stage.url}/api/me`)).status() === 401 ? third : other;
    await isOut(gone);
    await isIn(gone === third ? other : third);
    await isIn(page);
    expect(faults).toEqual([]);
    for (const each of [page, other, third]) await each.context().close();
  });

  it('signs all other browsers out, after asking, and then this one', async () => {
    const email = 'sales@demo.local';
    await alone(email);
    const others = [await atWork(language, email), await atWork(language, email)];
    const { page, faults } = await accountOf(language, email);
    await page.getByRole('button', { name: t('account.endOthers') }).click();
    await page.getByText(t('account.endOthersAsk')).waitFor();
    for (const other of others) await isIn(other);
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: t('account.endOthers') })
      .click();
    await page.getByText(t('account.ended')).waitFor();
    for (const other of others) await isOut(other);
    await isIn(page);
    await expect.poll(() => page.getByRole('listitem').filter({ hasText: device }).count()).toBe(1);
    await page.getByRole('button', { name: t('account.endOne', { device }) }).click();
    await page.waitForURL(/\/sign-in$/);
    expect((await page.request.get(`${stage.url}/api/me`)).status()).toBe(401);
    expect(faults).toEqual([]);
    for (const each of [page, ...others]) await each.context().close();
  });

  it('changes the password with words beside each input, and the other browsers are out', async () => {
    const email = 'analyst@demo.local';
    await alone(email);
    const other = await atWork(language, email);
    const { page, faults } = await accountOf(language, email);
    const current = page.locator('input[autocomplete=current-password]');
    const fresh = page.locator('input[type=password][autocomplete=new-password]');
    const change = async (from: string, to: string) => {
      await current.fill(from);
      await fresh.fill(to);
      await page.getByRole('button', { name: t('account.password') }).click();
    };
    await change('not the password', 'lantern under seven rivers');
    await page.getByText(language === 'en' ? 'The current password is not right.' : '当前密码不正确。').waitFor();
    await change(DEMO.password, 'basketball');
    await page.getByText(language === 'en' ? /Very many people use this password/ : /使用这个密码的人很多/).waitFor();
    await isIn(other);
    await change(DEMO.password, 'lantern under seven rivers');
    await page.getByText(t('account.changedOthers')).waitFor();
    expect(await current.inputValue()).toBe('');
    await isOut(other);
    await isIn(page);
    await other.fill('input[autocomplete=username]', email);
    await other.fill('input[autocomplete=current-password]', DEMO.password);
    await other.click('button[type=submit]');
    await other.getByText(t('signIn.wrong')).waitFor();
    await other.fill('input[autocomplete=current-password]', 'lantern under seven rivers');
    await other.click('button[type=submit]');
    await other.waitForURL((url) => !url.pathname.includes('sign-in'));
    // Back to what the demo says, for the story in the other language.
    await stage.pool.query(
      `update auth.account set password = (select password from auth.account a join auth."user" u on u.id = a."userId" where u.email = $1)
       where "userId" = (select id from auth."user" where email = $2)`,
      [DEMO.email, email],
    );
    expect(faults).toEqual([]);
    for (const each of [page, other]) await each.context().close();
  });

  it('puts a person out of action everywhere, and lets a session that has run out do nothing', async () => {
    const email = 'sales@demo.local';
    await alone(email);
    const other = await atWork(language, email);
    const { user } = await (await other.request.get(`${stage.url}/api/me`)).json();
    const act = (active: boolean) => stage.pool.query('update pipewright.person set active = $2 where user_id = $1', [user, active]);
    await act(false);
    // The database is changed past the server, which hears of it a moment later.
    await expect.poll(async () => (await other.request.get(`${stage.url}/api/me`)).status(), { timeout: 10_000 }).toBe(401);
    await isOut(other);
    await alone(email);
    await act(true);
    await isOut(other);
    const again = await atWork(language, email);
    await stage.pool.query(`update auth.session set "expiresAt" = now() where "userId" = $1`, [user]);
    await again.waitForURL(/\/sign-in/, { timeout: 10_000 });
    await isOut(again);
    for (const each of [other, again]) await each.context().close();
  });

  it('makes a token that is shown once, with which a program reads, and ends it', async () => {
    const { page, faults } = await accountOf(language, 'sales@demo.local');
    await page.getByText(t('tokens.none')).waitFor();
    await page.getByRole('button', { name: t('tokens.make') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('tokens.make') }).click();
    await dialog.getByText(t('setup.needed')).waitFor();
    const name = `${t('tokens.nameHint').slice(0, 6)} ${language}`;
    await dialog.getByLabel(t('tokens.name')).fill(name);
    await dialog.getByRole('button', { name: t('tokens.make') }).click();
    await page.getByText(t('tokens.madeLead')).waitFor();
    const token = (await page.getByText(/^pw_/).innerText()).trim();
    await page.getByRole('button', { name: t('tokens.done') }).click();
    const row = page.getByRole('listitem').filter({ hasText: name });
    expect(await row.innerText()).toContain(t('tokens.reads'));
    expect(await row.innerText()).toContain(t('tokens.unused'));
    expect(await page.content()).not.toContain(token);
    const asProgram = async () =>
      (await fetch(`${stage.url}/api/apps/opportunity/records/customer?limit=1`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await asProgram()).toBe(200);
    await row.getByRole('button', { name: t('tokens.endOne', { name }) }).click();
    await page.getByText(t('tokens.endAsk', { name })).waitFor();
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: t('tokens.end') })
      .click();
    await page.getByText(t('tokens.none')).waitFor();
    expect(await asProgram()).toBe(401);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('is fit for a telephone, in the dark, and for those who cannot see it', async () => {
    const other = await atWork(language, DEMO.email);
    for (const { width, dark } of [
      { width: 360, dark: false },
      { width: 1360, dark: true },
    ]) {
      const { page, faults } = await accountOf(language, DEMO.email, width, dark);
      await page.getByRole('button', { name: t('account.endOthers') }).waitFor();
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      if (process.env.SCREENSHOTS)
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/account-${language}-${width}.png`, fullPage: true });
      expect(faults).toEqual([]);
      await page.context().close();
    }
    await other.context().close();
  });

  it('says on the sign-in page how long to wait', async () => {
    const { page } = await openPage(stage, { language });
    await stage.pool.query('truncate pipewright.attempt');
    for (let i = 0; i < 7; i += 1) {
      await page.fill('input[autocomplete=username]', 'nobody@demo.local');
      await page.fill('input[autocomplete=current-password]', `something else ${i}`);
      const answer = page.waitForResponse(/sign-in\/email/);
      await page.click('button[type=submit]');
      await answer;
    }
    await page
      .getByText(language === 'en' ? /Too many attempts that failed\. Try again in \d seconds?\./ : /失败次数太多，请在 \d 秒后再试。/)
      .waitFor();
    await stage.pool.query('truncate pipewright.attempt');
    await page.context().close();
  });
});
