import { describe, expect, it } from 'vitest';
import { deals, list, select } from '../../../../test/dom/bulk-page.tsx';
import { choose, screen } from '../../../../test/dom/draw.tsx';
import { refuse } from '../../../../test/dom/server.ts';
import { page } from '../../../../test/dom/world.ts';

const TOGETHER = 'POST /apps/x/records/deal/together';
const people = {
  'GET /people': {
    people: [
      { id: 'p1', name: 'Li Na', department: null },
      { id: 'p2', name: 'Wang Lei', department: null },
    ],
  },
} as const;
const denied = { path: '', code: 'denied.update', message: 'You may not change this record.' };

describe('records that are assigned', () => {
  it('go to one person with a note; what was not changed is told by reason', async () => {
    const refused = [{ faults: [denied], count: 1, records: [{ id: 'd2', title: 'Valve' }] }];
    const { act, person, server } = await select(['Pump', 'Valve'], {
      ...{ ...list(), ...people },
      [TOGETHER]: { done: 1, same: 0, refused, next: null },
    });
    const dialog = await act('Assign');
    await choose(person, dialog.getByRole('combobox', { name: 'New owner' }), 'Wang Lei');
    await person.type(dialog.getByRole('textbox', { name: 'Note' }), 'Yours now');
    await dialog.press('Assign');
    expect(await dialog.findByText('1 assigned · 1 not changed')).toBeTruthy();
    expect(dialog.getByText('1: You may not change this record.')).toBeTruthy();
    expect(dialog.getByRole('link', { name: 'Valve' })).toBeTruthy();
    expect(server.writes()).toEqual([
      [TOGETHER, { records: ['d1', 'd2'], values: { owner: 'p2' }, note: 'Yours now', run: expect.any(String) }],
    ]);
    await dialog.press('Close');
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('are all that the list shows where that is chosen, as many as it counted already', async () => {
    const { act, person, server } = await select(['Pump'], {
      ...{ ...list(), ...people },
      'GET /apps/x/records/deal': page(deals),
      'POST /apps/x/reports/run': { columns: [], rows: [[1234, '7']] } as never,
      [TOGETHER]: { done: 1234, same: 0, refused: [], next: null },
    });
    const dialog = await act('Assign');
    await person.click(await dialog.findByText('All that the list shows (1234)'));
    await choose(person, dialog.getByRole('combobox', { name: 'New owner' }), 'Wang Lei');
    await dialog.press('Assign');
    expect(await dialog.findByText('1234 assigned')).toBeTruthy();
    expect(server.writes().filter(([way]) => way === TOGETHER)).toEqual([[TOGETHER, { values: { owner: 'p2' }, run: expect.any(String) }]]);
    expect(server.questions('/apps/x/records/deal').filter(({ count }) => count)).toEqual([]);
  });

  it('stay where a person cannot take them, and the dialog says why', async () => {
    const { act, person } = await select(['Pump'], { ...list(), ...people, [TOGETHER]: refuse(422, '“Wang Lei” has no role here.') });
    const dialog = await act('Assign');
    await choose(person, dialog.getByRole('combobox', { name: 'New owner' }), 'Wang Lei');
    await dialog.press('Assign');
    expect((await dialog.findByRole('alert')).textContent).toBe('“Wang Lei” has no role here.');
    expect(dialog.getByRole('combobox', { name: 'New owner' })).toBeTruthy();
  });
});
