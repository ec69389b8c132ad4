import { describe, expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { edit, isOpen, PUMP, pump } from '../../../test/dom/edit-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, someone } from '../../../test/dom/world.ts';

describe('a record under edit', () => {
  it('begins with its values, and sends only what was changed, on the version it had', async () => {
    const { input, type, press, server } = await edit();
    expect((await input(/^Name/)).value).toBe('Pump');
    await type(/^Name/, 'Pump 2');
    await press('Save');
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(server.writes()).toEqual([[PUMP.edit, { version: 4, values: { name: 'Pump 2' } }]]);
    expect(isOpen()).toBe(false);
  });

  it('sends nothing where nothing was changed', async () => {
    const { input, press, server } = await edit();
    await input(/^Name/);
    await press('Save');
    await waitFor(() => expect(isOpen()).toBe(false));
    expect(server.writes()).toEqual([]);
  });

  it('empties a value', async () => {
    const { type, press, server } = await edit({ [PUMP.read]: { ...pump, cost: '30' } });
    await type(/^Cost/, '');
    await press('Save');
    await screen.findByText('Saved');
    expect(server.writes()).toEqual([[PUMP.edit, { version: 4, values: { cost: null } }]]);
  });

  it('can be begun at one value', async () => {
    const { person } = await visit('/a/x/deal/d1', { [PUMP.read]: pump, [PUMP.story]: { entries: [] } });
    await person.click(await screen.findByRole('button', { name: 'Edit Amount' }));
    await waitFor(() => expect(document.activeElement?.id).toBe('edit_amount'));
  });

  it('leaves alone what this person may not change', async () => {
    const { input } = await edit(around(appOf(someone({ readonly: ['amount'] }))));
    expect((await input(/^Amount/)).disabled).toBe(true);
    expect((await input(/^Name/)).disabled).toBe(false);
  });

  it('says at each field what is wrong with it, and keeps what was typed', async () => {
    const fault = refuse(422, 'There is a deal of this name.', { path: 'name', code: 'unique' });
    const { input, type, press } = await edit({ [PUMP.edit]: fault });
    await type(/^Name/, 'Valve');
    await press('Save');
    expect((await screen.findAllByText('There is a deal of this name.')).length).toBeGreaterThan(0);
    expect((await input(/^Name/)).value).toBe('Valve');
    expect((await input(/^Name/)).getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps what was typed where the server cannot be reached', async () => {
    const { input, type, press } = await edit({ [PUMP.edit]: refuse(500, 'The server failed.') });
    await type(/^Name/, 'Valve');
    await press('Save');
    expect((await screen.findAllByText('The server failed.')).length).toBeGreaterThan(0);
    expect((await input(/^Name/)).value).toBe('Valve');
  });

  it('speaks Chinese', async () => {
    const { input } = await edit({}, { language: 'zh-CN' });
    expect((await input(/^名称/)).value).toBe('Pump');
    for (const name of ['保存', '取消']) expect(screen.getByRole('button', { name })).toBeTruthy();
  });
});

describe('what was typed and not saved', () => {
  const dialog = async () => within(await screen.findByRole('dialog'));

  it('is thrown away only after a question', async () => {
    const { input, type, press, person } = await edit();
    await type(/^Name/, 'Pump 2');
    await press('Cancel');
    const asked = await dialog();
    expect(asked.getByText('What you typed is not saved.')).toBeTruthy();
    await person.click(asked.getByRole('button', { name: 'Keep editing' }));
    expect((await input(/^Name/)).value).toBe('Pump 2');
    await press('Cancel');
    await person.click((await screen.findAllByRole('button', { name: 'Discard' })).at(-1) as HTMLElement);
    await waitFor(() => expect(isOpen()).toBe(false));
    expect(screen.getByText('Pump', { selector: '[data-field] span' })).toBeTruthy();
  });

  it('holds back who goes to another page', async () => {
    const { type, person, address } = await edit();
    await type(/^Name/, 'Pump 2');
    await person.click(screen.getByRole('menuitem', { name: /(^| )Deals$/ }));
    const asked = await dialog();
    expect(address()).toBe('/a/x/deal/d1');
    await person.click(asked.getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(address()).toBe('/a/x/deal'));
  });

  it('is nothing where nothing was typed', async () => {
    const { input, press } = await edit();
    await input(/^Name/);
    await press('Cancel');
    await waitFor(() => expect(isOpen()).toBe(false));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
