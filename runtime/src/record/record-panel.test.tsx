import { describe, expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { deal, page, ways } from '../../../test/dom/world.ts';

const three = ['Pump', 'Valve', 'Pipe'].map((name, i) => deal(`d${i + 1}`, name));
const answers = {
  'GET /apps/x/records/deal': page(three),
  ...Object.fromEntries(
    three.flatMap((each) => [
      [ways(each.id).read, each],
      [ways(each.id).story, { entries: [] }],
    ]),
  ),
};
const name = async () => (await within(await screen.findByRole('dialog')).findAllByRole('heading', { level: 2 }))[0]?.textContent;

describe('a record beside its list', () => {
  it('leaves the list to be used, says where in it it stands, and arrow keys lead to the next and back', async () => {
    const { person, address } = await visit('/a/x/deal', answers);
    await person.click(await screen.findByText('Valve'));
    expect(await name()).toBe('Valve');
    const panel = await screen.findByRole('dialog');
    expect([panel.getAttribute('aria-modal'), document.querySelector('.ant-drawer-mask')]).toEqual(['false', null]);
    expect(panel.textContent).toContain('Number 2 of the list');
    await person.keyboard('{ArrowDown}');
    await waitFor(() => expect(address()).toBe('/a/x/deal?record=d3'));
    await waitFor(async () => expect(await name()).toBe('Pipe'));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next (↓)' }).disabled).toBe(true);
    await person.keyboard('k');
    await waitFor(() => expect(address()).toBe('/a/x/deal?record=d2'));
    await person.click(screen.getByText('Pump', { selector: '.pw-table *' }));
    await waitFor(async () => expect(await name()).toBe('Pump'));
  });

  it('closes by Escape, and the focus is where the last one lies in the list', async () => {
    const { person, address } = await visit('/a/x/deal', answers);
    await person.click(await screen.findByText('Pump'));
    await name();
    await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
    await person.keyboard('{ArrowDown}');
    await waitFor(() => expect(address()).toBe('/a/x/deal?record=d2'));
    await person.keyboard('{Escape}');
    await waitFor(() => expect(address()).toBe('/a/x/deal'));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Valve'));
  });

  it('takes keys that are typed into a value for what they are, and asks before another record takes its place', async () => {
    const { person, address } = await visit('/a/x/deal?record=d2', answers);
    await person.click(await screen.findByRole('button', { name: 'Edit Name' }));
    const input = await waitFor(() => document.querySelector<HTMLInputElement>('#edit_name') ?? Promise.reject(new Error('No input')));
    await waitFor(() => expect(document.activeElement).toBe(input));
    await person.keyboard('jk{ArrowDown}');
    expect([input.value, address()]).toEqual(['Valvejk', '/a/x/deal?record=d2']);
    await person.click(screen.getByText('Pump', { selector: '.pw-table *' }));
    await person.click(await screen.findByRole('button', { name: 'Keep editing' }));
    expect([input.value, address()]).toEqual(['Valvejk', '/a/x/deal?record=d2']);
    input.focus();
    await person.keyboard('{Escape}');
    // The first Escape leaves the value, the panel stays.
    await waitFor(() => expect(document.querySelector('#edit_name')).toBeNull());
    expect(document.querySelector('.ant-drawer h2')?.textContent).toBe('Valve');
  });
});
