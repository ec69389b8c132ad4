import type { RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { draw, fireEvent, screen, within } from '../../../../test/dom/draw.tsx';
import { RecordTable, type RecordTableProps } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const records: RecordJson[] = [
  { id: 'a', version: 1, name: 'Pump', amount: '1500.5', due: '2026-03-20', firm: 'f', status: 'won', $names: { firm: 'Ruby' } },
  { id: 'b', version: 1, name: 'Valve', amount: null, due: null, firm: 'g', status: 'open' },
];

async function table(more: Partial<RecordTableProps> = {}, language: 'en' | 'zh-CN' = 'en') {
  const asked = { onSort: vi.fn(), onOpen: vi.fn() };
  const props = {
    app,
    entity: deal as NonNullable<typeof deal>,
    columns: ['name', 'amount', 'firm', 'status'],
    records,
    loading: false,
    sort: undefined,
  };
  const drawn = await draw(<RecordTable {...props} emptyText="Nothing here" {...asked} {...more} />, language);
  return { ...drawn, ...asked };
}
const cells = (row: number) =>
  within(screen.getAllByRole('row')[row] as HTMLElement)
    .getAllByRole('cell')
    .map((each) => each.textContent);

describe('a table of records', () => {
  it('shows the columns that are asked for, in their order, with values as people read them', async () => {
    await table();
    expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['Name', 'Amount', 'Firm', 'Status']);
    expect(cells(1)).toEqual(['Pump', '¥1,500.50', 'Ruby', 'Won']);
    // A reference that this person cannot see is said to be so, and never shown as an id.
    expect(cells(2)).toEqual(['Valve', '–', '(not visible)', 'Open']);
  });

  it('leaves out columns that the app does not have', async () => {
    await table({ columns: ['name', 'gone'] });
    expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['Name']);
  });

  it.each([
    [undefined, 'amount', undefined],
    ['amount', '-amount', 'ascending'],
    ['-amount', undefined, 'descending'],
    ['-name', 'amount', undefined],
  ])('sorted by %s, asks for %s when a heading is chosen', async (sort, next, said) => {
    const { person, onSort } = await table({ sort });
    const heading = screen.getByRole('columnheader', { name: /Amount/ });
    expect(heading.getAttribute('aria-sort') ?? undefined).toBe(said);
    await person.click(within(heading).getByRole('button'));
    expect(onSort.mock.calls).toEqual([[next]]);
  });

  it('opens a record by its title, by its row, and by Enter on the row the arrows chose', async () => {
    const { person, onOpen } = await table();
    const opened = () => onOpen.mock.calls.map(([record]) => (record as RecordJson).id);
    await person.click(screen.getByRole('link', { name: 'Valve' }));
    await person.click(screen.getByText('¥1,500.50'));
    expect(opened()).toEqual(['b', 'a']);
    const place = screen.getByRole('region', { name: 'Deals' });
    const press = (key: string) => fireEvent.keyDown(place, { key });
    press('ArrowDown');
    press('ArrowDown');
    press('Enter');
    expect(opened()).toEqual(['b', 'a', 'b']);
    press('ArrowUp');
    press('ArrowUp');
    press('Enter');
    expect(opened()).toEqual(['b', 'a', 'b', 'a']);
  });

  it('chooses single records and all in sight without opening any', async () => {
    const onSelect = vi.fn();
    const { person, onOpen, again } = await table({ onSelect, selected: ['a'] });
    const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
    expect([box('Select Pump').checked, box('Select Valve').checked]).toEqual([true, false]);
    expect([box('Select all shown').checked, box('Select all shown').indeterminate]).toEqual([false, true]);
    await person.click(box('Select Valve'));
    await person.click(box('Select Pump'));
    await person.click(box('Select all shown'));
    expect(onSelect.mock.calls).toEqual([[['a', 'b']], [[]], [['a', 'b']]]);
    expect(onOpen).not.toHaveBeenCalled();
    again(
      <RecordTable
        app={app}
        entity={deal}
        columns={['name']}
        records={records}
        loading={false}
        sort={undefined}
        emptyText=""
        onSort={vi.fn()}
        onOpen={onOpen}
        onSelect={onSelect}
        selected={['a', 'b']}
      />,
    );
    expect([box('Select all shown').checked, box('Select all shown').indeterminate]).toEqual([true, false]);
    await person.click(box('Select all shown'));
    expect(onSelect.mock.lastCall).toEqual([[]]);
  });

  it('cannot be chosen from where nothing is done with a choice', async () => {
    await table();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says that it is empty, or still loading', async () => {
    const { again } = await table({ records: [] });
    expect(screen.getByText('Nothing here')).toBeTruthy();
    expect(screen.getByRole('region').getAttribute('aria-busy')).toBe('false');
    again(
      <RecordTable
        app={app}
        entity={deal}
        columns={['name']}
        records={[]}
        loading
        sort={undefined}
        emptyText="Nothing here"
        onSort={vi.fn()}
        onOpen={vi.fn()}
      />,
    );
    expect(screen.queryByText('Nothing here')).toBeNull();
    expect(screen.getByRole('region').getAttribute('aria-busy')).toBe('true');
  });

  it('marks a record that another pipeline applies to', async () => {
    await table({ records: [{ ...records[0], applies: 'big' } as RecordJson, records[1] as RecordJson] });
    expect(screen.getAllByRole('img').map((each) => each.getAttribute('aria-label'))).toEqual([expect.stringContaining('Big')]);
  });

  it('speaks Chinese', async () => {
    await table({ onSelect: vi.fn() }, 'zh-CN');
    expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['', '名称', '金额', '公司', '状态']);
    expect(cells(2).slice(1)).toEqual(['Valve', '–', '（无权查看）', '进行中']);
  });
});
