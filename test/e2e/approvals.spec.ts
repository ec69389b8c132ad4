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
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/approvals-${name}.png` });
};
const LABEL = { en: 'Ask for a discount', 'zh-CN': '申请折扣' };

const looks = [
  { language: 'zh-CN', width: 1440, dark: false },
  { language: 'en', width: 360, dark: true },
] as const;

describe.skipIf(!bare.chromium)('what has to be approved', () => {
  it.each(looks)(
    'in $language at $width: is asked for by a press, returned, changed, submitted again, handed on and approved; several are decided at once',
    async ({ language, width, dark }) => {
      const t = wordsIn(language);
      const { stage } = bare;
      const settle = () => passes(stage.server, new Date().toISOString());
      const as = async (who: string) => {
        const opened = await openPage(stage, { language, email: `${who}@demo.local`, width, dark });
        return { ...opened, api: apiOf(stage, opened.page) };
      };
      const admin = await as('admin');
      await publishFlows(admin.api, [pressedFlow('discount', LABEL, [{ kind: 'manager', up: 2 }])]);
      const seller = await as('sales');
      const leader = await as('manager');
      const name = `Pump ${language} ${width}`;
      const look = `${language}-${width}`;
      const button = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true });

      // Whoever sells asks by a press, on the page of the record, which tells where it stands as soon as it does.
      const deal = await makeDeal(seller.api, name);
      await seller.page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
      await button(seller.page, t('record.more')).first().click();
      await seller.page.getByRole('menuitem', { name: LABEL[language] }).click();
      await expect.poll(async () => (await admin.api('GET', `/apps/opportunity/runs?record=${deal.id}`)).runs.length).toBe(1);
      await settle();
      await seller.page.getByText(t('approval.locked')).waitFor();
      await seller.page.getByText(`(${t('record.inApproval')})`).waitFor({ state: 'attached' });
      expect(await faultsOf(seller.page)).toEqual([]);
      await shot(seller.page, `asked-${look}`);
      await seller.page.locator('[data-field=amount]').first().getByRole('button').click();
      await seller.page.locator('#edit_amount').fill('800');
      await seller.page.locator('#edit_amount').press('Enter');
      await seller.page
        .locator('[data-field=amount] [role=alert], [id$=amount] ~ [role=alert], .ant-form-item-explain-error')
        .first()
        .waitFor();
      await shot(seller.page, `locked-${look}`);
      await seller.page.keyboard.press('Escape');

      // Whoever leads finds it, looks, and returns it.
      const { page } = leader;
      await page.goto(`${stage.url}/a/opportunity/approvals`);
      const row = page.getByRole('listitem', { name, exact: false }).first();
      await row.waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await shot(page, `inbox-${look}`);
      await row.getByRole('button').first().click();
      const drawer = page.getByRole('dialog');
      await button(page, t('approval.act.approve')).waitFor();
      await page.waitForTimeout(300);
      expect(await faultsOf(page)).toEqual([]);
      await shot(page, `open-${look}`);
      await button(page, t('approval.more')).click();
      await page.getByRole('menuitem', { name: t('approval.act.return') }).click();
      const modal = page.locator('.ant-modal:visible');
      await modal.getByRole('textbox').fill('请先与客户确认价格 / settle the price first');
      await shot(page, `return-${look}`);
      await modal.getByRole('button', { name: t('approval.act.return'), exact: true }).click();
      await expect.poll(() => row.count()).toBe(0);
      await shot(page, `none-${look}`);

      // Whoever began it sees that at once, changes the record, and submits it again.
      const again = button(seller.page, t('approval.lookAgain'));
      await again.waitFor();
      await shot(seller.page, `returned-${look}`);
      const { version } = await seller.api('GET', `/apps/opportunity/records/opportunity/${deal.id}`);
      await seller.api('PATCH', `/apps/opportunity/records/opportunity/${deal.id}`, { version, values: { amount: '900' } });
      await again.click();
      await button(seller.page, t('approval.act.resubmit')).click();
      await seller.page.locator('.ant-modal:visible').getByRole('textbox').fill('OK');
      await seller.page
        .locator('.ant-modal:visible')
        .getByRole('button', { name: t('approval.act.resubmit'), exact: true })
        .click();
      await seller.page.getByText(t('approval.done.resubmit')).first().waitFor();
      await shot(seller.page, `resubmitted-${look}`);

      // It is back, with what is otherwise, and is handed on to somebody else by the keyboard.
      await row.waitFor();
      await row.getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      await drawer.getByText(t('approval.changedField')).first().waitFor();
      expect(await drawer.locator('[data-field=amount]').innerText()).toMatch(/1,000\s*→\s*¥900/);
      await page.waitForTimeout(300);
      expect(await faultsOf(page)).toEqual([]);
      await shot(page, `changed-${look}`);
      const { name: own } = await admin.api('GET', '/me');
      await button(page, t('approval.more')).click();
      await page.getByRole('menuitem', { name: t('approval.act.transfer') }).click();
      await modal.getByRole('combobox').fill(own);
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(own, { exact: true }).click();
      await shot(page, `transfer-${look}`);
      await modal.getByRole('button', { name: t('approval.act.transfer'), exact: true }).click();
      await expect.poll(() => row.count()).toBe(0);

      // That person is told by the number at the way there, and approves with a word.
      await admin.page.goto(`${stage.url}/a/opportunity/approvals`);
      await admin.page
        .getByText(`(${t('nav.toDecide', { count: 1 })})`)
        .first()
        .waitFor({ state: 'attached' });
      await admin.page.getByRole('listitem', { name, exact: false }).getByRole('button').first().click();
      await admin.page.getByRole('textbox', { name: t('approval.note') }).fill('好 / fine');
      await button(admin.page, t('approval.act.approve')).click();
      await admin.page.getByText(t('approval.done.approve')).first().waitFor();
      await settle();
      await expect
        .poll(async () => (await seller.api('GET', `/apps/opportunity/records/opportunity/${deal.id}`)).next_step)
        .toBe('Approved');
      await seller.page.getByText(t('approval.phase.approved')).first().waitFor();
      await shot(seller.page, `approved-${look}`);
      await seller.page.goto(`${stage.url}/a/opportunity/approvals?show=mine`);
      await seller.page.getByRole('listitem', { name, exact: false }).getByRole('button').first().click();
      await seller.page.getByText('好 / fine').waitFor();
      expect(await faultsOf(seller.page)).toEqual([]);
      await shot(seller.page, `story-${look}`);

      // Several at once.
      for (const each of ['A', 'B']) {
        const more = await makeDeal(seller.api, `${name} ${each}`);
        await seller.api('POST', `/apps/opportunity/records/opportunity/${more.id}/press/discount`);
      }
      await settle();
      await page.getByRole('checkbox', { name: t('approval.selectAll') }).check();
      await button(page, t('approval.together.reject', { count: 2 })).click();
      await modal.getByRole('textbox').fill('No');
      await shot(page, `together-${look}`);
      await modal.getByRole('button', { name: t('approval.together.reject', { count: 2 }) }).click();
      await modal.getByText(t('approval.together.decided', { count: 2 })).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await shot(page, `decided-${look}`);
      await modal.getByText(t('bulk.close'), { exact: true }).click();

      // Being away.
      await button(page, t('approval.away')).click();
      await modal.getByRole('combobox').fill(own);
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(own, { exact: true }).click();
      await modal.getByLabel(t('approval.awayUntil')).fill('2099-01-01');
      await shot(page, `away-${look}`);
      await modal.getByRole('button', { name: t('approval.awaySave') }).click();
      await button(page, t('approval.awayBack')).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await shot(page, `is-away-${look}`);
      await button(page, t('approval.awayBack')).click();
      await expect.poll(() => button(page, t('approval.awayBack')).count()).toBe(0);
      expect([seller.faults, leader.faults, admin.faults]).toEqual([[], [], []]);
      await Promise.all([admin, seller, leader].map((each) => each.page.context().close()));
    },
  );
});
