import { evaluate } from '@pipewright/logic';
import { expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { ClaimScope, Grant, Role, RowScope } from '../model/role.ts';
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

/** Which of the open records that belong to nobody each right to the pool reaches. */
const claims: Readonly<Record<ClaimScope, (row: Row, who: Who) => boolean>> = {
  department: (row, who) => row.department !== null && row.department === who.department,
  below: (row, who) => row.department !== null && who.departments.includes(row.department),
  all: () => true,
};

it('opens of the pool what the right to it says and nothing else, with every scope but the one that reads nothing', () => {
  let widened = 0;
  for (const [scope, means] of Object.entries(meaning)) {
    for (const [claim, reaches] of Object.entries(claims)) {
      const grant = { ...(sales.grants.deal as Grant), read: scope as RowScope, claim: claim as ClaimScope, hidden: [] };
      const role: Role = { ...sales, grants: { deal: grant } };
      const [rows, taken] = [rowsFor(app, deal, { role }, 'read'), rowsFor(app, deal, { role }, 'claim')];
      for (const department of [null, 'd1'])
        for (const departments of [[], ['d1'], ['d1', 'd2']].filter((some) => department === null || some.includes(department)))
          for (const owner of [null, 'u1', 'u2'])
            for (const of of [null, 'd1', 'd2', 'd3'])
              for (const status of ['open', 'paused', 'lost']) {
                const who = { user: 'u1', department, departments, today: '2026-01-01', now: '2026-01-01T00:00:00.000Z' };
                const row = { owner, department: of, status };
                const facts = { ...row, ...surroundings(who) };
                const own = means(row, who);
                const inPool = scope !== 'none' && owner === null && status === 'open' && reaches(row, who);
                const found = { read: evaluate(rows, facts), claim: evaluate(taken, facts) };
                expect({ scope, claim, who, row, found }).toEqual({
                  scope,
                  claim,
                  who,
                  row,
                  found: { read: own || inPool, claim: inPool },
                });
                widened += Number(inPool && !own);
              }
    }
  }
  expect(widened).toBeGreaterThan(20);
});

it('opens nothing of the pool to who may not know whose a record is or how it stands, nor where nothing stands in stages', () => {
  const of = (more: Partial<Grant>, entity = deal) => {
    const grant: Grant = { ...(sales.grants.deal as Grant), read: 'own', hidden: [], claim: 'all', ...more };
    return rowsFor(app, entity, { role: { ...sales, grants: { deal: grant } } }, 'claim').kind;
  };
  expect([of({}), of({ hidden: ['owner'] }), of({ hidden: ['status'] }), of({ read: 'none' })]).toEqual([
    'and',
    'constant',
    'constant',
    'constant',
  ]);
  expect(of({}, { ...deal, process: undefined } as typeof deal)).toBe('constant');
});

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
