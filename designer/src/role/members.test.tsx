import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

const people = [
  { id: 'p1', name: 'Li Na', department: null },
  { id: 'p2', name: 'Wang Wei', department: null },
];
const open = (more: Answers = {}) =>
  openDesigner('roles', {
    'GET /people': ({ query }) => ({ people: people.filter(({ name }) => name.includes(query.search ?? '')) }),
    'GET /apps/x/members': { members: [{ id: 'p1', role: 'admin' }] },
    'PUT /apps/x/members': {},
    ...more,
  });
const list = (name: string) => screen.findByRole('combobox', { name: `${name} Role` });
const given = (name: string) => screen.queryByRole('combobox', { name: `${name} Role` })?.closest('.ant-select')?.textContent;

describe('the people of an app', () => {
  it('have each a role or none', async () => {
    await open();
    await waitFor(() => expect([given('Li Na'), given('Wang Wei')]).toEqual(['Admin', 'No access']));
  });

  it('are given one at once', async () => {
    const { person, server } = await open();
    await choose(person, await list('Wang Wei'), 'Sales');
    expect(server.writes()).toEqual([['PUT /apps/x/members', { user: 'p2', role: 'sales' }]]);
    server.answer({ 'GET /apps/x/members': { members: [{ id: 'p2', role: 'sales' }] } });
    await choose(person, await list('Li Na'), 'No access');
    expect(server.writes().at(-1)).toEqual(['PUT /apps/x/members', { user: 'p1', role: null }]);
    await waitFor(() => expect(given('Wang Wei')).toBe('Sales'));
  });

  it('keep theirs where it is refused, with why', async () => {
    const { person } = await open({ 'PUT /apps/x/members': refuse(422, 'Somebody must stay administrator.') });
    await choose(person, await list('Li Na'), 'Sales');
    expect(await screen.findByText('Somebody must stay administrator.')).toBeTruthy();
    await waitFor(() => expect(given('Li Na')).toBe('Admin'));
  });

  it('are found by name', async () => {
    const { person, server } = await open();
    await list('Li Na');
    await person.type(screen.getByRole('searchbox', { name: 'Search' }), 'Wang{Enter}');
    await waitFor(() => expect(screen.queryByText('Li Na')).toBeNull());
    expect(server.questions('/people').map(({ search }) => search)).toEqual([undefined, 'Wang']);
  });
});
