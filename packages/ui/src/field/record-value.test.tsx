import type { RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { RecordCards, RecordTable, RecordView, TodayContext } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const open: RecordJson = { id: 'a', version: 1, name: 'Pump', amount: '5', due: '2026-03-10', status: 'open' };
const records = [open, { ...open, id: 'b', due: '2026-03-11' }, { ...open, id: 'c', status: 'won' }, { ...open, id: 'd', due: null }];
const of = { app, entity: deal, columns: ['name', 'due'], records, emptyText: '', onOpen: () => undefined };
const late = () => screen.queryAllByTitle(/^The expected date is past$/).map((each) => each.textContent);
const at = (day: string, element: ReactElement) => draw(<TodayContext value={day}>{element}</TodayContext>);

describe('an expected close that is past', () => {
  it('is marked in a table, for open records only and from the day after', async () => {
    const table = <RecordTable {...of} loading={false} sort={undefined} onSort={() => undefined} />;
    await at('2026-03-11', table);
    expect(late()).toEqual(['2026-03-10The expected date is past']);
    await at('2026-03-12', table);
    expect(late()).toHaveLength(2);
    await at('2026-03-10', table);
    expect(late()).toEqual([]);
  });

  it('is marked on cards and on the page of the record, in words besides the colour', async () => {
    await at('2026-03-11', <RecordCards {...of} />);
    expect(late()).toHaveLength(1);
    await at('2026-03-11', <RecordView app={app} entity={deal} record={open} surroundings={{ today: '2026-03-11' }} />);
    expect(late()).toEqual(['2026-03-10The expected date is past']);
  });
});
