import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { choose } from '../support/screen-story.ts';
import { type StoryLanguage, wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(async () => stage?.close());

const NAMES = {
  'zh-CN': {
    amount: '12万',
    said: '= ¥120,000',
    day: '明天',
    past: '昨天',
    wrong: '大概十万',
    fault: /以 ¥ 计的金额/,
    noDay: /需要填写日期/,
    renewal: '续签商机',
  },
  en: {
    amount: '120k',
    said: '= ¥120,000',
    day: 'tomorrow',
    past: 'yesterday',
    wrong: 'about 100k',
    fault: /needs an amount in ¥/,
    noDay: /needs a date/,
    renewal: 'Renewal',
  },
} as const;

// Days are those of the app's zone.
const dayInShanghai = (after: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + after * 86_400_000));

const cases: readonly { language: StoryLanguage; width: number }[] = [
  { language: 'zh-CN', width: 1440 },
  { language: 'zh-CN', width: 360 },
  { language: 'en', width: 1440 },
  { language: 'en', width: 360 },
];

describe.skipIf(!chromium).each(cases)('in $language at $width', ({ language, width }) => {
  const t = wordsIn(language);
  const n = NAMES[language];

  it('what is typed is understood, or stays and is said, also after a reload', async () => {
    const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
    await page.goto(`${stage.url}/a/opportunity/opportunity/new`);
    const title = `键入 ${language} ${width}`;
    const value = (id: string) => page.inputValue(`#${id}`);
    await page.fill('#new_name', title);
    await choose(page, 'new_customer', /./);
    await choose(page, 'new_opportunity_type', n.renewal);
    await choose(page, 'new_decision_maker', /./);
    await page.fill('#new_pain_point', '数据分散');

    await page.locator('#new_amount').pressSequentially(n.wrong);
    await page.keyboard.press('Tab');
    await page.getByText(n.fault).waitFor();
    await page.locator('#new_expected_close').pressSequentially('30');
    await page.keyboard.press('Enter');
    await page.getByText(n.noDay).waitFor();
    await page.reload();
    await page.getByText(n.fault).waitFor();
    expect([await value('new_amount'), await value('new_expected_close')]).toEqual([n.wrong, '30']);
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByText(t('form.faults')).waitFor();
    expect([await value('new_amount'), await value('new_expected_close')]).toEqual([n.wrong, '30']);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    await page.fill('#new_amount', '');
    await page.locator('#new_amount').pressSequentially(n.amount);
    await page.getByText(n.said, { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    expect(await value('new_amount')).toBe('120,000');
    await page.fill('#new_expected_close', '');
    await page.locator('#new_expected_close').pressSequentially(n.past);
    await page.keyboard.press('Enter');
    await page.getByText(t('form.pastClose')).waitFor();
    expect(await value('new_expected_close')).toBe(dayInShanghai(-1));
    await page.fill('#new_expected_close', '');
    await page.locator('#new_expected_close').pressSequentially(n.day);
    await page.keyboard.press('Enter');
    expect(await value('new_expected_close')).toBe(dayInShanghai(1));
    await page.getByRole('button', { name: t('action.save') }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText('¥120,000').first().waitFor();
    await page.getByText(dayInShanghai(1)).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
