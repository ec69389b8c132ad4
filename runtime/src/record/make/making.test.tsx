import { updateField } from '@pipewright/definition';
import { afterEach, describe, expect, it } from 'vitest';
import { fireEvent, screen, waitFor, within } from '../../../../test/dom/draw.tsx';
import { ACME, BRANCH, branchApp, branchless, openMaking } from '../../../../test/dom/making-page.tsx';
import { refuse } from '../../../../test/dom/server.ts';
import { ways } from '../../../../test/dom/world.ts';

const MAKE = 'POST /apps/x/records/firm';
const CREATE = 'POST /apps/x/records/deal';
const PUMP = ways('d1');
const branch = { id: BRANCH, version: 1, name: 'Acme East', parent: ACME };
const NEW = 'New firm “Acme East”';
const OPENED = { [PUMP.read]: branchless, [PUMP.story]: { entries: [] }, [`GET /apps/x/records/firm/${BRANCH}`]: branch };
/** A draft of a deal that belongs to a firm already. */
const begun = (values: object = { name: 'Valve', firm: ACME }) =>
  sessionStorage.setItem('pipewright.draft.p1.x.deal', JSON.stringify({ values, names: { firm: 'Acme' } }));
afterEach(() => sessionStorage.clear());

describe('a record that is made where it would be chosen', () => {
  it('has the name that was typed and belongs to what is chosen beside it; it is chosen then, and the form is as it was', async () => {
    begun();
    const { person, server, make, there, inDialog } = await openMaking('/a/x/deal/new', {
      [MAKE]: branch,
      [CREATE]: branchless,
      ...OPENED,
    });
    await person.type(await there('new_amount'), '5');
    await make('new_partner', 'Acme East', NEW);
    const name = await there('make_name');
    expect(name.value).toBe('Acme East');
    await waitFor(() => expect(inDialog().textContent).toContain('Acme'));
    expect((await there('make_parent')).disabled).toBe(true);
    await person.type(await there('make_more6'), 'needed');
    await person.click(within(inDialog()).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.writes()).toEqual([[MAKE, { values: { name: 'Acme East', parent: ACME, more6: 'needed' } }]]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.body.textContent).toContain('Acme East'));
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.writes()).toHaveLength(2));
    expect(server.writes()[1]).toEqual([CREATE, { values: { name: 'Valve', firm: ACME, amount: '5', partner: BRANCH } }]);
  });

  it('begins with the defaults of what it asks, and leaves all others to the server; they are nothing to lose', async () => {
    begun();
    const defaults = { size: 'small', more6: 'usual', more5: 'unasked' };
    const app = Object.entries(defaults).reduce((sum, [key, value]) => updateField(sum, 'firm', key, { default: value }), branchApp());
    const { person, server, make, there, inDialog } = await openMaking('/a/x/deal/new', { [MAKE]: branch, ...OPENED }, { app });
    const button = (name: string) => within(inDialog()).getByRole('button', { name });
    await make('new_partner', 'Acme East', NEW);
    expect((await there('make_more6')).value).toBe('usual');
    await person.click(button('Cancel'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await make('new_partner', 'Acme East', NEW);
    await there('make_more6');
    await person.click(button('Save'));
    const values = { name: 'Acme East', parent: ACME, size: 'small', more6: 'usual' };
    await waitFor(() => expect(server.writes()).toEqual([[MAKE, { values }]]));
  });

  it('asks for the required fields and those the layout names first, and no others', async () => {
    begun();
    const { make, there } = await openMaking('/a/x/deal/new');
    await make('new_partner', '', 'New firm');
    await there('make_name');
    const asked = [...document.querySelectorAll('[id^=make_]:is(input)')].map(({ id }) => id.slice('make_'.length));
    expect(asked).toEqual(['name', 'size', 'parent', 'more0', 'more1', 'more2', 'more6']);
  });

  it('says what the server refuses at its field, also at one that was not asked for, and keeps what was typed', async () => {
    begun();
    const no = refuse(422, 'Too short for us.', { path: 'more5', code: 'constraint.failed' });
    const { person, make, there, inDialog } = await openMaking('/a/x/deal/new', { [MAKE]: no });
    await make('new_partner', 'Acme East', NEW);
    await person.type(await there('make_more6'), 'x{Enter}');
    expect(await screen.findByText('Too short for us.')).toBeTruthy();
    await there('make_more5');
    expect([(await there('make_name')).value, (await there('make_more6')).value]).toEqual(['Acme East', 'x']);
    expect(within(inDialog()).getByRole('link', { name: 'More 5' })).toBeTruthy();
  });

  it('is not lost without a question where something was typed', async () => {
    begun();
    const { person, make, there, inDialog, address } = await openMaking('/a/x/deal/new');
    await make('new_partner', 'Acme East', NEW);
    await person.type(await there('make_more6'), 'typed');
    const dialog = within(inDialog());
    const leave = () => person.click(dialog.getByRole('button', { name: 'Cancel' }));
    await leave();
    expect(await screen.findByText('What you typed is not saved.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect((await there('make_more6')).value).toBe('typed');
    await leave();
    await person.click((await screen.findAllByRole('button', { name: 'Discard' })).at(-1) as HTMLElement);
    await waitFor(() => expect(document.querySelector('#make_name')).toBeNull());
    expect([(await there('new_name')).value, address()]).toEqual(['Valve', '/a/x/deal/new']);
  });

  it('belongs to nothing where the choice is not narrowed', async () => {
    begun({ name: 'Valve' });
    const { make, there } = await openMaking('/a/x/deal/new');
    await make('new_partner', 'Lone', 'New firm “Lone”');
    expect((await there('make_parent')).disabled).toBe(false);
  });

  it('is begun by Enter, and not by who leaves by Tab', async () => {
    begun();
    const { person, offered, there, inDialog } = await openMaking('/a/x/deal/new');
    const press = async (key: string, keyCode: number) => {
      await offered('new_partner', '', 'New firm');
      fireEvent.keyDown(await there('new_partner'), { key, keyCode, which: keyCode });
    };
    await press('Enter', 13);
    expect((await there('make_name')).value).toBe('');
    await person.click(within(inDialog()).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await press('Tab', 9);
    await waitFor(async () => expect((await there('new_partner')).getAttribute('aria-expanded')).toBe('false'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is made by nobody who may not, or who may not say what it belongs to', async () => {
    for (const firm of [{ create: false }, { readonly: ['parent'] }]) {
      begun();
      const { person, there } = await openMaking('/a/x/deal/new', {}, { firm });
      await person.click(await there('new_partner'));
      expect(await screen.findByText('Nothing found')).toBeTruthy();
      expect(screen.queryByText(/New firm/)).toBeNull();
    }
  });

  it('is made from a value that is typed in where it stands, which is saved by it', async () => {
    const stored = { ...branchless, version: 5, partner: BRANCH, $names: { firm: 'Acme', partner: 'Acme East' } };
    const { person, server, make, there, inDialog } = await openMaking('/a/x/deal/d1', { ...OPENED, [MAKE]: branch, [PUMP.edit]: stored });
    await person.click(await screen.findByRole('button', { name: 'Edit Branch' }));
    await make('edit_partner', 'Acme East', NEW);
    await person.type(await there('make_more6'), 'x');
    await person.click(within(inDialog()).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.writes().at(-1)).toEqual([PUMP.edit, { version: 4, values: { partner: BRANCH } }]));
  });

  it('is offered in Chinese', async () => {
    begun();
    const { make, there, inDialog } = await openMaking('/a/x/deal/new', {}, { language: 'zh-CN' });
    await make('new_partner', '华东', '新建公司“华东”');
    expect((await there('make_name')).value).toBe('华东');
    expect(inDialog().textContent).toContain('新建公司');
  });
});
