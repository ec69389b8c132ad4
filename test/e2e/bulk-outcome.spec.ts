import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { makeDeal } from '../support/deal-story.ts';
import { axe } from '../support/people-story.ts';
import { apiOf, choose, dialogOf } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const FROZEN = { en: "Customer's budget is frozen", 'zh-CN': '客户预算冻结' } as const;
const RECORDS = '/apps/opportunity/records/opportunity';

describe.skipIf(!chromium).each<StoryLanguage>(['zh-CN', 'en'])('what is done with several opportunities at once, in %s', (language) => {
  const t = wordsIn(language);

  it.each([1440, 360])('pauses those that may be, and says which may not and why, at %i', async (width) => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    const theirs = await openPage(stage, { language, email: 'manager@demo.local' });
    const [api, other] = [apiOf(stage, page), apiOf(stage, theirs.page)];
    const story = `together ${language} ${width}`;
    const own = [await makeDeal(api, `${story} one`), await makeDeal(api, `${story} two`)];
    // Of somebody else, and only to be read.
    const shared = await makeDeal(other, `${story} theirs`);
    const { user } = await api('GET', '/me');
    await other('PUT', `${RECORDS}/${shared.id}/shares/${user}`, { level: 'read' });
    await page.goto(`${stage.url}/a/opportunity/opportunity?view=all&q=${encodeURIComponent(story)}`);
    for (const name of ['one', 'two', 'theirs'])
      await page.getByRole('checkbox', { name: t('list.select', { name: `${story} ${name}` }) }).press('Space');
    // The name of its picture may stand before its own.
    await page.getByRole('button', { name: new RegExp(`${t('act.pause')}$`) }).click();
    const dialog = dialogOf(page);
    await dialog.getByText(t('bulk.title', { act: t('act.pause'), count: 3 })).waitFor();
    await choose(page, 'ask_reason', FROZEN[language]);
    await dialog.getByRole('button', { name: t('ask.quick.month') }).click();
    await dialog.getByRole('button', { name: t('bulk.start') }).click();
    await dialog.getByText(`${t('bulk.done', { count: 2 })} · ${t('bulk.refused', { count: 1 })}`).waitFor();
    const refused = dialog.getByRole('listitem').filter({ hasText: `${story} theirs` });
    expect((await refused.innerText()).replace(`${story} theirs`, '').trim()).toMatch(
      language === 'en' ? /\w+ \w+.*\.$/ : /\p{Script=Han}+。$/u,
    );
    await dialog.getByRole('link', { name: `${story} theirs` }).waitFor();
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
    // The list behind it is out of reach as long as it stands there.
    expect(await axe(page, '.ant-modal')).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/together-${width}-${language}.png` });
    const standing = await Promise.all(
      [...own, shared].map(({ id }) => other('GET', `${RECORDS}/${id}`).then(({ status, status_reason }) => [status, status_reason])),
    );
    expect(standing).toEqual([
      ['paused', 'budget_frozen'],
      ['paused', 'budget_frozen'],
      ['open', null],
    ]);
    await dialog
      .locator('.ant-modal-footer')
      .getByRole('button', { name: t('bulk.close') })
      .click();
    await dialog.waitFor({ state: 'hidden' });
    expect([...faults, ...theirs.faults]).toEqual([]);
    for (const each of [page, theirs.page]) await each.context().close();
  });
});
