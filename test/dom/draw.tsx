import type { Language } from '@pipewright/definition';
import { changeLanguage, designSpeech, startLanguage, Theme } from '@pipewright/ui';
import { act, cleanup, configure, render, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';

export { act, cleanup, fireEvent, type queries, screen, waitFor, within } from '@testing-library/react';

// Whether an element is in sight is worked out from the styles of all above it, which costs more here than all the rest; a busy machine is waited for.
configure({ defaultHidden: true, asyncUtilTimeout: 30_000 });

// The name of a thing on the screen is worked out from the style of all that is in it, and no style sheet says anything of names: what stands at the element itself will do.
window.getComputedStyle = (element) => (element as HTMLElement).style;

let started: Promise<void> | undefined;

/** A part on a screen without a browser, and the person in front of it. */
export interface Drawn {
  readonly person: UserEvent;
  /** Draws the same place again with other properties. */
  readonly again: (element: ReactElement) => void;
}

declare global {
  interface Window {
    readonly happyDOM: { setViewport(size: { width: number; height: number }): void };
  }
}

/** Draws a part as the apps do, inside the theme, in one language and a window so wide, in the place of whatever was drawn before. */
export async function draw(element: ReactElement, language: Language = 'en', width = 1280): Promise<Drawn> {
  cleanup();
  window.happyDOM.setViewport({ width, height: 800 });
  started ??= startLanguage(designSpeech);
  await started;
  await changeLanguage(language);
  const { rerender } = render(<Theme>{element}</Theme>);
  // What is fetched when first drawn arrives in later turns.
  await act(async () => new Promise((done) => setTimeout(done)));
  return {
    // Whether a style lets the pointer through is asked of every element above at each click, and costs more than the click.
    person: userEvent.setup({ delay: null, pointerEventsCheck: 0 }),
    again: (next) => rerender(<Theme>{next}</Theme>),
  };
}

/** Draws a part in Chinese and gives back all the words on the screen. */
export async function wordsInChinese(element: ReactElement): Promise<string> {
  await draw(element, 'zh-CN');
  return document.body.textContent ?? '';
}

/** Chooses an option of a list that opens, by what is written on it. */
export async function choose(person: UserEvent, list: HTMLElement, option: string): Promise<void> {
  const found = () =>
    [...document.querySelectorAll<HTMLElement>('.ant-select-item-option')].findLast((each) => each.textContent === option);
  await person.click(list);
  // Of a long list only the beginning is drawn; typing brings the rest.
  if (!found()) await person.keyboard(option);
  const chosen = found();
  if (!chosen) throw new Error(`${option} is not to be chosen`);
  await person.click(chosen);
}

/** What stands in the rows of a table, cell by cell, without its heading. */
export function rows(): string[][] {
  const lines = [...document.querySelectorAll('tbody tr:not(.ant-table-measure-row)')];
  return lines.map((line) => [...line.querySelectorAll('td')].map((cell) => cell.textContent ?? ''));
}

/** What the menu that is open offers. */
export function menuItems(): string[] {
  return [...document.querySelectorAll('.ant-dropdown [role=menuitem]')].map((each) => each.textContent ?? '');
}

/** What the menu that is open offers under these words. */
export function menuItem(words: string): Promise<HTMLElement> {
  const offered = () => [...document.querySelectorAll<HTMLElement>('.ant-dropdown [role=menuitem]')];
  return waitFor(() => {
    const found = offered().find((each) => each.textContent === words);
    if (!found) throw new Error(`“${words}” is not offered`);
    return found;
  });
}

/** The titles of the cards in a column of a board. */
export function cardsIn(stage: string): string[] {
  return [...document.querySelectorAll(`[data-stage="${stage}"] li a`)].map((each) => each.textContent ?? '');
}
