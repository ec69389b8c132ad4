import { AxeBuilder } from '@axe-core/playwright';
import { DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { type MailServer, openMail } from '../support/mail-server.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const [FIRST, SECOND] = ['lantern orchard fifty', 'seven rivers under glass'];
let mail: MailServer;
let stage: Stage;
beforeAll(async () => {
  if (!chromium) return;
  mail = await openMail();
  stage = await openStage('demo', { url: mail.url, from: 'Pipewright <no-reply@work.example>' });
});
afterAll(async () => {
  await stage?.close();
  await mail?.close();
});

/** The link in the letter that comes next. */
async function nextLink(address: string): Promise<string> {
  await expect.poll(() => mail.taken.length, { timeout: 15_000 }).toBe(1);
  const [letter] = mail.taken.splice(0);
  expect(letter?.to).toEqual([address]);
  return /https?:\/\/\S+\/join#\S+/.exec(letter?.text ?? '')?.[0] ?? '';
}
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('a link by mail in %s', (language) => {
  const t = wordsIn(language);
  const email = `newcomer-${language.toLowerCase()}@work.example`;

  it('lets a colleague in, and back in who forgot the password', async () => {
    const { page, faults } = await openPage(stage, { language, email: DEMO.email, width: 1440 });
    await page.goto(`${stage.url}/people`);
    await page.getByRole('button', { name: t('people.invite') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('people.name')).fill('新同事');
    await dialog.getByLabel(t('people.email')).fill(email);
    await dialog.getByRole('button', { name: t('people.inviteGo') }).click();
    await dialog.getByText(t('people.mailSent', { email })).waitFor();
    const invitation = await nextLink(email);
    expect(await dialog.getByLabel(t('people.link'), { exact: true }).inputValue()).toBe(invitation);
    await shot(page, `invited-${language}`);

    const own = await openPage(stage, { language, width: 360 });
    await own.page.goto(invitation);
    await own.page.getByLabel(t('signIn.password')).fill(FIRST);
    await own.page.getByRole('button', { name: t('join.go') }).click();
    await own.page.getByText(t('home.empty')).waitFor();

    const later = await openPage(stage, { language, width: 360 });
    await later.page.goto(`${stage.url}/sign-in`);
    await later.page.getByRole('link', { name: t('signIn.forgotten') }).click();
    await later.page.getByRole('heading', { name: t('forgotten.title') }).waitFor();
    await later.page.getByLabel(t('signIn.email')).fill(email);
    await shot(later.page, `forgotten-${language}`);
    await later.page.getByRole('button', { name: t('forgotten.go') }).click();
    await later.page.getByText(t('forgotten.asked')).waitFor();
    expect((await new AxeBuilder({ page: later.page }).analyze()).violations).toEqual([]);
    await later.page.goto(await nextLink(email));
    await later.page.getByLabel(t('account.new')).fill(SECOND);
    await later.page.getByRole('button', { name: t('join.resetGo') }).click();
    await later.page.getByText(t('home.empty')).waitFor();
    expect([...faults, ...own.faults, ...later.faults]).toEqual([]);
  });

  it('that the mail server does not take is said, and is there to copy', async () => {
    mail.refuses.add(`gone-${email}`);
    const { page } = await openPage(stage, { language, email: DEMO.email, width: 360, dark: true });
    await page.goto(`${stage.url}/people`);
    await page.getByRole('button', { name: t('people.invite') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('people.name')).fill('Gone');
    await dialog.getByLabel(t('people.email')).fill(`gone-${email}`);
    await dialog.getByRole('button', { name: t('people.inviteGo') }).click();
    await dialog.getByText(t('people.mailRefused', { email: `gone-${email}` })).waitFor();
    expect(await dialog.getByLabel(t('people.link'), { exact: true }).inputValue()).toMatch(/\/join#\S{20,}$/);
    await shot(page, `refused-${language}`);
  });
});
