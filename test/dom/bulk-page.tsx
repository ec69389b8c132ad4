import { type queries, screen, within } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { deal, page } from './world.ts';

/** A deal that is open. */
export const pump = deal('d1', 'Pump');
/** Two open deals and a paused one. */
export const deals = [pump, deal('d2', 'Valve'), deal('d3', 'Pipe', { status: 'paused' })];
/** The way in which many of them are changed. */
export const TOGETHER = 'POST /apps/x/records/deal/together';
/** What became of them where all went well: nobody counts but the reader of it. */
const allDone = { done: 1, same: 0, refused: [], next: null };
type Dialog = ReturnType<typeof within<typeof queries>>;
// The cross in the corner of a dialog is called Close as well.
/** The button of a dialog with these words. */
export const button = (dialog: Dialog, words: string) =>
  dialog.getAllByRole('button', { name: words }).find((each) => each.textContent === words) as HTMLElement;
/** What the server answers around them. */
export const list = (answer: Answers[typeof TOGETHER] = allDone): Answers => ({
  'GET /apps/x/records/deal': page(deals),
  [TOGETHER]: answer,
});
/** What is offered for the selected ones. */
export const bar = (name = 'What to do with the selected records') => within(screen.getByRole('region', { name }));
/** The words of what is offered. */
export const offers = () =>
  bar()
    .getAllByRole('button')
    .map((each) => each.textContent);

/** Opens the list and selects some. */
export async function select(names: readonly string[], answers: Answers = list()) {
  const visited = await visit('/a/x/deal', answers);
  for (const name of names) await visited.person.click(await screen.findByLabelText(`Select ${name}`));
  await screen.findByText(`${names.length} selected`);
  const act = async (name: string) => {
    await visited.person.click(bar().getByRole('button', { name: new RegExp(`${name}$`) }));
    const dialog = within(await screen.findByRole('dialog'));
    return { ...dialog, press: (words: string) => visited.person.click(button(dialog, words)) };
  };
  return { ...visited, act };
}
