import type { Fault } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../../test/dom/draw.tsx';
import { deal, fillIn } from '../../../../test/dom/fill-in.tsx';

const fault = (path: string, message: string): Fault => ({ path, code: 'field.unique', message });
const summary = () => screen.getByRole('alert');
const lines = () => within(summary()).getAllByRole('listitem');
const said = () => lines().map((each) => each.textContent);
const isIn = (input: HTMLElement) => waitFor(() => expect(document.activeElement).toBe(input));
const below = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent);
const sorted = deal.form.map((section) => ({ ...section, fields: ['due', 'amount', 'name', 'note', 'urgent', 'firm', 'number'] }));
const entity = { ...deal, form: sorted };

describe('faults in a form', () => {
  it('lead to the first field in the order of the form, whoever found them', async () => {
    const { person, input, refuse } = await fillIn({ entity });
    await person.click(await screen.findByText('Send'));
    await isIn(await input(/^Amount/));
    expect(said()).toEqual(['Amount', 'Name']);
    expect(below(await input(/^Amount/))).toEqual(['“Amount” is missing.']);
    await refuse([fault('name', 'Taken'), fault('due', 'Too late')]);
    await isIn(await input(/^Due/));
    expect(said()).toEqual(['Due', 'Name']);
    expect(below(await input(/^Due/))).toEqual(['Too late']);
  });

  it('lead there again when the form is sent again without being mended', async () => {
    const { person, input } = await fillIn({ entity });
    await person.click(await screen.findByText('Send'));
    (await input(/^Name/)).focus();
    await person.click(screen.getByText('Send'));
    await isIn(await input(/^Amount/));
  });

  it('lead to the summary where none of them belongs to a field that can be changed', async () => {
    const { input, refuse } = await fillIn({ entity, readonlyFields: ['amount'] });
    await input(/^Amount/);
    await refuse([fault('amount', 'Too much'), fault('', 'Somebody was faster'), fault('cost', 'Not in this form')]);
    await waitFor(() => expect(document.activeElement?.firstElementChild).toBe(summary()));
    expect(said()).toEqual(['Somebody was faster', 'Amount', 'Not in this form']);
    expect(lines().map((line) => line.querySelector('a')?.getAttribute('href'))).toEqual([undefined, '#deal_form_amount', undefined]);
  });

  it.each(['Due', 'Amount', 'Name', 'Note', 'Urgent', 'Firm'])('are left for %s by its line in the summary', async (name) => {
    const { person, input, refuse } = await fillIn({ entity, values: { name: 'A', amount: '1' } });
    const box = await input(new RegExp(`^${name}`));
    await refuse([fault(name.toLowerCase(), 'Mend this')]);
    await isIn(box);
    screen.getByText('Send').focus();
    await person.click(within(summary()).getByText(name));
    expect(document.activeElement).toBe(box);
  });

  it('are read out with the field they belong to, before its help', async () => {
    const { input, refuse } = await fillIn({ entity });
    const note = await input(/^Note/);
    expect(below(note)).toEqual(['Only for us']);
    await refuse([fault('note', 'Too long'), fault('note', 'Too rude')]);
    expect(below(note)).toEqual(['Too longToo rude', 'Only for us']);
    expect(said()).toEqual(['Note']);
    expect(below(await input(/^Due/))).toEqual([]);
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('are gone once their field is changed, and only then', async () => {
    const { person, input, refuse } = await fillIn({ entity, values: { name: 'A', amount: '5' } });
    await refuse([fault('name', 'Taken'), fault('amount', 'Too little'), fault('', 'Look again')]);
    await isIn(await input(/^Amount/));
    await person.type(await input(/^Note/), 'x');
    expect(said()).toEqual(['Look again', 'Amount', 'Name']);
    await person.type(await input(/^Name/), 'b');
    expect(said()).toEqual(['Look again', 'Amount']);
    expect((await input(/^Name/)).getAttribute('aria-invalid')).not.toBe('true');
    // What was refused is refused again.
    await person.type(await input(/^Name/), '{Backspace}');
    expect(said()).toEqual(['Look again', 'Amount', 'Name']);
  });

  it('do not hide a field again while it is being mended', async () => {
    const stand = { name: 'A', amount: '5', status: 'open', owner: 'p1' };
    const { person, input, refuse } = await fillIn({ values: stand, before: stand });
    await input(/^Name/);
    await refuse([fault('reason', 'Say why')]);
    const reason = await input(/^Reason/);
    await isIn(reason);
    await choose(person, reason, 'Price');
    expect(screen.queryByText('Say why')).toBeNull();
    expect(await input(/^Reason/)).toBe(reason);
  });

  it('are no reason not to send, for the server may think otherwise by now', async () => {
    const { person, refuse, onSubmit } = await fillIn({ entity, values: { name: 'A', amount: '5' } });
    await refuse([fault('name', 'Taken')]);
    await person.click(await screen.findByText('Send'));
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });
});

describe('the Enter key', () => {
  it.each([
    ['Due', 0],
    ['Firm', 0],
    ['Name', 1],
  ])('in %s sends the form %i times', async (name, times) => {
    const { person, input, onSubmit } = await fillIn({ values: { name: 'A', amount: '5', due: '2026-03-01' } });
    const box = await input(new RegExp(`^${name}`));
    box.focus();
    await person.keyboard('{Enter}');
    await person.keyboard('{Escape}{Enter}');
    await person.keyboard('{Escape}');
    expect(onSubmit.mock.calls.length > 0).toBe(times > 0);
  });
});
