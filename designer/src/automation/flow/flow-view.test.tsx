import type { Automation } from '@pipewright/definition';
import { exampleChain, exampleLadder } from '@pipewright/definition/example-automations';
import { afterEach, describe, expect, it } from 'vitest';
import { fireEvent, menuItem, screen, waitFor } from '../../../../test/dom/draw.tsx';
import { box, boxes, LOST, openFlow } from '../../../../test/dom/flow-page.tsx';

afterEach(() => localStorage.removeItem('pipewright.steps'));

describe('the steps of an automation', () => {
  it('are a list at first, and shown from then on as they were last', async () => {
    const { person } = await openFlow('chain', [exampleChain()], 'nothing');
    expect(await screen.findAllByRole('button', { name: /Add a step$/ })).toBeTruthy();
    await person.click(await screen.findByText('Canvas'));
    expect((await box('start')).textContent).toContain('When Reason of the deal becomes');
    expect(localStorage.getItem('pipewright.steps')).toBe('canvas');
    expect(boxes()).toHaveLength(8);
  });

  it('of a ladder are those of the chosen level', async () => {
    const { person } = await openFlow('ladder', [exampleLadder()]);
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
    const { person, press } = await openFlow('ladder', [exampleLadder()], 'canvas', issues);
    await press(/Add a level$/);
    await person.click(screen.getByRole('button', { name: 'Owner' }));
    await waitFor(async () => expect((await box('step remind')).textContent).toContain('Nobody is meant.'));
    await person.click(await box('step remind'));
    expect(await screen.findByLabelText('Text')).toBeTruthy();
    await press('Close the settings');
    expect(screen.queryByLabelText('Text')).toBeNull();
  });

  it('is led elsewhere; what nothing leads to any more stays, and says so, until it is removed', async () => {
    const { menu, made } = await openFlow('chain', [LOST]);
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
    const first = await openFlow('chain', all);
    await first.menu('step g', 'Copy');
    const { menu, made } = await openFlow('ladder', all);
    await menu('step remind', 'Paste behind it');
    const pasted = { ...exampleChain().nodes.at(-1), key: 'step_1', next: { done: null } };
    expect((await made())?.nodes.find(({ key }) => key === 'step_1')).toEqual(pasted);
    await openFlow('other', all);
    fireEvent.keyDown(await box('step g'), { key: ' ' });
    expect((await menuItem('Paste behind it')).getAttribute('aria-disabled')).toBe('true');
  });

  it('is moved, and what was done is undone', async () => {
    const { menu, press } = await openFlow('chain', [exampleChain()]);
    await menu('step b', 'Move up');
    await waitFor(() => expect(boxes().slice(0, 3)).toEqual(['start', 'step b', 'step a']));
    await press('Undo');
    await waitFor(() => expect(boxes().slice(0, 3)).toEqual(['start', 'step a', 'step b']));
  });
});

describe('the list of steps', () => {
  it('shows those that nothing leads to as well, and puts them where they are reached again', async () => {
    const { press, made } = await openFlow('chain', [LOST], 'list');
    expect(await screen.findByRole('heading', { name: 'Steps that nothing leads to' })).toBeTruthy();
    await press(/^Put it at the end: Create a new/);
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Steps that nothing leads to' })).toBeNull());
    expect((await made())?.nodes.map(({ key }) => key)).toEqual(['a', 'd', 'e', 'f', 'g', 'b', 'c']);
  });
});
