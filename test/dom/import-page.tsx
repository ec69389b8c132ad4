import type { ImportJson } from '@pipewright/definition';
import { choose, fireEvent, screen, waitFor } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';

/** A file that was taken in. */
export const job: ImportJson = {
  id: 'i1',
  entity: 'deal',
  state: 'staged',
  total: 3,
  done: 0,
  refused: 0,
  columns: ['Name', 'Sum', '日期'],
  sample: [{ Name: 'Pump', Sum: '5', 日期: '2026-04-01' }],
  reasons: [],
};
/** Why rows were refused. */
export const reasons = [{ message: '“Amount” is missing.', count: 1, first: 3 }];
/** The import at its end. */
export const finished: ImportJson = { ...job, state: 'done', done: 2, refused: 1, reasons };
/** What the server answers step by step. */
export const STEPS: Answers = {
  'POST /apps/x/imports/deal': job,
  'POST /apps/x/imports/i1/preview': { done: 2, refused: 1, duplicates: 0, reasons },
  'POST /apps/x/imports/i1/run': {},
  'GET /apps/x/imports/i1': finished,
};

/** Opens the import. */
export async function begin(more: Answers = {}, options: Parameters<typeof visit>[2] = {}) {
  const visited = await visit('/a/x/import', { ...STEPS, ...more }, options);
  const drop = async (text = 'Name,Sum\nPump,5\n') => {
    const input = await waitFor(() => {
      const found = document.querySelector('input[type=file]');
      if (!found) throw new Error('No file is asked for');
      return found;
    });
    fireEvent.change(input, { target: { files: [new File([text], 'deals.csv', { type: 'text/csv' })] } });
  };
  const press = async (name: string | RegExp) => visited.person.click(await screen.findByRole('button', { name }));
  const map = async (label: string, column: string) =>
    choose(visited.person, await screen.findByRole('combobox', { name: new RegExp(`^Column ${label}`) }), column);
  return { ...visited, drop, press, map };
}
