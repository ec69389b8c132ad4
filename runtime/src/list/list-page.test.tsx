import { describe, expect, it } from 'vitest';
import { rows, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { address, applies, button, dealsWithBigOnes, filterOf, LIST, last, more5, two } from '../../../test/dom/list-page.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { deal, page } from '../../../test/dom/world.ts';

describe('a list', () => {
  it('shows the columns of the first view, its records, and that these are all', async () => {
    const visited = await visit('/a/x/deal', two);
    expect(await screen.findByText('2 records, all shown')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Deals' })).toBeTruthy();
    expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['', 'Name', 'Amount']);
    expect(rows()).toEqual([
      ['', 'Pump', '¥1,200.50'],
      ['', 'Valve', '¥70'],
    ]);
    expect(visited.server.questions(LIST)).toEqual([{ fields: 'name,amount,status,pipeline,applies', limit: '50' }]);
  });

  it('speaks Chinese', async () => {
    await visit('/a/x/deal', two, { language: 'zh-CN' });
    expect(await screen.findByText('共 2 条，已全部显示')).toBeTruthy();
    expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['', '名称', '金额']);
    for (const name of ['新建商机', '筛选', '列设置', '保存视图']) expect(await button(new RegExp(`${name}$`))).toBeTruthy();
    expect(screen.getByRole('tab', { name: /回收站$/ })).toBeTruthy();
  });

  it('is cards on a phone, with the title and the columns of the view', async () => {
    await visit('/a/x/deal', two, { width: 360 });
    const card = (await screen.findByText('Pump')).closest('li');
    expect(card?.textContent).toBe('PumpAmount¥1,200.50');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('asks page after page, and says when there are no more', async () => {
    const visited = await visit('/a/x/deal', {
      'GET /apps/x/records/deal': ({ query }) => (query.after ? page([deal('d2', 'Valve')]) : page([deal('d1', 'Pump')], 'after d1')),
    });
    expect(await screen.findByText('Pump')).toBeTruthy();
    expect(screen.queryByText(/all shown/)).toBeNull();
    await visited.person.click(await button('Show more'));
    expect(await screen.findByText('2 records, all shown')).toBeTruthy();
    expect(rows().map(([, name]) => name)).toEqual(['Pump', 'Valve']);
    expect(visited.server.questions(LIST).map(({ after }) => after)).toEqual([undefined, 'after d1']);
  });

  it('opens a record beside it, at an address of its own', async () => {
    const visited = await visit('/a/x/deal', {
      ...two,
      'GET /apps/x/records/deal/d2': deal('d2', 'Valve'),
      'GET /apps/x/records/deal/d2/line': { entries: [] },
    });
    await visited.person.click(await screen.findByText('Valve'));
    const panel = within(await screen.findByRole('dialog'));
    expect(await panel.findByText('Time line')).toBeTruthy();
    expect(visited.address()).toBe('/a/x/deal?record=d2');
    expect(panel.getByRole('link', { name: /Full page/ }).getAttribute('href')).toBe('/a/x/deal/d2');
    await visited.person.click(panel.getByRole('button', { name: 'Close' }));
    expect(visited.address()).toBe('/a/x/deal');
  });

  it('is nothing where the address names what this person does not know', async () => {
    await visit('/a/x/secrets');
    expect(await screen.findByText('There is nothing at this address.')).toBeTruthy();
  });
});

describe('the views of a list', () => {
  it('are tabs, each with its columns, filter and order', async () => {
    const visited = await visit('/a/x/deal', { ...dealsWithBigOnes(), ...two });
    expect((await screen.findAllByRole('tab')).map((each) => each.textContent)).toEqual(['All', 'Big ones', 'Recycle bin']);
    await visited.person.click(screen.getByRole('tab', { name: 'Big ones' }));
    expect(visited.address()).toBe('/a/x/deal?view=big');
    await screen.findByRole('columnheader', { name: 'Due' });
    expect(filterOf(visited)).toEqual(more5);
    expect(last(visited)).toMatchObject({ sort: '-due', fields: 'name,due,status,pipeline,applies' });
  });

  it('are narrowed further by a filter in the address, which does not become part of the view', async () => {
    const visited = await visit(address({ view: 'big', filter: { and: [applies] } }), { ...dealsWithBigOnes(), ...two });
    await screen.findByText('Pump');
    expect(filterOf(visited)).toEqual({ and: [more5, { and: [applies] }] });
  });

  it('may be of one’s own, asked for once it is known which', async () => {
    const own = { key: 'own', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'], sort: 'name' };
    const visited = await visit('/a/x/deal?view=v7', {
      ...two,
      'GET /apps/x/views': {
        views: [
          { id: 'v7', entity: 'deal', view: own, mine: true },
          { id: 'v8', entity: 'firm', view: own, mine: true },
        ],
      },
    });
    await screen.findByText('Pump');
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual(['All', 'Mine', 'Recycle bin']);
    expect(visited.server.questions(LIST)).toEqual([expect.objectContaining({ sort: 'name', fields: 'name,status,pipeline,applies' })]);
  });

  it('of one’s own can be removed, after a question', async () => {
    const own = { key: 'own', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] };
    const visited = await visit('/a/x/deal?view=v7', {
      ...two,
      'GET /apps/x/views': { views: [{ id: 'v7', entity: 'deal', view: own, mine: true }] },
      'DELETE /apps/x/views/v7': {},
    });
    await visited.person.click(await button('Arrange views'));
    const dialog = within(await screen.findByRole('dialog'));
    await visited.person.click(dialog.getByRole('button', { name: 'Remove “Mine”' }));
    visited.server.answer({ 'GET /apps/x/views': { views: [] } });
    await visited.person.click(await button('Delete'));
    await waitFor(() => expect(screen.queryByRole('tab', { name: 'Mine' })).toBeNull());
    expect(visited.server.writes()).toEqual([['DELETE /apps/x/views/v7', undefined]]);
    expect(visited.address()).toBe('/a/x/deal');
  });
});
