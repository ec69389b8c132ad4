import type { Grant, Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { choose, screen, within } from '../../../test/dom/draw.tsx';
import { RoleMatrix } from './role-matrix.tsx';

async function matrix(language: 'en' | 'zh-CN' = 'en') {
  const drawn = await design((draft) => <RoleMatrix draft={draft} />, { first: firstDraft(exampleApp(), ['roles.guest']), language });
  const role = (key = 'sales') => drawn.draft().app.roles.find((each) => each.key === key) as Role;
  return { ...drawn, role, grant: (entity = 'deal') => role().grants[entity] as Grant };
}

describe('the matrix of roles', () => {
  it('begins with a role that is not of administrators, one row for each entity', async () => {
    await matrix();
    expect(screen.getByRole('combobox', { name: 'Deal View' }).closest('.ant-select')?.textContent).toBe('Own');
    expect(screen.getByRole('combobox', { name: 'Firm View' }).closest('.ant-select')?.textContent).toBe('None');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Deal Create' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Firm Create' }).checked).toBe(false);
  });

  it('changes a scope and nothing besides it', async () => {
    const { person, grant } = await matrix();
    const before = grant();
    await choose(person, screen.getByRole('combobox', { name: 'Deal Edit' }), 'All');
    expect(grant()).toEqual({ ...before, update: 'all' });
  });

  it('has a condition of its own built, which is read in words and can be changed', async () => {
    const { person, grant } = await matrix();
    await choose(person, screen.getByRole('combobox', { name: 'Deal Edit' }), 'By condition');
    const drawer = within(await screen.findByRole('dialog'));
    expect(drawer.getByText('Deal – Edit: by condition')).toBeTruthy();
    expect(drawer.getByRole<HTMLButtonElement>('button', { name: 'Apply' }).disabled).toBe(true);
    await person.click(await drawer.findByRole('button', { name: /Add condition/ }));
    await person.click(drawer.getByRole('combobox', { name: 'Field' }));
    // What a record refers to stands under no query.
    expect([...document.querySelectorAll('.ant-select-item-option')].map((each) => each.textContent).join()).not.toContain('›');
    await choose(person, drawer.getByRole('combobox', { name: 'Field' }), 'Amount');
    await person.type(drawer.getByRole('textbox', { name: 'Value' }), '50');
    expect(grant().update).toBe('own');
    await person.click(drawer.getByRole('button', { name: 'Apply' }));
    expect(grant().update).toEqual({ rule: { '>=': [{ var: 'amount' }, '50'] } });
    expect(screen.getByText('Amount at least ¥50')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Edit the condition: Deal – Edit' })).toBeTruthy();
    await choose(person, screen.getByRole('combobox', { name: 'Deal Edit' }), 'None');
    expect(grant().update).toBe('none');
  });

  it('gives rights on an entity that the role did not know, with everything else shut', async () => {
    const { person, grant } = await matrix();
    await choose(person, screen.getByRole('combobox', { name: 'Firm View' }), 'All');
    expect(grant('firm')).toEqual({ read: 'all', create: false, update: 'none', delete: 'none', hidden: [], readonly: [] });
  });

  it('gives and takes single rights', async () => {
    const { person, grant } = await matrix();
    await person.click(screen.getByRole('checkbox', { name: 'Deal Create' }));
    await person.click(screen.getByRole('checkbox', { name: 'Deal Import history' }));
    expect([grant().create, grant().baseline]).toEqual([false, true]);
    const statuses = within(screen.getByRole('group', { name: 'Deal Statuses and exceptions' }));
    await person.click(statuses.getByRole('checkbox', { name: 'Pause' }));
    await person.click(statuses.getByRole('checkbox', { name: 'Reopen' }));
    expect(grant().may).toEqual(expect.arrayContaining(['pause', 'reopen']));
    await person.click(statuses.getByRole('checkbox', { name: 'Pause' }));
    expect(grant().may).toEqual(['reopen']);
    expect(screen.queryByRole('group', { name: 'Firm Statuses and exceptions' })).toBeNull();
  });

  it('opens to the rights on single fields', async () => {
    const { person, grant } = await matrix();
    await person.click(screen.getByRole('button', { name: 'Field rights of Deal' }));
    const rights = (field: string) => within(screen.getByText(field, { selector: 'span[id]' }).parentElement as HTMLElement);
    const chosen = (field: string) =>
      rights(field)
        .getAllByRole<HTMLInputElement>('radio')
        .findIndex((each) => each.checked);
    expect([chosen('Cost'), chosen('Amount')]).toEqual([0, 2]);
    await person.click(rights('Amount').getByText('View'));
    expect([grant().hidden, grant().readonly]).toEqual([['cost'], ['amount']]);
    await person.click(rights('Amount').getByText('Hidden'));
    expect([grant().hidden.toSorted(), grant().readonly]).toEqual([['amount', 'cost'], []]);
    await person.click(rights('Cost').getByText('Edit'));
    expect(grant().hidden).toEqual(['amount']);
  });

  it('says of administrators that they may do everything, and offers nothing to change', async () => {
    const { person } = await matrix();
    await person.click(screen.getByRole('tab', { name: 'Admin' }));
    expect(screen.getByText('Administrators view and edit everything, and publish.')).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('adds a role without any right, under a key that nobody has or had', async () => {
    const { person, role, undo, draft } = await matrix();
    await person.click(screen.getByRole('button', { name: /Add role/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await person.type(dialog.getByLabelText('Name'), 'Guest');
    expect(dialog.getByLabelText<HTMLInputElement>('Key').value).toBe('guest_2');
    await person.click(dialog.getByRole('button', { name: 'Add' }));
    expect(role('guest_2')).toMatchObject({ name: { en: 'Guest' } });
    expect(role('guest_2').admin).toBeFalsy();
    for (const grant of Object.values(role('guest_2').grants)) expect([grant.read, grant.create]).toEqual(['none', false]);
    await undo();
    expect(draft().app.roles.map(({ key }) => key)).toEqual(['admin', 'sales']);
  });

  it('speaks Chinese', async () => {
    await matrix('zh-CN');
    const words = document.body.textContent ?? '';
    expect(words).toContain('商机');
    expect(words).not.toMatch(/Create|Statuses|Add role|scope\.|design\./);
  });
});
