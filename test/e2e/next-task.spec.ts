import type { App } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';
import { openPage, openStage, type Stage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { wrongsOf } from '../support/day-story.ts';
import { apiOf } from '../support/screen-story.ts';
import { wordsOf } from '../support/words.ts';

const wordsIn = wordsOf(en, zh);
const chromium = findChromium();
const RECORDS = '/apps/opportunity/records';
const NAMES = {
  en: { task: 'Map who decides and who pays' },
  'zh-CN': { task: '摸清决策链与付款方' },
} as const;

describe.skipIf(!chromium)('what comes next of a deal', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    const { page } = await openPage(stage, { language: 'en', email: 'admin@demo.local' });
    const api = apiOf(stage, page);
    const { definition, revision } = (await api('GET', '/apps/opportunity/draft')) as { definition: App; revision: number };
    const [{ version: base }] = (await api('GET', '/apps/opportunity/versions')).versions;
    const entities = definition.entities.map((entity) =>
      entity.process && entity.key === 'opportunity' ? { ...entity, process: { ...entity.process, nextTask: 'asked' } } : entity,
    );
    const saved = await api('PUT', '/apps/opportunity/draft', { definition: { ...definition, entities }, revision });
    await api('POST', '/apps/opportunity/publish', { base, revision: saved.revision });
    await page.context().close();
  });
  afterAll(async () => stage?.close());

  it.each([
    ['zh-CN', 1440],
    ['en', 360],
  ] as const)(
    'in %s at %i: is asked for as the last task is done, and stands at the deal and among those of the day',
    async (language, width) => {
      const t = wordsIn(language);
      const names = NAMES[language];
      const { page, faults } = await openPage(stage, { language, email: 'sales@demo.local', width });
      const api = apiOf(stage, page);
      const make = (entity: string, values: object) => api('POST', `${RECORDS}/${entity}`, { values });
      const name = `Next ${language}`;
      const customer = await make('customer', { name: `${name} Co`, customer_class: 'key' });
      const contact = await make('contact', { name: `${name} Boss`, customer: customer.id });
      const deal = await make('opportunity', {
        ...{ name, customer: customer.id, decision_maker: contact.id, opportunity_type: 'new', source: 'website', amount: '9000' },
        ...{ expected_close: '2031-05-06', pain_point: 'x' },
      });
      await page.goto(`${stage.url}/a/opportunity/opportunity/${deal.id}`);
      const work = page.getByRole('region', { name: t('stageWork.title') });
      const box = work.getByRole('checkbox', { name: names.task });
      const dialog = page.getByRole('dialog', { name: t('whatsNext.title') });
      // Declined, all stays as it was.
      await box.click();
      await dialog.waitFor();
      expect(await wrongsOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: t('action.cancel') }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await box.isChecked()).toBe(false);
      // Given, both are written.
      await box.click();
      await dialog.getByRole('textbox').first().fill(`Then ${language}`);
      await dialog.getByRole('button', { name: t('nextStep.tomorrow') }).click();
      await dialog.getByRole('button', { name: t('whatsNext.ok') }).click();
      await dialog.waitFor({ state: 'hidden' });
      await work.getByRole('checkbox', { name: `Then ${language}` }).waitFor();
      await expect.poll(() => box.isChecked()).toBe(true);
      await page.goto(`${stage.url}/a/opportunity/today`);
      const mine = page.getByRole('region', { name: t('myTasks.title') });
      await mine.getByRole('checkbox', { name: `Then ${language}` }).waitFor();
      expect(await wrongsOf(page)).toEqual([]);
      // Handed to a colleague in two presses, it is no longer among those of this person.
      await mine.getByRole('button', { name: t('handOver.title', { name: `Then ${language}` }) }).click();
      await page.getByRole('combobox', { name: t('handOver.to') }).fill('周敏');
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText('周敏', { exact: true }).click();
      await mine.getByRole('checkbox', { name: `Then ${language}` }).waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
