import { describe, expect, it } from 'vitest';
import { screen, within } from '../../../test/dom/draw.tsx';
import { address, applies, button, dealsWithBigOnes, filterOf, LIST, last, more5, two } from '../../../test/dom/list-page.tsx';
import { visit } from '../../../test/dom/visit.tsx';

describe('the tools of a list', () => {
  it('lie on a sheet on a phone, so that little stands above the records', async () => {
    const { person, address: at } = await visit('/a/x/deal?columns=name,due', two, { width: 360 });
    await screen.findByText('Pump');
    expect(screen.queryByRole('button', { name: /Save view$/ })).toBeNull();
    await person.click(await button('More tools'));
    const sheet = within(await screen.findByRole('dialog'));
    for (const name of [/Group$/, /Columns$/, /Save view$/, /Export$/]) expect(sheet.getByRole('button', { name })).toBeTruthy();
    expect(sheet.getByText('Another pipeline applies')).toBeTruthy();
    await person.click(sheet.getByRole('button', { name: /Save view$/ }));
    expect(await screen.findByLabelText('Name of the view')).toBeTruthy();
    await person.click(await button('Filter'));
    expect(at()).toBe('/a/x/deal?columns=name,due');
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
    const heading = async () => within(await screen.findByRole('columnheader', { name: /Amount/ })).getByRole('button', { name: 'Amount' });
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
    await visited.person.click(screen.getByRole('tab', { name: /Recycle bin$/ }));
    expect(last(visited)).toMatchObject({ deleted: 'true' });
    expect(last(visited)).not.toHaveProperty('filter');
    expect(screen.queryByLabelText('Select Pump')).toBeNull();
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Recycle bin');
    await visited.person.click(screen.getByRole('tab', { name: 'All' }));
    expect(visited.address()).not.toContain('deleted');
    expect(await screen.findByLabelText('Select Pump')).toBeTruthy();
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

describe('the same records', () => {
  it('are a board by one press and a list by another, with the view, the filter and the search', async () => {
    const visited = await visit(address({ view: 'big', filter: applies, q: 'pump' }), {
      ...dealsWithBigOnes(),
      ...two,
      'GET /apps/x/board/deal': { columns: [] },
    });
    await screen.findByText('Pump');
    await visited.person.click(screen.getByText('Board'));
    expect(await screen.findByText('View: Big ones')).toBeTruthy();
    const [asked] = visited.server.questions('/apps/x/board/deal');
    expect([JSON.parse(asked?.filter ?? ''), asked?.search]).toEqual([{ and: [more5, applies] }, 'pump']);
    await visited.person.click(screen.getByText('List'));
    await screen.findByText('Pump');
    expect(filterOf(visited)).toEqual({ and: [more5, applies] });
    expect(last(visited)?.search).toBe('pump');
  });
});
