import type { Page } from 'playwright-core';

type Step = (page: Page) => Promise<unknown>;

/** A screen of the product, how people come to it, and by what one sees that it is there. */
export interface Screen {
  readonly name: string;
  readonly as: 'sales' | 'admin';
  /** The page they come from, and what of it has to be there. */
  readonly from: readonly [path: string, ready: string];
  /** What leads up to the press. */
  readonly before?: Step;
  /** The press that leads there. */
  readonly press: Step;
  /** What is drawn then: the content, not the frame around it. */
  readonly drawn: string;
}

const ROW = 'tbody tr[data-row-key]';
const LINE = 'main li[aria-label]';
const FIGURE = 'main div[role=img] svg';
const list = ['/a/opportunity/opportunity', ROW] as const;
const today = ['/a/opportunity/today', LINE] as const;
const board = ['/a/opportunity/opportunity/board', '[data-record]'] as const;

const click =
  (selector: string): Step =>
  (page) =>
    page.locator(selector).first().click({ noWaitAfter: true });
const entry =
  (name: string): Step =>
  (page) =>
    page
      .locator('nav [role=menuitem]')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .click({ noWaitAfter: true });
const keys =
  (combination: string): Step =>
  (page) =>
    page.keyboard.press(combination);
const openRecord = click(`${ROW} button, ${ROW} a`);
const openPalette: Step = async (page) => {
  await page.keyboard.press('Control+k');
  await page.locator('.ant-modal input:focus').waitFor();
};
const openPerson: Step = async (page) => {
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitem', { name: /^People/ }).waitFor();
};

/** The main screens, in the English of the demo. */
export const SCREENS: readonly Screen[] = [
  { name: 'Today', as: 'sales', from: list, press: entry('Today'), drawn: LINE },
  { name: 'list', as: 'sales', from: today, press: entry('Opportunities'), drawn: ROW },
  { name: 'board', as: 'sales', from: list, press: entry('Opportunity pipeline'), drawn: '[data-record]' },
  { name: 'record, in a panel', as: 'sales', from: list, press: openRecord, drawn: '.ant-drawer .pw-path' },
  { name: 'record, as a page', as: 'sales', from: list, before: openRecord, press: click('.ant-drawer-extra a'), drawn: 'main .pw-path' },
  { name: 'dashboard', as: 'sales', from: list, press: entry('Sales overview'), drawn: FIGURE },
  { name: 'Ctrl K', as: 'sales', from: list, press: keys('Control+k'), drawn: '.ant-modal [role=option]' },
  {
    ...{ name: 'Ctrl K, find', as: 'sales', from: list, before: openPalette, press: keys('a') },
    drawn: '.ant-modal [role=group][aria-label=Records] [role=option]',
  },
  { name: 'form of a new record', as: 'sales', from: list, press: click('main .ant-btn-primary'), drawn: '#new_name' },
  { name: 'people', as: 'admin', from: board, before: openPerson, press: click('[role=menuitem]:has-text("People")'), drawn: ROW },
  { name: 'import', as: 'sales', from: list, press: entry('Import'), drawn: 'main .ant-upload-drag' },
  { name: 'designer', as: 'admin', from: list, press: entry('Designer'), drawn: '[data-save]' },
];
