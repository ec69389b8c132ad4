import type { ImportJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { choose, draw, fireEvent, screen, within } from '../../../test/dom/draw.tsx';
import { FileDrop } from './file-drop.tsx';
import type { Mapping } from './mapping.tsx';
import { MappingTable } from './mapping-table.tsx';
import { Reasons } from './reasons.tsx';

const [deal] = exampleApp().entities;
if (!deal) throw new Error('The example has deals');
const job = {
  id: 'i',
  entity: 'deal',
  state: 'staged',
  columns: ['Title', 'Sum', 'Who'],
  total: 2,
  done: 0,
  refused: 0,
  sample: [
    { Title: 'Pump', Sum: '5', Who: '' },
    { Title: 'Valve', Sum: '', Who: 'Anna' },
  ],
  reasons: [],
} as unknown as ImportJson;

async function table(first: Mapping = { targets: {} } as Mapping) {
  let last = first;
  function Mapped() {
    const [mapping, setMapping] = useState(first);
    last = mapping;
    return <MappingTable entity={deal as NonNullable<typeof deal>} job={job} mapping={mapping} onChange={setMapping} />;
  }
  return { ...(await draw(<Mapped />)), targets: () => last.targets };
}
const labels = () => screen.getAllByRole('row').flatMap((row) => within(row).queryAllByRole('cell')[0]?.textContent || []);
const column = (label: string) => screen.getByRole('combobox', { name: new RegExp(` ${label}$`) });

describe('which column of a file becomes which field', () => {
  it('is asked for every field that can be written, the required ones marked, and for where a record stands', async () => {
    await table();
    expect(labels()).toEqual(expect.arrayContaining(['Name *', 'Firm', 'Amount *', 'Cost', 'Due', 'Reason', 'Owner', 'Stage', 'Status']));
    expect(labels().filter((each) => /closed|origin/i.test(each))).toEqual([]);
    await table({ targets: {}, baseline: true } as Mapping);
    expect(labels().length).toBeGreaterThan(9);
  });

  it('shows examples from the file once it is said, without the empty ones', async () => {
    const { person, targets } = await table();
    await choose(person, column('Name \\*'), 'Title');
    expect(targets()).toEqual({ name: { column: 'Title' } });
    expect(screen.getByText('Pump · Valve')).toBeTruthy();
    await choose(person, column('Amount \\*'), 'Sum');
    expect(targets()).toEqual({ name: { column: 'Title' }, amount: { column: 'Sum' } });
  });

  it('can be one value for all rows', async () => {
    const { person, targets } = await table({ targets: { cost: { column: 'Sum' } } } as Mapping);
    const list = column('Cost');
    await person.click(list);
    const options = [...document.querySelectorAll<HTMLElement>('.ant-select-item-option')];
    await person.click(options.at(-1) as HTMLElement);
    expect(targets()).toEqual({ cost: { value: '' } });
    await person.type(screen.getByRole('textbox', { name: /Cost$/ }), '12');
    expect(targets()).toEqual({ cost: { value: '12' } });
  });
});

describe('why rows were refused', () => {
  it('is told reason by reason, with how many and the first', async () => {
    await draw(
      <Reasons
        reasons={[
          { message: '“Name” is missing.', count: 12, first: 3 },
          { message: 'No such firm.', count: 1, first: 9 },
        ]}
      />,
    );
    const rows = screen.getAllByRole('row').map((row) =>
      within(row)
        .queryAllByRole('cell')
        .map((cell) => cell.textContent),
    );
    expect(rows).toContainEqual(['“Name” is missing.', expect.stringMatching(/^12\D+3$/)]);
    expect(rows).toContainEqual(['No such firm.', expect.stringMatching(/^1\D+9$/)]);
  });

  it('is nothing where none was', async () => {
    await draw(<Reasons reasons={[]} />);
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('a file that is dropped', () => {
  it('is handed on as it is', async () => {
    const onFile = vi.fn();
    await draw(<FileDrop onFile={onFile} />);
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    expect(input.accept).toContain('.csv');
    const file = new File(['name\nx\n'], 'deals.csv', { type: 'text/csv' });
    fireEvent.change(input, { target: { files: [file] } });
    await vi.waitFor(() => expect(onFile).toHaveBeenCalledTimes(1));
    const [given] = onFile.mock.lastCall as [Blob];
    expect(await given.text()).toBe('name\nx\n');
  });

  it('says that it is being read, and can be given up', async () => {
    const onCancel = vi.fn();
    const { person } = await draw(<FileDrop busy onFile={vi.fn()} onCancel={onCancel} />);
    expect(screen.getByRole('status').textContent?.length).toBeGreaterThan(5);
    expect(document.querySelector('input[type=file]')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onCancel).toHaveBeenCalledTimes(1);
  });
});
