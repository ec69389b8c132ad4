import { describe, expect, it, vi } from 'vitest';
import { bar, list, offers, select } from '../../../test/dom/bulk-page.tsx';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';
import * as offering from './offer-file.ts';

/** What is offered for whichever records, before and after what their standing allows. */
const FIRST = ['Edit a field', 'Move to stage'];
const LAST = ['Assign', 'Export selection', 'Delete', 'Clear selection'];

describe('records that are selected', () => {
  it('can be treated together in the ways that at least one of them allows', async () => {
    const { person } = await select(['Pump', 'Valve']);
    expect(offers()).toEqual([...FIRST, 'Pause', 'Set aside for later', 'Void', ...LAST]);
    await person.click(screen.getByLabelText('Select all shown'));
    expect(screen.getByText('3 selected')).toBeTruthy();
    expect(offers()).toEqual([...FIRST, 'Resume', 'Pause', 'Set aside for later', 'Void', ...LAST]);
    await person.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('are offered only what their person may', async () => {
    await select(['Pump'], { ...list(), ...around(appOf(someone({ may: ['void'] }))) });
    expect(offers()).toEqual([...FIRST, 'Void', ...LAST]);
  });

  it('cannot be selected by whoever may change nothing', async () => {
    await visit('/a/x/deal', { ...list(), ...around(appOf(someone({ update: 'none', delete: 'none' }))) });
    await screen.findByText('Pump');
    expect(screen.queryByRole('checkbox', { name: /^Select/ })).toBeNull();
  });

  it('are only deleted or exported by whoever may change nothing else', async () => {
    await select(['Pump'], { ...list(), ...around(appOf(someone({ update: 'none' }))) });
    expect(offers()).toEqual(LAST.slice(1));
  });

  it('are exported by themselves', async () => {
    const offered = vi.spyOn(offering, 'offerFile').mockReturnValue();
    const { person, server } = await select(['Pump', 'Pipe'], { ...list(), 'POST /apps/x/records/deal/export': 'Name' });
    await person.click(bar().getByRole('button', { name: /Export selection$/ }));
    await waitFor(() => expect(offered).toHaveBeenCalledTimes(1));
    expect(server.writes()).toEqual([['POST /apps/x/records/deal/export', { fields: ['name', 'amount'], records: ['d1', 'd3'] }]]);
  });

  it('are forgotten with the list they were selected in', async () => {
    const { person, server } = await select(['Pump']);
    server.answer({ 'GET /apps/x/records/deal': page([deal('d7', 'Tank')]) });
    await person.type(screen.getByRole('searchbox', { name: 'Search' }), 'tank{Enter}');
    await screen.findByText('Tank');
    expect(screen.queryByText(/selected$/)).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all shown' }).indeterminate).toBe(false);
  });
});
