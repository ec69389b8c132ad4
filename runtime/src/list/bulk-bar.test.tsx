import { describe, expect, it } from 'vitest';
import { list, offers, select } from '../../../test/dom/bulk-page.tsx';
import { screen } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

describe('records that are selected', () => {
  it('can be treated together in the ways that at least one of them allows', async () => {
    const { person } = await select(['Pump', 'Valve']);
    expect(offers()).toEqual(['Pause', 'Set aside for later', 'Void', 'Assign', 'Clear selection']);
    await person.click(screen.getByLabelText('Select all shown'));
    expect(screen.getByText('3 selected')).toBeTruthy();
    expect(offers()).toEqual(['Resume', 'Pause', 'Set aside for later', 'Void', 'Assign', 'Clear selection']);
    await person.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('are offered only what their person may', async () => {
    await select(['Pump'], { ...list(), ...around(appOf(someone({ may: ['void'] }))) });
    expect(offers()).toEqual(['Void', 'Assign', 'Clear selection']);
  });

  it('cannot be selected by whoever may change nothing', async () => {
    await visit('/a/x/deal', { ...list(), ...around(appOf(someone({ update: 'none' }))) });
    await screen.findByText('Pump');
    expect(screen.queryByRole('checkbox', { name: /^Select/ })).toBeNull();
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
