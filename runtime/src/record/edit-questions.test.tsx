import { describe, expect, it } from 'vitest';
import { screen, within } from '../../../test/dom/draw.tsx';
import { edit, PUMP, pump } from '../../../test/dom/edit-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

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
    expect(asked.getByText('This deal has changed in the meantime')).toBeTruthy();
    await person.click(asked.getByRole('radio', { name: 'Theirs' }));
    await person.click(asked.getByRole('button', { name: 'Save merged' }));
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(server.writes().at(-1)).toEqual([PUMP.edit, { version: 7, values: { amount: '77' } }]);
  });

  it.each([
    ['changed other fields', ['due']],
    ['changed nothing but who may see it', []],
    ['came to the same value', ['name']],
  ])('is saved without a question where the others %s', async (_, changed) => {
    const { type, press, server } = await edit({ [PUMP.edit]: first(changed) });
    await type(/^Name/, 'Theirs');
    await press('Save');
    await screen.findByText('Saved');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(server.writes()).toEqual([4, 7].map((version) => [PUMP.edit, { version, values: { name: 'Theirs' } }]));
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
