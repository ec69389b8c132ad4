import { AxeBuilder } from '@axe-core/playwright';
import type { App, Automation } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openBareStage } from '../support/bare-stage.ts';
import { openPage } from '../support/browser.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const bare = openBareStage();

const shoot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/automations-${name}.png`, fullPage: true });
};

async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  const text = await page.locator('body').innerText();
  const raw = text.match(/\b(automate|saying|property|automations|level|band|step)[._][a-z_0-9]+|\{"/);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary?.slice(0, 300)]);
  return [...found, ...(overflow > 0 ? [['wider than the window', overflow]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}

const looks = [
  { language: 'zh-CN', width: 1440, name: '重点客户', far: '客户 › 客户类型', option: '大客户' },
  { language: 'en', width: 360, name: 'Key accounts', far: 'Customer › Customer class', option: 'Key account' },
] as const;
const SENTENCES = {
  'zh-CN': '重点客户的商机 3 个工作日未推进时提醒负责人，6 个工作日时提醒主管；其余 5 个工作日未推进时提醒负责人，10 个工作日时提醒主管',
  en: 'Opportunities of key accounts: after 3 working days without progress remind the owner, after 6 working days remind the manager; all others: after 5 working days without progress remind the owner, after 10 working days remind the manager',
} as const;

describe.skipIf(!bare.chromium).each(looks)('automations, seen in $language at $width px', ({ language, width, name, far, option }) => {
  const t = wordsIn(language);
  const open = async () => {
    const opened = await openPage(bare.stage, { language, email: 'admin@demo.local', width });
    await opened.page.goto(`${bare.stage.url}/designer/?app=opportunity#automations`);
    await opened.page.getByRole('heading', { name: t('automate.title'), exact: true }).waitFor();
    return { ...opened, api: apiOf(bare.stage, opened.page) };
  };

  it('of a phase are switched off and on together, once it was said for how many records each begins', async () => {
    const { page, faults, api } = await open();
    const { revision } = (await api('GET', '/apps/opportunity/draft')) as { revision: number };
    const kept = (await api('PUT', '/apps/opportunity/draft', { definition: bare.first, revision })) as { revision: number };
    const [{ version }] = (await api('GET', '/apps/opportunity/versions')).versions;
    await api('POST', '/apps/opportunity/publish', { base: version, revision: kept.revision });
    await page.reload();
    const title = t('automate.phaseOf', { phase: 1 });
    await page.getByRole('button', { name: t('automate.allOffOf', { title }) }).click();
    await page.getByText(t('automate.switchedAllOff', { count: 7 })).waitFor();
    await page.getByRole('button', { name: t('automate.allOnOf', { title }) }).waitFor();
    await page.waitForTimeout(300);
    await shoot(page, `phase-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: t('automate.allOnOf', { title }) }).click();
    const dialog = page.locator('.ant-modal:visible');
    await dialog.getByText(t('begin.switchAll', { count: 7 })).waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(7);
    await page.waitForTimeout(300);
    await shoot(page, `phase-on-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: t('begin.switchOk') }).click();
    await page.getByText(t('automate.switchedAllOn', { count: 7 })).waitFor();
    await page.getByRole('button', { name: t('automate.allOffOf', { title }) }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('are begun with one press, read themselves back while a ladder for key accounts is built, are published and switched off', async () => {
    const { page, faults, api } = await open();
    await page.getByText(t('automate.none')).waitFor();
    await page.waitForTimeout(300);
    await shoot(page, `none-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: new RegExp(t('automate.start.ladder')) }).click();
    const sentence = page.getByRole('status', { name: t('automate.sentence') });
    await sentence.waitFor();
    await page.getByRole('button', { name: t('automate.addBand') }).click();
    await page.locator('#band_name').fill(name);
    const panel = page.locator('.ant-card', { has: page.locator('#band_name') }).last();
    await panel
      .getByRole('button', { name: new RegExp(`${t('filter.add')}$`) })
      .first()
      .click();
    await choosing(page, panel, t('filter.field'), far);
    await choosing(page, panel, t('filter.value'), option);
    const cell = (level: string, band = name) => page.getByRole('spinbutton', { name: t('automate.cell', { band, level }) });
    const levels = language === 'en' ? ['Owner', 'Manager'] : ['负责人', '主管'];
    await cell(levels[0] ?? '').fill('8');
    await cell(levels[1] ?? '').fill('6');
    await page.getByText(t('automate.notLater')).waitFor();
    await shoot(page, `flat-${language}`);
    await cell(levels[0] ?? '').fill('3');
    await page.keyboard.press('Tab');
    await page.getByText(t('automate.notLater')).waitFor({ state: 'hidden' });
    expect(await sentence.innerText()).toBe(SENTENCES[language]);
    await page.getByRole('switch', { name: t('automate.openHours') }).click();
    await page.getByRole('button', { name: t('automate.quietAdd') }).click();
    await page.getByLabel(t('automate.quietTo')).fill('14');
    await page.keyboard.press('Tab');
    const quiet = { from: '12:00', to: '14:00' };
    expect(await sentence.innerText()).toBe(t('saying.openHoursBut', { sentence: SENTENCES[language], ...quiet }));
    await page.waitForTimeout(300);
    await shoot(page, `ladder-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: t('trial.look'), exact: true }).click();
    await page.getByText(new RegExp(t('trial.total', { count: '\\d+' }))).waitFor();
    await page.getByRole('button', { name: t('back.look'), exact: true }).click();
    await page.getByText(new RegExp(t('back.total', { count: '\\d+', records: '\\d+' }).replaceAll(/[()]/g, '.'))).waitFor();
    await page.waitForTimeout(300);
    await shoot(page, `tried-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('[data-save=saved]').waitFor();
    await page
      .getByRole('button', { name: new RegExp(t('design.publish')) })
      .first()
      .click();
    const dialog = page.locator('.ant-modal:visible');
    await dialog.getByText(t('part.automation')).first().waitFor();
    await shoot(page, `publish-${language}`);
    await dialog.getByRole('button', { name: t('design.publish') }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { definition } = (await api('GET', '/apps/opportunity/draft')) as { definition: App };
    const [made] = definition.automations as Automation[];
    expect(made?.on).toMatchObject({
      ...{ kind: 'since', openHours: { except: quiet } },
      bands: [{ after: { level_1: 3, level_2: 6 } }, { when: null, after: { level_1: 5, level_2: 10 } }],
    });
    await page.getByRole('button', { name: t('automate.all') }).click();
    const turn = page.getByRole('switch');
    await turn.first().waitFor();
    await turn.first().click();
    await page.getByText(t('automate.switchedOff', { name: made?.name[language] })).waitFor();
    const states = (await api('GET', '/apps/opportunity/automations')) as { key: string; off: boolean }[];
    expect(states.find(({ key }) => key === made?.key)?.off).toBe(true);
    await page.waitForTimeout(300);
    await shoot(page, `list-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

async function choosing(page: Page, panel: ReturnType<Page['locator']>, name: string, option: string): Promise<void> {
  await panel.getByRole('combobox', { name }).last().click();
  // A long list is drawn in part.
  await page.keyboard.type(option);
  const found = page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first();
  await found.waitFor();
  await found.click();
}
