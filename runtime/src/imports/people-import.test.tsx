import { describe, expect, it } from 'vitest';
import { choose, screen } from '../../../test/dom/draw.tsx';
import { begin } from '../../../test/dom/import-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { appOf, around } from '../../../test/dom/world.ts';

describe('an import of people', () => {
  const team = 'Name,Boss,City\nZhang San,Li Na,Beijing\nLi Si,Li Na, Shanghai \n';
  const people = async (answers: Answers = {}) => {
    const begun = await begin({ ...around(appOf(), true), ...answers });
    await choose(begun.person, await screen.findByRole('combobox', { name: 'What to import' }), 'People and departments');
    await begun.drop(team);
    for (const [label, column] of [
      ['Name', 'Name'],
      ['Manager', 'Boss'],
      ['Office', 'City'],
    ] as const)
      await choose(begun.person, await screen.findByRole('combobox', { name: label }), column);
    return begun;
  };

  it('sends each with manager and office, and says how many came in', async () => {
    const { press, server } = await people({ 'POST /people/import': { people: 2, departments: 3 } });
    await press('Import 2 rows');
    expect(await screen.findByText('2 people and 3 departments were added.')).toBeTruthy();
    expect(server.writes()).toEqual([
      [
        'POST /people/import',
        {
          lines: [
            { name: 'Zhang San', manager: 'Li Na', office: 'Beijing' },
            { name: 'Li Si', manager: 'Li Na', office: 'Shanghai' },
          ],
        },
      ],
    ]);
  });

  it('says why it was refused', async () => {
    const { press } = await people({ 'POST /people/import': refuse(422, 'Row 2 has no name.') });
    await press('Import 2 rows');
    expect((await screen.findByRole('alert')).textContent).toBe('Row 2 has no name.');
  });

  it('says what is wrong with the file', async () => {
    const { drop } = await people();
    await drop('a,b\n1,2,3\n');
    expect((await screen.findByRole('alert')).textContent).toContain('2');
    expect(screen.queryByRole('combobox', { name: 'Manager' })).toBeNull();
  });
});
