import type { Share } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../../test/dom/draw.tsx';
import { open } from '../../../../test/dom/record-page.tsx';
import { refuse } from '../../../../test/dom/server.ts';

const SHARES = 'GET /apps/x/records/deal/d1/shares';
const share = (person: string, name: string, level: Share['level'] = 'read'): Share => ({
  ...{ person, name, level },
  ...{ by: 'Li Na', at: '2026-03-10T02:00:00.000Z' },
});
const people = {
  'GET /people': { people: ['Li Na', 'Wang Lei', 'Chen Jing'].map((name, i) => ({ id: `p${i + 1}`, name, department: null })) },
};
const section = async () => within(await screen.findByRole('region', { name: 'Team' }));

describe('the team of a record', () => {
  it('is its owner and those with whom it is shared; who may not share it changes nothing there', async () => {
    await open({ [SHARES]: { shares: [share('p2', 'Wang Lei', 'write')], may: false } });
    const team = await section();
    expect(await team.findByText('Wang Lei')).toBeTruthy();
    expect([team.getByText('Li Na'), team.getByText('May read and change')]).toHaveLength(2);
    expect(team.queryByRole('button', { name: 'Add a person' })).toBeNull();
    expect(team.queryByRole('button', { name: 'Take Wang Lei off the team' })).toBeNull();
  });

  it('gets another person, who is taken off again', async () => {
    const { person, server } = await open({
      [SHARES]: { shares: [], may: true },
      ...people,
      'PUT /apps/x/records/deal/d1/shares/p3': { shares: [share('p3', 'Chen Jing', 'write')], may: true },
      'DELETE /apps/x/records/deal/d1/shares/p3': { shares: [], may: true },
    });
    const team = await section();
    await person.click(await team.findByRole('button', { name: /Add a person$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await choose(person, dialog.getByRole('combobox', { name: 'Person' }), 'Chen Jing');
    await person.click(dialog.getByRole('radio', { name: 'May read and change' }));
    server.answer({ [SHARES]: { shares: [share('p3', 'Chen Jing', 'write')], may: true } });
    await person.click(dialog.getByRole('button', { name: 'Add' }));
    await person.click(await team.findByRole('button', { name: 'Take Chen Jing off the team' }));
    await waitFor(() =>
      expect(server.writes()).toEqual([
        ['PUT /apps/x/records/deal/d1/shares/p3', { level: 'write' }],
        ['DELETE /apps/x/records/deal/d1/shares/p3', undefined],
      ]),
    );
  });

  it('says why somebody cannot be added', async () => {
    const { person } = await open({
      [SHARES]: { shares: [], may: true },
      ...people,
      'PUT /apps/x/records/deal/d1/shares/p3': refuse(422, '“Chen Jing” has no role here.'),
    });
    await person.click(await (await section()).findByRole('button', { name: /Add a person$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await choose(person, dialog.getByRole('combobox', { name: 'Person' }), 'Chen Jing');
    await person.click(dialog.getByRole('button', { name: 'Add' }));
    expect((await dialog.findByRole('alert')).textContent).toBe('“Chen Jing” has no role here.');
  });
});
