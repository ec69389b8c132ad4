import type { RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { RecordCards } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const records: RecordJson[] = [
  { id: 'a', version: 1, name: 'Pump', amount: '1500.5', due: '2026-03-20', firm: 'f', status: 'won', $names: { firm: 'Ruby' } },
  { id: 'b', version: 1, name: 'Valve', amount: null, due: null, firm: 'g', status: 'open' },
];

describe('records as cards', () => {
  const cards = (more: Partial<Parameters<typeof RecordCards>[0]> = {}) => (
    <RecordCards
      app={app}
      entity={deal}
      columns={['amount', 'name', 'firm']}
      records={records}
      emptyText="Nothing here"
      onOpen={vi.fn()}
      {...more}
    />
  );

  it('show the title and the columns of the view', async () => {
    await draw(cards());
    expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual([
      'PumpAmount¥1,500.50FirmRuby',
      'ValveAmount–Firm(not visible)',
    ]);
  });

  it('open once, whether by title or by card', async () => {
    const onOpen = vi.fn();
    const { person } = await draw(cards({ onOpen }));
    await person.click(screen.getByRole('link', { name: 'Pump' }));
    await person.click(screen.getByText('¥1,500.50'));
    expect(onOpen.mock.calls).toEqual([[records[0]], [records[0]]]);
  });

  it('are chosen without being opened, and say when there are none', async () => {
    const [onOpen, onSelect] = [vi.fn(), vi.fn()];
    const { person, again } = await draw(cards({ onOpen, onSelect, selected: ['b'] }));
    await person.click(screen.getByRole('checkbox', { name: 'Select Pump' }));
    await person.click(screen.getByRole('checkbox', { name: 'Select Valve' }));
    expect(onSelect.mock.calls).toEqual([[['b', 'a']], [[]]]);
    expect(onOpen).not.toHaveBeenCalled();
    again(cards({ records: [] }));
    expect(screen.getByText('Nothing here')).toBeTruthy();
  });
});
