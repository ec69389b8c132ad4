import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

const narrowed = '/a/x/deal?columns=name,due&sort=-due';
const view = { key: 'own', name: { en: 'Due soon', 'zh-CN': 'Due soon' }, columns: ['name', 'due'], sort: '-due' };

async function open(answers: Answers = {}) {
  const visited = await visit(narrowed, { 'GET /apps/x/records/deal': page([deal('d1', 'Pump')]), ...answers });
  await visited.person.click(await screen.findByRole('button', { name: /Save view$/ }));
  const dialog = within(await screen.findByRole('dialog'));
  const save = async (name: string) => {
    if (name) await visited.person.type(dialog.getByLabelText('Name of the view'), name);
    await visited.person.click(dialog.getByRole('button', { name: 'Save' }));
  };
  return { ...visited, dialog, save };
}

describe('a list that is kept as a view of one’s own', () => {
  it('is sent as it is on screen, and is the view on screen from then on', async () => {
    const { save, server, address } = await open({
      'POST /apps/x/views': () => {
        server.answer({ 'GET /apps/x/views': { views: [{ id: 'v9', entity: 'deal', view, mine: true }] } });
        return { id: 'v9' };
      },
    });
    await save('Due soon');
    expect(await screen.findByRole('tab', { name: 'Due soon' })).toBeTruthy();
    expect(server.writes()).toEqual([['POST /apps/x/views', { entity: 'deal', view }]]);
    expect(address()).toBe('/a/x/deal?view=v9');
  });

  it('may replace the view on screen, where that is one’s own', async () => {
    const mine = { ...view, name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] };
    const visited = await visit('/a/x/deal?view=v9&columns=name,due&sort=-due', {
      'GET /apps/x/records/deal': page([deal('d1', 'Pump')]),
      'GET /apps/x/views': { views: [{ id: 'v9', entity: 'deal', view: mine, mine: true, audience: { role: 'seller' } }] },
      'PUT /apps/x/views/v9': {},
    });
    await visited.person.click(await screen.findByRole('button', { name: /Save view$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    // Who shows it to others is an administrator.
    expect(dialog.queryByLabelText('Who sees it')).toBeNull();
    await visited.person.click(dialog.getByRole('button', { name: 'Update “Mine”' }));
    await waitFor(() => expect(visited.address()).toBe('/a/x/deal?view=v9'));
    const sent = { view: { ...mine, columns: ['name', 'due'], sort: '-due' }, audience: { role: 'seller' } };
    expect(visited.server.writes()).toEqual([['PUT /apps/x/views/v9', sent]]);
  });

  it('may be shown to a role or to everybody by an administrator', async () => {
    const { dialog, save, server, person } = await open({
      ...around(appOf(someone({}, { admin: true }))),
      'POST /apps/x/views': { id: 'v9' },
    });
    await choose(person, dialog.getByRole('combobox', { name: 'Who sees it' }), 'Everybody');
    await save('Due soon');
    await waitFor(() => expect(server.writes()).toEqual([['POST /apps/x/views', { entity: 'deal', view, audience: {} }]]));
  });

  it('needs a name', async () => {
    const { dialog, save, server } = await open();
    await save('');
    expect(await dialog.findByText('Please fill this in.')).toBeTruthy();
    expect(server.writes()).toEqual([]);
  });

  it('says why it was not kept, and stays open', async () => {
    const { dialog, save } = await open({ 'POST /apps/x/views': refuse(422, 'You have 100 views already.') });
    await save('One more');
    expect((await dialog.findByRole('alert')).textContent).toContain('You have 100 views already.');
    expect(dialog.getByLabelText<HTMLInputElement>('Name of the view').value).toBe('One more');
  });
});
