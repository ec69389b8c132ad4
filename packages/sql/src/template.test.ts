import { entityOf, type Principal, type Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { type ListQuery, listSql } from './list.ts';
import { compileOnce, RECORD } from './template.ts';
import type { View } from './view.ts';

const app = exampleApp();
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const sales = app.roles[1] as Role;
const role = (read: Role['grants'][string]['read']): Role => ({
  ...sales,
  key: `sales ${JSON.stringify(read)}`,
  grants: { deal: { ...(sales.grants.deal as Role['grants'][string]), read } },
});
const person = (n: number, of: Role, department: string | null): View => {
  const id = (k: number) => `01a00000-0000-7000-8000-${String(n * 100 + k).padStart(12, '0')}`;
  const principal: Principal = {
    user: id(1),
    workspace: id(0),
    role: of,
    department: department && id(2),
    departments: [id(2), id(3)],
    today: `2026-01-0${n}`,
    now: `2026-01-0${n}T00:00:00.000Z`,
  };
  return { app, schema: 'app_x', principal };
};
const questions: ListQuery[] = [
  { limit: 50 },
  {
    limit: 10,
    sort: '-amount',
    search: '华东',
    filter: { and: [{ '==': [{ var: 'owner' }, { var: 'user.id' }] }, { '<': [{ var: 'due' }, { addDays: [{ var: 'today' }, 30] }] }] },
  },
  { limit: 10, filter: { in: [{ var: 'department' }, { var: 'user.departments' }] } },
  {
    limit: 10,
    filter: { or: [{ '==': [{ var: 'department' }, { var: 'user.department' }] }, { '<': [{ var: 'updated_at' }, { var: 'now' }] }] },
  },
];

describe('a statement that is compiled once', () => {
  it('is for each person what it would be if it were compiled for that person alone', () => {
    for (const read of ['own', 'department', 'below', 'all', 'none', { rule: { '==': [{ var: 'owner' }, { var: 'user.id' }] } }] as const) {
      for (const department of [null, 'some']) {
        for (const query of questions) {
          for (const n of [1, 2, 1]) {
            const view = person(n, role(read), department);
            const once = compileOnce(view, JSON.stringify(query), {}, (each) => listSql(each, deal, query));
            expect(once).toEqual(listSql(view, deal, query));
          }
        }
      }
    }
  });

  it('is about the record that is asked for', () => {
    const view = person(1, role('own'), null);
    const compile = (each: View) => listSql(each, deal, { limit: 1, filter: { '==': [{ var: 'id' }, RECORD] } });
    const [a, b] = ['01a00000-0000-7000-8000-00000000000a', '01a00000-0000-7000-8000-00000000000b'].map((id) =>
      compileOnce(view, 'get', { record: [id] }, compile),
    );
    expect(JSON.stringify(a)).toContain('00000000000a');
    expect(JSON.stringify(b)).toContain('00000000000b');
    expect(JSON.stringify(b)).not.toContain(RECORD);
  });
});
