import { describe, expect, it } from 'vitest';
import { rows, screen, within } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { type Visit, visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, dealsApp, page, someone } from '../../../test/dom/world.ts';

const LIST = '/apps/x/records/deal';
const two = { 'GET /apps/x/records/deal': page([deal('d1', 'Pump', { amount: '1200.5' }), deal('d2', 'Valve', { amount: '70' })]) };
const none = { 'GET /apps/x/records/deal': page([]) };
const more5 = { '>=': [{ var: 'amount' }, '5'] };
const applies = { '!=': [{ var: 'applies' }, null] };
/** The address of the list, as the app writes it: a rule is a text, which must not be read as anything else. */
const address = ({ filter, ...search }: { filter?: object; view?: string; sort?: string; q?: string }) =>
  `/a/x/deal?${new URLSearchParams({ ...search, ...(filter ? { filter: JSON.stringify(JSON.stringify(filter)) } : {}) })}`;
const last = ({ server }: Visit) => server.questions(LIST).at(-1);
const filterOf = (visited: Visit) => JSON.parse(last(visited)?.filter ?? 'null');
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

/** Deals with a second view, which has a filter and an order of its own. */
function dealsWithBigOnes() {
  const app = dealsApp();
  app.entities[0]?.views.push({
    key: 'big',
    name: { en: 'Big ones', 'zh-CN': '大单' },
    columns: ['name', 'due'],
    filter: more5,
    sort: '-due',
  });
  return around(appOf(someone(), app));
}

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
    for (const name of ['新建商机', '筛选', '列', '保存视图']) expect(await button(new RegExp(`${name}$`))).toBeTruthy();
    expect(screen.getByLabelText('回收站')).toBeTruthy();
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
      'GET /apps/x/records/deal/d2/history': { entries: [] },
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
    expect((await screen.findAllByRole('tab')).map((each) => each.textContent)).toEqual(['All', 'Big ones']);
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
          { id: 'v7', entity: 'deal', view: own },
          { id: 'v8', entity: 'firm', view: own },
        ],
      },
    });
    await screen.findByText('Pump');
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual(['All', 'Mine']);
    expect(visited.server.questions(LIST)).toEqual([expect.objectContaining({ sort: 'name', fields: 'name,status,pipeline,applies' })]);
  });

  it('of one’s own can be removed, after a question', async () => {
    const own = { key: 'own', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] };
    const visited = await visit('/a/x/deal?view=v7', {
      ...two,
      'GET /apps/x/views': { views: [{ id: 'v7', entity: 'deal', view: own }] },
      'DELETE /apps/x/views/v7': {},
    });
    await visited.person.click(await button('Remove this view'));
    visited.server.answer({ 'GET /apps/x/views': { views: [] } });
    await visited.person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('View removed')).toBeTruthy();
    expect(visited.server.writes()).toEqual([['DELETE /apps/x/views/v7', undefined]]);
    expect(visited.address()).toBe('/a/x/deal');
    expect(screen.queryByRole('tab', { name: 'Mine' })).toBeNull();
  });
});

describe('what a list is narrowed by', () => {
  it('is a search, which stands in the address and can be taken back', async () => {
    const visited = await visit('/a/x/deal', two);
    await screen.findByText('Pump');
    const search = screen.getByRole('searchbox', { name: 'Search' });
    await visited.person.type(search, 'pum{Enter}');
    expect([visited.address(), last(visited)?.search]).toEqual(['/a/x/deal?q=pum', 'pum']);
    await visited.person.clear(search);
    await visited.person.type(search, '{Enter}');
    expect(visited.address()).toBe('/a/x/deal');
  });

  it('is an order, by a heading: upwards, downwards, none', async () => {
    const visited = await visit('/a/x/deal', two);
    const heading = async () => within(await screen.findByRole('columnheader', { name: 'Amount' })).getByRole('button');
    for (const sort of ['amount', '-amount', undefined]) {
      await visited.person.click(await heading());
      expect(visited.address()).toBe(sort ? `/a/x/deal?sort=${sort}` : '/a/x/deal');
    }
    expect(visited.server.questions(LIST).map(({ sort }) => sort)).toEqual([undefined, 'amount', '-amount']);
  });

  it('is a filter, line by line in words, each of which can be taken away', async () => {
    const rule = { and: [more5, { '==': [{ var: 'reason' }, 'price'] }] };
    const visited = await visit(address({ filter: rule }), two);
    expect(await screen.findByText('Amount at least ¥5')).toBeTruthy();
    expect(screen.getByText('Reason is Price')).toBeTruthy();
    await visited.person.click(screen.getAllByRole('button', { name: 'Remove condition' })[0] as HTMLElement);
    expect(filterOf(visited)).toEqual({ and: [{ '==': [{ var: 'reason' }, 'price'] }] });
  });

  it('is whether another pipeline applies, by one press', async () => {
    const visited = await visit('/a/x/deal', two);
    await visited.person.click(await screen.findByText('Another pipeline applies'));
    expect(filterOf(visited)).toEqual({ and: [applies] });
    await visited.person.click(screen.getAllByText('Another pipeline applies')[0] as HTMLElement);
    expect(visited.address()).toBe('/a/x/deal');
  });

  it('is the recycle bin, in which no filter holds and nothing is selected', async () => {
    const visited = await visit(address({ filter: { and: [more5] } }), two);
    await screen.findByText('Pump');
    expect(screen.getByLabelText('Select Pump')).toBeTruthy();
    await visited.person.click(screen.getByLabelText('Deleted'));
    expect(last(visited)).toMatchObject({ deleted: 'true' });
    expect(last(visited)).not.toHaveProperty('filter');
    expect(screen.queryByLabelText('Select Pump')).toBeNull();
  });

  it('may be other columns, in the order they were chosen', async () => {
    const visited = await visit('/a/x/deal', two);
    await visited.person.click(await button(/Columns$/));
    const column = (name: string) => screen.findByRole('checkbox', { name });
    await visited.person.click(await column('Due'));
    await visited.person.click(await column('Amount'));
    expect(visited.address()).toBe('/a/x/deal?columns=name,due');
    expect((await screen.findAllByRole('columnheader')).map((each) => each.textContent)).toEqual(['', 'Name', 'Due']);
  });

  it('is ignored where the address holds no rule', async () => {
    const visited = await visit('/a/x/deal?filter={"and":', two);
    await screen.findByText('Pump');
    expect(last(visited)).not.toHaveProperty('filter');
  });
});

describe('a list without records', () => {
  it('leads to the first one', async () => {
    const visited = await visit('/a/x/deal', none);
    expect(await screen.findByText('There are no Deals yet.')).toBeTruthy();
    await visited.person.click(await button('Make the first one'));
    expect(visited.address()).toBe('/a/x/deal/new');
  });

  it('offers none to whoever may not make one', async () => {
    await visit('/a/x/deal', { ...around(appOf(someone({ create: false }))), ...none });
    expect(await screen.findByText('There are no Deals yet.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make the first one' })).toBeNull();
    expect(screen.queryByRole('button', { name: /New Deal/ })).toBeNull();
  });

  it('says that nothing matches where it is narrowed', async () => {
    for (const search of [{ q: 'zzz' }, { filter: more5 }]) {
      await visit(address(search), none);
      expect(await screen.findByText('Nothing matches. Take a condition away or search for something else.')).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Make the first one' })).toBeNull();
    }
  });

  it('says why it cannot be shown, and begins anew', async () => {
    const visited = await visit(address({ sort: 'nothing', view: 'all' }), {
      'GET /apps/x/records/deal': ({ query }) =>
        query.sort ? refuse(422, 'There is no field “nothing”.') : two['GET /apps/x/records/deal'],
    });
    expect(await screen.findByText('There is no field “nothing”.')).toBeTruthy();
    await visited.person.click(await button('Reset the list'));
    expect(await screen.findByText('Pump')).toBeTruthy();
    expect(visited.address()).toBe('/a/x/deal?view=all');
  });
});
