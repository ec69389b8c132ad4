import { describe, expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone, ways } from '../../../test/dom/world.ts';

const PUMP = ways('d1');
const pump = deal('d1', 'Pump', { amount: '1000', due: '2026-04-01' });

async function edit(more: Answers = {}, options: Parameters<typeof visit>[2] = {}) {
  const answers = {
    [PUMP.read]: pump,
    [PUMP.story]: { entries: [] },
    [PUMP.edit]: { ...pump, version: 5 },
    'GET /apps/x/records/deal': page([]),
  };
  const visited = await visit('/a/x/deal/d1', { ...answers, ...more }, options);
  await visited.person.click(await screen.findByRole('button', { name: options.language === 'zh-CN' ? /编辑$/ : /Edit$/ }));
  const input = (name: string | RegExp) => screen.findByLabelText<HTMLInputElement>(name);
  const type = async (name: string | RegExp, text: string) => {
    const found = await input(name);
    await visited.person.clear(found);
    if (text) await visited.person.type(found, text);
  };
  const press = (name: string) => visited.person.click(screen.getByRole('button', { name }));
  return { ...visited, input, type, press };
}
const isOpen = () => screen.queryByRole('button', { name: 'Save' }) !== null;

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
    expect(screen.getByText('Pump', { selector: 'section span' })).toBeTruthy();
  });

  it('holds back who goes to another page', async () => {
    const { type, person, address } = await edit();
    await type(/^Name/, 'Pump 2');
    await person.click(screen.getByRole('menuitem', { name: /^profile Deals$|^Deals$/ }));
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

describe('a record that somebody else saved first', () => {
  const theirs = { ...pump, version: 7, name: 'Theirs', due: '2026-06-01' };
  const first = (changed: readonly string[]) => {
    let tries = 0;
    return () => {
      tries += 1;
      return tries === 1 ? refuse(409, 'It has changed.', { current: theirs, changed }) : { ...theirs, version: 8 };
    };
  };

  it('is put together field by field, and sent on the version of now', async () => {
    const { type, press, person, server } = await edit({ [PUMP.edit]: first(['name', 'due']) });
    await type(/^Name/, 'Mine');
    await type(/^Amount/, '77');
    await press('Save');
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getByText('This Deal has changed in the meantime')).toBeTruthy();
    await person.click(asked.getByRole('radio', { name: 'Theirs' }));
    await person.click(asked.getByRole('button', { name: 'Save merged' }));
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(server.writes().at(-1)).toEqual([PUMP.edit, { version: 7, values: { amount: '77' } }]);
  });

  it('keeps both changes where they do not meet', async () => {
    const { type, press, person, server } = await edit({ [PUMP.edit]: first(['due']) });
    await type(/^Name/, 'Mine');
    await press('Save');
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getByText('Others changed different fields. Both changes can be kept.')).toBeTruthy();
    await person.click(asked.getByRole('button', { name: 'Save merged' }));
    await screen.findByText('Saved');
    expect(server.writes().at(-1)).toEqual([PUMP.edit, { version: 7, values: { name: 'Mine' } }]);
  });

  it('can be gone back to, with everything that was typed', async () => {
    const { input, type, press, person } = await edit({ [PUMP.edit]: first(['name']) });
    await type(/^Name/, 'Mine');
    await press('Save');
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    expect((await input(/^Name/)).value).toBe('Mine');
  });
});

describe('a change that takes a record to another pipeline', () => {
  const asks = { pipeline: 'big', stage: 'tender' };
  const announce = () => {
    let tries = 0;
    return () => {
      tries += 1;
      return tries === 1 ? refuse(422, 'It moves to “Big”.', { code: 'pipeline.moves', asks }) : { ...pump, version: 5, pipeline: 'big' };
    };
  };
  const change = async (answers: Answers = {}) => {
    const edited = await edit({ [PUMP.edit]: announce(), ...answers });
    await edited.type(/^Amount/, '5000');
    await edited.press('Save');
    const asked = within(await screen.findByRole('dialog'));
    return { ...edited, asked, agree: (name: string) => edited.person.click(asked.getByRole('button', { name })) };
  };

  it('is announced, and saved once it is agreed to', async () => {
    const { asked, agree, server } = await change();
    expect(asked.getByText('This moves “Pump” to another pipeline')).toBeTruthy();
    expect(asked.getByText('It moves to “Big”.')).toBeTruthy();
    await agree('Move and save');
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(server.writes().at(-1)).toEqual([PUMP.edit, { version: 4, values: { amount: '5000' }, pipeline: 'big' }]);
  });

  it('may begin at the first stage instead', async () => {
    const { agree, server } = await change({ [PUMP.move]: { ...pump, version: 5 } });
    await agree('Start at the first stage');
    await screen.findByText('Saved');
    expect(server.writes().at(-1)).toEqual([PUMP.move, { version: 4, values: { amount: '5000' }, pipeline: 'big', stage: 'start' }]);
  });

  it('is not made by whoever goes back to editing', async () => {
    const { agree, input, server } = await change();
    await agree('Back to editing');
    expect((await input(/^Amount/)).value).toContain('5');
    expect(server.writes()).toHaveLength(1);
  });
});
