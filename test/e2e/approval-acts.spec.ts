import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { faultsOf, pressedFlow, publishFlows } from '../support/approval-story.ts';
import { passes } from '../support/automating.ts';
import { openBareStage } from '../support/bare-stage.ts';
import { openPage } from '../support/browser.ts';
import { makeDeal } from '../support/deal-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const bare = openBareStage();
const named = (text: string) => ({ en: text, 'zh-CN': text });
const looks = [
  { language: 'zh-CN', width: 360 },
  { language: 'en', width: 1440 },
] as const;

describe.skipIf(!bare.chromium).each(looks)('what is done with approvals, in $language at $width', ({ language, width }) => {
  const t = wordsIn(language);
  const shot = async (page: Page, name: string) => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/acts-${name}-${language}-${width}.png` });
  };
  const settle = () => passes(bare.stage.server, new Date().toISOString());

  it('others are asked besides, they are urged, it is rejected, talked about and withdrawn, and an administrator decides where nobody is left', async () => {
    const { stage } = bare;
    const as = async (who: string) => {
      const opened = await openPage(stage, { language, email: `${who}@demo.local`, width });
      return { ...opened, api: apiOf(stage, opened.page) };
    };
    const [admin, seller, leader] = [await as('admin'), await as('sales'), await as('manager')];
    await publishFlows(admin.api, [
      pressedFlow('discount', named('Discount'), [{ kind: 'manager', up: 2 }]),
      pressedFlow('nobody', named('Nobody'), [{ kind: 'owner' }]),
    ]);
    const { name: boss } = await admin.api('GET', '/me');
    const inbox = `${stage.url}/a/opportunity/approvals`;
    const button = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true });
    const modalOf = (page: Page) => page.locator('.ant-modal:visible');
    const ask = async (flow: string, name: string) => {
      const deal = await makeDeal(seller.api, `${name} ${language} ${width}`);
      await seller.api('POST', `/apps/opportunity/records/opportunity/${deal.id}/press/${flow}`);
      await settle();
      return { id: deal.id as string, name: `${name} ${language} ${width}` };
    };
    const openIn = async (page: Page, name: string, show = '') => {
      await page.goto(`${inbox}${show}`);
      await page.getByRole('listitem', { name, exact: false }).getByRole('button').first().click();
      await page.getByRole('dialog').getByText(t('approval.story')).waitFor();
    };
    /** Begins an act: by its button, or from the menu behind the others. */
    const begin = async (page: Page, words: string) => {
      const [direct, more] = [button(page, words), button(page, t('approval.more'))];
      await direct.or(more).first().waitFor();
      if ((await direct.count()) > 0) return direct.click();
      await more.click();
      await page.getByRole('menuitem', { name: words }).click();
    };
    const finish = (page: Page, words: string) => modalOf(page).getByRole('button', { name: words, exact: true }).click();
    const nextStep = async (id: string) => (await seller.api('GET', `/apps/opportunity/records/opportunity/${id}`)).next_step;

    // Whoever leads has the administrator agree before, who is urged, and says no.
    const added = await ask('discount', 'Added');
    await openIn(leader.page, added.name);
    await begin(leader.page, t('approval.act.add'));
    await modalOf(leader.page).getByRole('combobox').first().fill(boss);
    await leader.page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(boss, { exact: true }).click();
    await leader.page.keyboard.press('Escape');
    await modalOf(leader.page).getByText(t('approval.place.before')).click();
    await shot(leader.page, 'add');
    await finish(leader.page, t('approval.act.add'));
    await leader.page.getByText(t('approval.done.add')).first().waitFor();
    await openIn(seller.page, added.name, '?show=mine');
    await begin(seller.page, t('approval.act.urge'));
    await seller.page.getByText(t('approval.done.urge')).first().waitFor();
    expect(await faultsOf(seller.page)).toEqual([]);
    await shot(seller.page, 'urged');
    await openIn(admin.page, added.name);
    await button(admin.page, t('approval.act.reject')).click();
    await admin.page.getByText(t('approval.noteMissing')).first().waitFor();
    await admin.page.getByRole('textbox', { name: t('approval.note') }).fill('太低 / too low');
    await button(admin.page, t('approval.act.reject')).click();
    await admin.page.getByText(t('approval.done.reject')).first().waitFor();
    await settle();
    await expect.poll(() => nextStep(added.id)).toBe('Rejected');

    // Nobody is left to be asked: an administrator decides, and has to say why.
    const lost = await ask('nobody', 'Lost');
    await openIn(admin.page, lost.name);
    await admin.page.getByText(t('approval.stands.nobody')).first().waitFor();
    expect(await faultsOf(admin.page)).toEqual([]);
    await begin(admin.page, t('approval.act.decide'));
    await modalOf(admin.page).getByRole('textbox').fill('无人可审批 / nobody else');
    await shot(admin.page, 'decide');
    await modalOf(admin.page).getByText(t('approval.act.approve'), { exact: true }).click();
    await finish(admin.page, t('approval.act.decide'));
    await admin.page.getByText(t('approval.done.decide')).first().waitFor();
    await settle();
    await expect.poll(() => nextStep(lost.id)).toBe('Approved');

    // Whoever began it says something to it, and takes it back.
    const back = await ask('discount', 'Back');
    await openIn(seller.page, back.name, '?show=mine');
    await begin(seller.page, t('approval.act.comment'));
    await modalOf(seller.page).getByRole('textbox').fill('稍等 / wait');
    await finish(seller.page, t('approval.act.comment'));
    await seller.page.getByText('稍等 / wait').waitFor();
    await begin(seller.page, t('approval.act.withdraw'));
    await finish(seller.page, t('approval.act.withdraw'));
    await seller.page.getByText(t('approval.done.withdraw')).first().waitFor();
    expect(await faultsOf(seller.page)).toEqual([]);
    await shot(seller.page, 'withdrawn');
    expect([seller.faults, leader.faults, admin.faults]).toEqual([[], [], []]);
    await Promise.all([admin, seller, leader].map((each) => each.page.context().close()));
  });
});
