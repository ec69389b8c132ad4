import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { button, two } from '../../../test/dom/list-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, someone } from '../../../test/dom/world.ts';

const view = (name: string) => ({ key: 'own', name: { en: name, 'zh-CN': name }, columns: ['name'] });
const kept = [
  { id: 'v1', entity: 'deal', view: view('Mine'), mine: true },
  { id: 'v2', entity: 'deal', view: view('Ours'), mine: true, audience: {} },
  { id: 'v3', entity: 'deal', view: view('Theirs'), mine: false, audience: { role: 'seller' } },
];
const answers: Answers = { ...two, 'GET /apps/x/views': { views: kept }, 'PUT /apps/x/views': {}, 'PUT /apps/x/views/v1': {} };

async function open(more: Answers = {}) {
  const visited = await visit('/a/x/deal', { ...answers, ...more });
  await visited.person.click(await button('Arrange views'));
  return { ...visited, dialog: within(await screen.findByRole('dialog')) };
}

describe('the views that are kept beside an app', () => {
  it('are renamed and put in order by whoever may change them', async () => {
    const { dialog, person, server } = await open();
    expect(dialog.getAllByRole('textbox').map((each) => (each as HTMLInputElement).value)).toEqual(['Mine', 'Ours']);
    expect(dialog.queryByRole('combobox')).toBeNull();
    const name = dialog.getByLabelText('Name of “Mine”');
    await person.clear(name);
    await person.type(name, 'My deals{Enter}');
    await person.click(dialog.getByRole('button', { name: 'Move “Mine” down' }));
    await waitFor(() => expect(server.writes()).toHaveLength(2));
    expect(server.writes()).toEqual([
      ['PUT /apps/x/views/v1', { view: { ...view('Mine'), name: { en: 'My deals', 'zh-CN': 'Mine' } } }],
      ['PUT /apps/x/views', { ids: ['v2', 'v1'] }],
    ]);
  });

  it('are shown to others by administrators', async () => {
    const { dialog, person, server } = await open({ ...around(appOf(someone({}, { admin: true }))), ...answers });
    await choose(person, dialog.getByRole('combobox', { name: 'Who sees “Mine”' }), 'Everybody');
    await waitFor(() => expect(server.writes()).toEqual([['PUT /apps/x/views/v1', { view: view('Mine'), audience: {} }]]));
  });

  it('say why they stay as they are', async () => {
    const { dialog, person } = await open({ 'PUT /apps/x/views': refuse(403, 'Only an administrator of this app may do that.') });
    await person.click(dialog.getByRole('button', { name: 'Move “Ours” up' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('Only an administrator of this app may do that.');
  });
});
