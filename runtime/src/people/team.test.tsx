import { describe, expect, it } from 'vitest';
import { apps, departments, member, team } from '../../../test/dom/people-page.tsx';
import { placeOf } from './department-select.tsx';
import { peopleIn, rolesOf, under, within } from './team.ts';

describe('departments', () => {
  it('stand under each other', () => {
    expect(under(departments, null).map(({ id }) => id)).toEqual(['a1', 'a3']);
    expect([...within(departments, 'a1')]).toEqual(['a1', 'a2']);
    expect([placeOf(departments, 'a2'), placeOf(departments, 'none')]).toEqual(['North / Harbour', '']);
  });

  it('hold their people and those of the departments under them', () => {
    const found = (department: string | undefined, search = '', gone = false) =>
      peopleIn([...team, member('p4', 'Chen Long', { state: 'left' })], departments, { department, search, gone }).map(({ id }) => id);
    expect([found('a1'), found('a3'), found(undefined), found(undefined, ' chen'), found(undefined, 'Chen', true)]).toEqual([
      ['p2'],
      [],
      ['p1', 'p2', 'p3'],
      ['p3'],
      ['p3', 'p4'],
    ]);
  });
});

it('a role that is no longer there is not told', () => {
  const [, seller] = team;
  expect(rolesOf(seller as (typeof team)[number], apps).map(({ role }) => role.key)).toEqual(['seller']);
  expect(rolesOf({ ...(seller as (typeof team)[number]), roles: [{ app: 'x', role: 'gone' }] }, apps)).toEqual([]);
});
