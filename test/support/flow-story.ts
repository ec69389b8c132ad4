import type { NodeKind } from '@pipewright/definition';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dialogOf } from './screen-story.ts';

/** The box of a step. */
export const box = (page: Page, key: string) => page.locator(`[data-box="step ${key}"]`);
const nodeOf = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
/** Presses Tab until what has the keyboard is called so. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Not reached by the keyboard');
}

/** A canvas that is worked on. */
export interface Work {
  readonly page: Page;
  readonly t: (key: 'action.save' | `flow.${'addBehind' | 'addFirst' | 'addOn' | 'end' | 'lead' | 'palette'}`) => string;
  readonly say: (kind: NodeKind) => string;
}

/** Draws from the dot of a step to a box, by the mouse. */
async function draw(page: Page, from: string, to: string): Promise<void> {
  await nodeOf(page, from).locator('.react-flow__handle.source').hover();
  await page.mouse.down();
  const target = await nodeOf(page, to).boundingBox();
  await page.mouse.move((target?.x ?? 0) + 40, (target?.y ?? 0) + 8, { steps: 6 });
  await page.mouse.move((target?.x ?? 0) + 40, (target?.y ?? 0) + 12, { steps: 2 });
  await page.mouse.up();
}

/** Lets a condition with two ways, each with a reminder, stand before the step that is there, by the mouse. */
export async function byMouse({ page, t, say }: Work): Promise<void> {
  const palette = page.getByRole('list', { name: t('flow.palette') });
  const frame = page.locator('[role=group]', { has: page.locator('.react-flow') }).last();
  const plus = (name: RegExp) => frame.getByRole('button', { name });
  const onto = async (kind: NodeKind, place: Locator) => {
    await palette.getByRole('button', { name: say(kind), exact: true }).hover();
    await page.mouse.down();
    const at = await place.boundingBox();
    await page.mouse.move((at?.x ?? 0) + 30, (at?.y ?? 0) + 12, { steps: 6 });
    await page.mouse.up();
  };
  await onto('branch', plus(new RegExp(`^${t('flow.addOn')}`.trim())).first());
  await box(page, 'step_2').click();
  await page.locator(`[id="automations.0.nodes.0.case_1"]`).fill('Big');
  await plus(/Big$/).click();
  await dialogOf(page)
    .getByRole('button', { name: say('notify') })
    .click();
  await box(page, 'step_3').waitFor();
  await onto('notify', plus(/(Otherwise|否则)$/));
  await box(page, 'step_4').waitFor();
  await draw(page, 'step step_4', 'end');
  await draw(page, 'step step_4', 'step step_1');
}

/** The same by the keyboard; on the way a step is copied, pasted and removed. */
export async function byKeyboard({ page, t, say }: Work): Promise<void> {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const at = (id: string) => expect.poll(() => page.evaluate('document.activeElement?.dataset.box')).toBe(id);
  const dialog = dialogOf(page);
  const choose = async (name: string) => {
    const item = page.getByRole('menuitem', { name, exact: true });
    await item.waitFor();
    for (let n = 0; n < 12 && !(await item.evaluate((element) => element === element.ownerDocument.activeElement)); n += 1)
      await press('ArrowDown');
    await press('Enter');
  };
  const kind = async (wanted: NodeKind) => {
    const button = dialog.getByRole('button', { name: say(wanted), exact: true });
    await button.waitFor();
    await tabTo(page, button);
    await press('Enter');
  };
  const option = async (name: RegExp) => {
    await press('ArrowDown');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').waitFor();
    for (let n = 0; n < 8; n += 1) {
      const active = await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').innerText();
      if (name.test(active)) break;
      await press('ArrowDown');
    }
    await press('Enter');
  };
  const lead = async (to: RegExp) => {
    await press('Space');
    await choose(t('flow.lead'));
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('flow_lead_to');
    await option(to);
    await tabTo(page, dialog.getByRole('button', { name: t('action.save') }));
    await press('Enter');
    await at('step step_4');
  };
  await page.locator('[data-box=start]').focus();
  await press('Space');
  await choose(t('flow.addFirst'));
  await kind('branch');
  await at('step step_2');
  await press('Enter');
  const name = page.locator('[id="automations.0.nodes.0.case_1"]');
  await name.waitFor();
  await tabTo(page, name);
  await press('Control+a');
  await page.keyboard.type('Big');
  await press('Escape');
  await at('step step_2');
  await press('Space');
  await choose(t('flow.addBehind'));
  await kind('notify');
  await at('step step_3');
  await press('Control+c', 'Control+v');
  await at('step step_4');
  await press('Delete');
  await at('step step_3');
  await press('ArrowUp');
  await at('step step_2');
  await press('Space');
  await choose(t('flow.addBehind'));
  await dialog.waitFor();
  await tabTo(page, dialog.locator('#flow_way'));
  await option(/Otherwise|否则/);
  await kind('notify');
  await at('step step_4');
  await lead(new RegExp(`^${t('flow.end')}$`));
  await lead(/(Step|步骤) 3/);
}
