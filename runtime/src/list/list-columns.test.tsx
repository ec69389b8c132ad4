import { beforeEach, describe, expect, it } from 'vitest';
import { fireEvent, menuItem, menuItems, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { LIST, last, two } from '../../../test/dom/list-page.tsx';
import { visit } from '../../../test/dom/visit.tsx';

beforeEach(() => localStorage.clear());
const heads = () => [...document.querySelectorAll('th[data-column]')].map((each) => each.getAttribute('data-column'));
const menu = (name: string) => screen.findByRole('button', { name: `Column “${name}”` });
const col = (name: string) => document.querySelector<HTMLElement>(`col[data-column="${name}"]`)?.style.width;
const wide = '/a/x/deal?columns=name,amount,due';

describe('the columns of a list', () => {
  it('are carried to another place, and stay there the next time', async () => {
    const visited = await visit(wide, two);
    await screen.findByText('Pump');
    const data = { dataTransfer: { setData: () => undefined, effectAllowed: '' } };
    const head = (name: string) => document.querySelector(`th[data-column="${name}"]`) as Element;
    fireEvent.dragStart(head('due'), data);
    fireEvent.dragOver(head('amount'), data);
    fireEvent.drop(head('amount'), data);
    await waitFor(() => expect(heads()).toEqual(['name', 'due', 'amount']));
    expect(visited.address()).toBe('/a/x/deal?columns=name,due,amount');
    const again = await visit('/a/x/deal', two);
    await screen.findByText('Pump');
    expect(heads()).toEqual(['name', 'due', 'amount']);
    // The first question is the right one at once.
    expect(again.server.questions(LIST).map(({ fields }) => fields)).toEqual(['name,due,amount,status,pipeline,applies']);
  });

  it('are arranged by keys alone', async () => {
    const { person } = await visit(wide, two);
    await person.click(await menu('Due'));
    expect(menuItems()).toEqual([
      'Sort ascending',
      'Sort descending',
      'Group by this',
      'Move left',
      'Move right',
      'Wider',
      'Narrower',
      'Hide column',
    ]);
    await person.click(await menuItem('Move left'));
    await waitFor(() => expect(heads()).toEqual(['name', 'due', 'amount']));
    await person.click(await menu('Due'));
    await person.click(await menuItem('Wider'));
    await waitFor(() => expect(col('due')).toBe('160px'));
    await visit('/a/x/deal', two);
    await screen.findByText('Pump');
    expect([heads(), col('due')]).toEqual([['name', 'due', 'amount'], '160px']);
    await person.click(await menu('Due'));
    await person.click(await menuItem('Hide column'));
    await waitFor(() => expect(heads()).toEqual(['name', 'amount']));
  });

  it('go back to those of the view', async () => {
    const visited = await visit(wide, two);
    await visited.person.click(await screen.findByRole('button', { name: /Columns$/ }));
    await visited.person.click(await screen.findByRole('button', { name: 'Back to the columns of the view' }));
    await waitFor(() => expect(heads()).toEqual(['name', 'amount']));
    expect([visited.address(), Object.keys(localStorage).filter((each) => each.startsWith('pipewright.look'))]).toEqual(['/a/x/deal', []]);
  });

  it('are wider by drawing at an edge', async () => {
    await visit(wide, two);
    await screen.findByText('Pump');
    const edge = document.querySelector('th[data-column="amount"] .pw-edge') as Element;
    fireEvent.pointerDown(edge, { clientX: 100 });
    fireEvent.pointerMove(window, { clientX: 400 });
    fireEvent.pointerUp(window, { clientX: 400 });
    // Nothing has a width here but what is drawn: the rest is as narrow as may be.
    await waitFor(() => expect(col('amount')).toBe('300px'));
  });

  it('may stand close together, in every list from then on', async () => {
    const { person } = await visit('/a/x/deal', two);
    await person.click(await screen.findByRole('button', { name: /Columns$/ }));
    await person.click(await screen.findByRole('checkbox', { name: 'Dense rows' }));
    expect(document.querySelector('.pw-dense')).toBeTruthy();
    await visit('/a/x/firm', { 'GET /apps/x/records/firm': { records: [{ id: 'f', version: 1, name: 'Ruby' }], next: null } } as never);
    await screen.findByText('Ruby');
    expect(document.querySelector('.pw-dense')).toBeTruthy();
  });
});

describe('the figures under a list', () => {
  const figures = (columns: readonly unknown[]) => ({ columns: [], rows: [columns] }) as never;

  it('are of all its records, are asked for after the first of them, and are chosen by a press', async () => {
    const asked: unknown[] = [];
    const visited = await visit('/a/x/deal?q=pump', {
      ...two,
      'POST /apps/x/reports/run': ({ body }) => {
        asked.push(body);
        return figures([1234, '98765.5']);
      },
    });
    const foot = await screen.findByRole('button', { name: 'Amount: Sum ¥98,765.50' });
    expect(document.querySelector('tfoot')?.textContent).toBe('1234 recordsSum ¥98,765.50');
    const question = (fn: string) => ({
      report: {
        entity: 'deal',
        dimensions: [],
        measures: [
          { key: 'records', fn: 'count' },
          { key: 'm0', fn, field: 'amount' },
        ],
      },
      ids: true,
      search: 'pump',
    });
    expect(asked).toEqual([question('sum')]);
    const order = visited.server.asked.map(({ path }) => path);
    expect(order.indexOf('/apps/x/reports/run')).toBeGreaterThan(order.indexOf(LIST));
    await visited.person.click(foot);
    await visited.person.click(await menuItem('Average'));
    expect(await screen.findByRole('button', { name: 'Amount: Average ¥98,765.50' })).toBeTruthy();
    expect(asked.at(-1)).toEqual(question('avg'));
    await visited.person.click(screen.getByRole('button', { name: /Amount: Average/ }));
    await visited.person.click(await menuItem('None'));
    await waitFor(() => expect(document.querySelector('tfoot')?.textContent).toBe('1234 recordsTotal'));
    expect(last(visited)?.search).toBe('pump');
  });

  it('stand in a line on a phone, in Chinese too', async () => {
    await visit('/a/x/deal', { ...two, 'POST /apps/x/reports/run': figures([2, '7000']) }, { width: 360, language: 'zh-CN' });
    expect(await screen.findByText('共 2 条 · 金额的合计 ¥7,000')).toBeTruthy();
  });

  it('are not there in the recycle bin', async () => {
    const visited = await visit('/a/x/deal?deleted=true', two);
    await screen.findByText('Pump');
    expect(document.querySelector('tfoot')).toBeNull();
    expect(visited.server.asked.some(({ path }) => path.endsWith('/reports/run'))).toBe(false);
    expect(within(screen.getByRole('region', { name: 'Deals' })).getAllByRole('row').length).toBe(3);
  });
});
