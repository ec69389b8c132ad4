import { type Automation, connect } from '@pipewright/definition';
import { exampleChain, exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import { afterEach, describe, expect, it } from 'vitest';
import { openDesigner } from '../../../../test/dom/designer.tsx';
import { fireEvent, menuItem, screen, waitFor } from '../../../../test/dom/draw.tsx';

type Issued = { path: string; code: string; message: string }[];
const LOST = connect(exampleChain(), { node: 'a', outcome: 'done' }, 'd');

/** Opens an automation on the canvas, as whoever designs here had it last. */
const opened = async (key: string, automations: readonly Automation[], face = 'canvas', issues: Issued = []) => {
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
const box = (id: string) =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-box="${id}"]`);
    if (!found) throw new Error(`No box ${id}`);
    return found;
  });
const boxes = () => [...document.querySelectorAll<HTMLElement>('[data-box]')].map(({ dataset }) => dataset.box);

afterEach(() => localStorage.removeItem('pipewright.steps'));

describe('the steps of an automation', () => {
  it('are a list at first, and shown from then on as they were last', async () => {
    const { person } = await opened('chain', [exampleChain()], 'nothing');
    expect(await screen.findAllByRole('button', { name: /Add a step$/ })).toBeTruthy();
    await person.click(await screen.findByText('Canvas'));
    expect((await box('start')).textContent).toContain('When Reason of the deal becomes');
    expect(localStorage.getItem('pipewright.steps')).toBe('canvas');
    expect(boxes()).toHaveLength(8);
  });

  it('of a ladder are those of the chosen level', async () => {
    const { person } = await opened('ladder', [exampleLadder()]);
    expect((await box('start')).textContent).toContain('When the level “Owner” is reached');
    expect(boxes()).toEqual(['start', 'step remind']);
    await person.click(screen.getByRole('button', { name: 'Pool' }));
    await box('step reclaim');
    expect(boxes()).toEqual(['start', 'step reclaim']);
  });
});

describe('a step on the canvas', () => {
  it('opens its settings beside it, and says what is wrong with it where it stands', async () => {
    const issues = [{ path: 'automations.0.nodes.0.to', code: 'x', message: 'Nobody is meant.' }];
    const { person, press } = await opened('ladder', [exampleLadder()], 'canvas', issues);
    await press(/Add a level$/);
    await person.click(screen.getByRole('button', { name: 'Owner' }));
    await waitFor(async () => expect((await box('step remind')).textContent).toContain('Nobody is meant.'));
    await person.click(await box('step remind'));
    expect(await screen.findByLabelText('Text')).toBeTruthy();
    await press('Close the settings');
    expect(screen.queryByLabelText('Text')).toBeNull();
  });

  it('is led elsewhere; what nothing leads to any more stays, and says so, until it is removed', async () => {
    const { menu, made } = await opened('chain', [LOST]);
    expect((await box('step b')).textContent).toContain('Nothing leads to this step.');
    expect((await box('step d')).textContent).not.toContain('Nothing leads');
    fireEvent.keyDown(await box('step c'), { key: 'Delete' });
    await waitFor(() => expect(boxes()).not.toContain('step c'));
    await menu('step b', 'Remove');
    await waitFor(() => expect(boxes()).not.toContain('step b'));
    expect((await made())?.nodes.map(({ key }) => key)).toEqual(['a', 'd', 'e', 'f', 'g']);
  });

  it('is copied with its settings and pasted behind another, also in another automation about the same records, but never about others', async () => {
    const other: Automation = {
      ...exampleChain(),
      key: 'other',
      entity: 'visit',
      on: { kind: 'created' },
      start: 'g',
      nodes: exampleChain().nodes.slice(-1),
    };
    const all = [exampleChain(), exampleLadder(), other];
    const first = await opened('chain', all);
    await first.menu('step g', 'Copy');
    const { menu, made } = await opened('ladder', all);
    await menu('step remind', 'Paste behind it');
    const pasted = { ...exampleChain().nodes.at(-1), key: 'step_1', next: { done: null } };
    expect((await made())?.nodes.find(({ key }) => key === 'step_1')).toEqual(pasted);
    await opened('other', all);
    fireEvent.keyDown(await box('step g'), { key: ' ' });
    expect((await menuItem('Paste behind it')).getAttribute('aria-disabled')).toBe('true');
  });

  it('is moved, and what was done is undone', async () => {
    const { menu, press } = await opened('chain', [exampleChain()]);
    await menu('step b', 'Move up');
    await waitFor(() => expect(boxes().slice(0, 3)).toEqual(['start', 'step b', 'step a']));
    await press('Undo');
    await waitFor(() => expect(boxes().slice(0, 3)).toEqual(['start', 'step a', 'step b']));
  });
});

describe('the palette', () => {
  it('adds behind the chosen step, else at the end, and nothing where what follows would be cut off', async () => {
    const { person, button, made } = await opened('chain', [exampleChain()]);
    await person.click(await button('Wait'));
    await box('step step_1');
    await person.click(await box('step b'));
    await person.click(await button('End'));
    expect(await screen.findByText('“End” can only stand where nothing follows.')).toBeTruthy();
    await person.click(await button('Wait'));
    await box('step step_2');
    expect((await made())?.nodes.map(({ key }) => key)).toEqual(['a', 'b', 'step_2', 'c', 'd', 'e', 'f', 'g', 'step_1']);
  });

  it('is pressed by the keyboard after something was carried and let go of elsewhere', async () => {
    const { person, button } = await opened('chain', [exampleChain()]);
    const wait = await button('Wait');
    fireEvent.pointerDown(wait, { button: 0, clientX: 10, clientY: 10 });
    fireEvent.pointerMove(window, { clientX: 200, clientY: 10 });
    expect(screen.getAllByText('Wait')).toHaveLength(2);
    fireEvent.pointerUp(window, { clientX: 200, clientY: 10 });
    expect(screen.getAllByText('Wait')).toHaveLength(1);
    await new Promise((done) => setTimeout(done));
    wait.focus();
    await person.keyboard('{Enter}');
    await box('step step_1');
  });
});

describe('a draft beside what is published', () => {
  it('shows both, each step with how it differs', async () => {
    const { person, menu } = await opened('chain', [exampleChain()]);
    await menu('step g', 'Remove');
    await person.click(await screen.findByRole('checkbox', { name: 'Compare with what is published' }));
    const published = await screen.findByRole('region', { name: 'Published' });
    await waitFor(() => expect(published.querySelector('[data-box="step g"]')?.textContent).toContain('Removed'));
    expect(published.querySelector('[data-box="step f"]')?.textContent).toContain('Changed');
    expect(published.querySelectorAll('.react-flow__edge')).toHaveLength(8);
    expect(published.querySelector('[aria-haspopup=menu]')).toBeNull();
    expect(published.querySelector('[data-box="step a"]')?.textContent).not.toContain('Changed');
  });
});

describe('the list of steps', () => {
  it('shows those that nothing leads to as well, and puts them where they are reached again', async () => {
    const { press, made } = await opened('chain', [LOST], 'list');
    expect(await screen.findByRole('heading', { name: 'Steps that nothing leads to' })).toBeTruthy();
    await press(/^Put it at the end: Create a new/);
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Steps that nothing leads to' })).toBeNull());
    expect((await made())?.nodes.map(({ key }) => key)).toEqual(['a', 'd', 'e', 'f', 'g', 'b', 'c']);
  });
});
