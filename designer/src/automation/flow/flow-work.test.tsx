import { exampleChain } from '@pipewright/definition/example-automations';
import { afterEach, describe, expect, it } from 'vitest';
import { choose, fireEvent, screen, waitFor } from '../../../../test/dom/draw.tsx';
import { box, openFlow } from '../../../../test/dom/flow-page.tsx';

afterEach(() => localStorage.removeItem('pipewright.steps'));

describe('a dialog over the canvas', () => {
  it('gives the keyboard back to the box that it came from, whether something was done or not', async () => {
    const { person, menu, made } = await openFlow('chain', [exampleChain()]);
    await menu('step b', 'Add a step behind it');
    await screen.findByRole('dialog');
    await person.keyboard('{Escape}');
    await waitFor(async () => expect(document.activeElement).toBe(await box('step b')));
    await menu('step b', 'Lead to…');
    const where = await screen.findByRole('combobox', { name: 'Leads to' });
    await choose(person, where, 'End');
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect(document.activeElement).toBe(await box('step b')));
    expect((await made())?.nodes.find(({ key }) => key === 'b')?.next).toEqual({ done: null });
  });
});

describe('the settings of a step', () => {
  it('are closed by Escape, but for a list that is open in them, and the keyboard is on the step again', async () => {
    const { person } = await openFlow('chain', [exampleChain()]);
    await person.click(await box('step d'));
    const stage = await screen.findByRole('combobox', { name: 'To which stage' });
    await person.click(stage);
    await waitFor(() => expect(stage.getAttribute('aria-expanded')).toBe('true'));
    await person.keyboard('{Escape}');
    expect(screen.getByRole('combobox', { name: 'To which stage' })).toBe(stage);
    fireEvent.keyDown(screen.getByRole('region', { name: 'Step 4: Move to a stage' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'To which stage' })).toBeNull());
    await waitFor(async () => expect(document.activeElement).toBe(await box('step d')));
  });
});

describe('the palette', () => {
  it('adds behind the chosen step, else at the end, and nothing where what follows would be cut off', async () => {
    const { person, button, made } = await openFlow('chain', [exampleChain()]);
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
    const { person, button } = await openFlow('chain', [exampleChain()]);
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
    const { person, menu } = await openFlow('chain', [exampleChain()]);
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
