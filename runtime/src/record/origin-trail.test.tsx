import { expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, dealsApp, page, someone, ways } from '../../../test/dom/world.ts';

const app = () => {
  const deals = dealsApp();
  Object.assign(deals.entities[0] as object, { origins: ['firm'] });
  return deals;
};
const at = (steps: readonly object[], values = { firm: 'f1' }) =>
  visit('/a/x/deal/d1', {
    ...around(appOf(someone(), app())),
    [ways('d1').read]: deal('d1', 'Pump', values),
    [ways('d1').story]: { entries: [] },
    'GET /apps/x/records/deal': page([]),
    'GET /apps/x/records/deal/d1/origins': { steps },
  } as never);

it('leads from where a record began to the record itself', async () => {
  await at([
    { entity: 'firm', id: 'f1', name: 'Acme' },
    { entity: 'firm', id: 'f2', name: 'Mother' },
  ]);
  const trail = within(await screen.findByRole('navigation', { name: 'Where it came from' }));
  expect(trail.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['Firm Mother', 'Firm Acme', 'Deal this one']);
  expect(trail.getByRole('link', { name: 'Acme' }).getAttribute('href')).toContain('/a/x/firm/f1');
});

it('names nothing of what is out of sight', async () => {
  await at([{ entity: null, id: null, name: null }]);
  const trail = within(await screen.findByRole('navigation', { name: 'Where it came from' }));
  expect(trail.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['(not visible)', 'Deal this one']);
  expect(trail.queryAllByRole('link')).toEqual([]);
});

it('is not asked for where a record came of nothing', async () => {
  const { server } = await at([], { firm: null } as never);
  await waitFor(() => expect(screen.getAllByText('Pump').length).toBeGreaterThan(0));
  expect(server.questions('/apps/x/records/deal/d1/origins')).toEqual([]);
  expect(screen.queryByRole('navigation', { name: 'Where it came from' })).toBeNull();
});
