import { describe, expect, it } from 'vitest';
import { screen } from '../../../test/dom/draw.tsx';
import { address, button, dealsWithBigOnes, more5, none, two } from '../../../test/dom/list-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, someone } from '../../../test/dom/world.ts';

describe('a list without records', () => {
  it('leads to the first one', async () => {
    const visited = await visit('/a/x/deal', none);
    expect(await screen.findByText('There are no deals yet.')).toBeTruthy();
    await visited.person.click(await button('Create the first one'));
    expect(visited.address()).toBe('/a/x/deal/new');
  });

  it('offers none to whoever may not make one', async () => {
    await visit('/a/x/deal', { ...around(appOf(someone({ create: false }))), ...none });
    expect(await screen.findByText('There are no deals yet.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Create the first one' })).toBeNull();
    expect(screen.queryByRole('button', { name: /New deal/ })).toBeNull();
  });

  it('says that nothing matches where it is narrowed', async () => {
    for (const search of [{ q: 'zzz' }, { filter: more5 }]) {
      await visit(address(search), none);
      expect(await screen.findByText('Nothing matches. Change the filter or search for something else.')).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Create the first one' })).toBeNull();
    }
  });

  it('says of an empty recycle bin what it is for, also where a view has a filter', async () => {
    for (const at of ['/a/x/deal?deleted=true', '/a/x/deal?deleted=true&view=big']) {
      await visit(at, { ...dealsWithBigOnes(), ...none });
      expect(await screen.findByText('The recycle bin is empty. Deleted deals are kept here and can be restored.')).toBeTruthy();
      for (const name of ['Create the first one', /Filter$/, /Save view$/]) expect(screen.queryByRole('button', { name })).toBeNull();
    }
    await visit('/a/x/deal?deleted=true&q=zzz', none);
    expect(await screen.findByText('Nothing matches. Change the filter or search for something else.')).toBeTruthy();
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
