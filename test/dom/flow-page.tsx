import { type Automation, connect } from '@pipewright/definition';
import { exampleChain, exampleWith } from '@pipewright/definition/example-automations';
import { openDesigner } from './designer.tsx';
import { fireEvent, menuItem, waitFor } from './draw.tsx';

type Issued = { path: string; code: string; message: string }[];
/** A chain in which nothing leads to its second and third step. */
export const LOST = connect(exampleChain(), { node: 'a', outcome: 'done' }, 'd');

/** Opens an automation on the canvas, as whoever designs here had it last. */
export const openFlow = async (key: string, automations: readonly Automation[], face = 'canvas', issues: Issued = []) => {
  localStorage.setItem('pipewright.steps', face);
  const app = exampleWith(automations);
  const drawn = await openDesigner(`automation/${key}`, {
    'GET /apps/x/draft': { definition: app, published: app, revision: 7, version: 2, keys: [] },
    'PUT /apps/x/draft': { revision: 8, issues },
    'GET /apps/x/automations': [],
    'GET /apps/x/runs': { runs: [], next: null },
    'GET /apps/x/delivery-channels': { channels: [] },
  });
  const menu = async (id: string, act: string) => {
    fireEvent.keyDown(await box(id), { key: ' ' });
    await drawn.person.click(await menuItem(act));
  };
  const made = async () => (await drawn.kept())?.automations?.find((each) => each.key === key);
  return { ...drawn, menu, made };
};
/** The box of a step, or of where a flow begins. */
export const box = (id: string) =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-box="${id}"]`);
    if (!found) throw new Error(`No box ${id}`);
    return found;
  });
/** All boxes, as they are read. */
export const boxes = () => [...document.querySelectorAll<HTMLElement>('[data-box]')].map(({ dataset }) => dataset.box);
