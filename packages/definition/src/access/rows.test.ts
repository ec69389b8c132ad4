import { evaluate } from '@pipewright/logic';
import { expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { Role, RowScope } from '../model/role.ts';
import { entityOf } from '../model/vocabulary.ts';
import { type Principal, surroundings } from './principal.ts';
import { rowsFor } from './rows.ts';

const app = exampleApp();
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const sales = app.roles[1] as Role;

type Who = Pick<Principal, 'user' | 'department' | 'departments'>;
type Row = { readonly owner: string | null; readonly department: string | null };

/** What each scope means, in plain words of its own. */
const meaning: Readonly<Record<Extract<RowScope, string>, (row: Row, who: Who) => boolean>> = {
  none: () => false,
  own: (row, who) => row.owner === who.user,
  department: (row, who) => row.owner === who.user || (row.department !== null && row.department === who.department),
  below: (row, who) => row.owner === who.user || (row.department !== null && who.departments.includes(row.department)),
  all: () => true,
};

it('reaches for each scope exactly the rows it means, also for people and records of no department', () => {
  let reached = 0;
  for (const [scope, means] of Object.entries(meaning)) {
    const role: Role = { ...sales, grants: { deal: { ...(sales.grants.deal as Role['grants'][string]), read: scope as RowScope } } };
    const rows = rowsFor(app, deal, { role }, 'read');
    for (const department of [null, 'd1', 'd2']) {
      for (const departments of [[], ['d1'], ['d1', 'd2']]) {
        const who = { user: 'u1', department, departments, today: '2026-01-01', now: '2026-01-01T00:00:00.000Z' };
        for (const owner of [null, 'u1', 'u2']) {
          for (const of of [null, 'd1', 'd2', 'd3']) {
            const row = { owner, department: of };
            const found = evaluate(rows, { ...row, ...surroundings(who) });
            expect({ scope, who, row, found }).toEqual({ scope, who, row, found: means(row, who) });
            reached += Number(found);
          }
        }
      }
    }
  }
  expect(reached).toBeGreaterThan(108);
});
