import { entityOf, type Principal, type Role, surroundings } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Result, Rule } from '@pipewright/logic';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { listSql, recordsSql } from '../read/list.ts';
import { type ListQuery, listShape } from '../read/list-shape.ts';
import { compileSql } from './compile.ts';
import { compileOnce, fillFor } from './compile-once.ts';
import type { Sight } from './sight.ts';
import { Slot } from './slot.ts';
import type { Statement } from './statement.ts';

const app = exampleApp();
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const sales = app.roles[1] as Role;
const role = (read: Role['grants'][string]['read']): Role => ({
  ...sales,
  key: `sales ${JSON.stringify(read)}`,
  grants: { deal: { ...(sales.grants.deal as Role['grants'][string]), read } },
});
const person = (n: number, of: Role, department: string | null = null): Sight => {
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

function ask(view: Sight, query: ListQuery, entity = deal): Statement {
  const { shape, values } = granted(listShape(query));
  return granted(compileOnce(view, `list ${JSON.stringify(shape)}`, values, (each) => listSql(each, entity, shape)));
}
function granted<T>(compiled: Result<T>): T {
  if ('issues' in compiled) throw new Error(JSON.stringify(compiled.issues));
  return compiled.value;
}

const v = (name: string): Rule => ({ var: name });
const questions: ListQuery[] = [
  { limit: 50 },
  {
    limit: 10,
    sort: '-amount',
    search: '华东',
    filter: { and: [{ '==': [v('owner'), v('user.id')] }, { '<': [v('due'), { addDays: [v('today'), 30] }] }] },
  },
  { limit: 10, filter: { in: [v('department'), v('user.departments')] } },
  { limit: 10, filter: { or: [{ '==': [v('department'), v('user.department')] }, { '<': [v('updated_at'), v('now')] }] } },
];

describe('a statement that is compiled once', () => {
  it('has one text for everybody of a role and the own values of each', () => {
    for (const read of ['own', 'department', 'below', 'all', 'none', { rule: { '==': [v('owner'), v('user.id')] } }] as const) {
      for (const query of questions) {
        const of = role(read);
        const statements = [person(1, of, 'some'), person(2, of), person(1, of, 'some')].map((view) => ask(view, query));
        expect(new Set(statements.map((each) => each.sql)).size).toBe(1);
        expect(statements[0]).toEqual(statements[2]);
        const mine = JSON.stringify(statements[0]?.parameters);
        expect(mine).not.toMatch(/0000000002\d\d|2026-01-02/);
        expect(JSON.stringify(statements[1]?.parameters)).not.toMatch(/0000000001\d\d|2026-01-01/);
      }
    }
  });

  it('is compiled from the role alone', () => {
    const view = person(1, sales);
    const seen: unknown[] = [];
    compileOnce(view, 'looks around', {}, (each) => {
      seen.push(each);
      return { value: compileSql(sql`select 1`) };
    });
    expect(seen).toEqual([{ app, schema: 'app_x', principal: { role: sales } }]);
  });

  it('leaves what people write as it is, whatever it looks like', () => {
    const looks = [
      ['due', '0001-02-03'],
      ['created_at', '0001-02-03T04:05:06.789Z'],
      ['department', '00000000-0000-4000-8000-0000000000f2'],
      ...['f1', 'f2', 'f3', 'f4'].map((end) => ['owner', `00000000-0000-4000-8000-0000000000${end}`]),
      ...['user.id', 'today', 'records', '\u0001rows', '{"name":"user.id"}', '$1'].map((text) => ['name', text]),
      ['owner', person(2, sales).principal.user],
    ];
    for (const [field = '', literal = ''] of looks) {
      const filter: Rule = { '==': [v(field), literal] };
      for (const n of [1, 2, 3]) expect(ask(person(n, role('all')), { limit: 5, filter }).parameters).toContain(literal);
    }
  });

  it('serves every search text, place and size of the same question', () => {
    const view = person(1, role('all'));
    const cursor = (...values: (string | null)[]) => btoa(JSON.stringify(values));
    const page = (limit: number, search: string, after: string) => ask(view, { limit, search, after, sort: 'amount' });
    const [a, b] = [page(10, 'one', cursor('5', 'x')), page(20, '50%', cursor('7', 'y'))];
    expect(a.sql).toBe(b.sql);
    expect(a.parameters).toEqual(expect.arrayContaining(['one', '5', 'x', 11]));
    expect(b.parameters).toEqual(expect.arrayContaining(['50%', '7', 'y', 21]));
    expect(b.parameters).not.toEqual(expect.arrayContaining(['5']));
    // After an empty value another condition holds.
    expect(page(10, 'one', cursor(null, 'x')).sql).not.toBe(a.sql);
    for (const wrong of [cursor('5'), cursor('5', 'x', 'y'), 'rubbish', btoa('{}')])
      expect(() => page(10, 'one', wrong)).toThrow('query.cursor');
  });

  it('keeps the questions in use while rare ones come and go', () => {
    const view = person(1, role('all'));
    let compiled = 0;
    const count = (key: string) =>
      compileOnce(view, key, {}, () => {
        compiled += 1;
        return { value: compileSql(sql`select 1`) };
      });
    for (let i = 0; i < 5000; i += 1) {
      count('hot');
      count(`rare ${i}`);
    }
    expect(compiled).toBe(5001);
    count('x'.repeat(5000));
    count('x'.repeat(5000));
    expect(compiled).toBe(5003);
  });

  it('is about the records that are asked for', () => {
    const view = person(1, role('own'));
    const [a, b] = ['a', 'b'].map((id) => compileOnce(view, 'get', { records: [id] }, (each) => recordsSql(each, deal, 'many', {})));
    expect(granted(a as Result<Statement>).parameters).toContainEqual(['a']);
    expect(granted(b as Result<Statement>).parameters).toContainEqual(['b']);
  });

  it('has a value for each slot or none at all', () => {
    const view = person(1, sales);
    expect(() => fillFor(view, compileSql(sql`select ${new Slot('records')}`))).toThrow('records');
    expect(() => fillFor(view, compileSql(sql`select ${new Slot('constructor')}`))).toThrow('constructor');
    expect(fillFor(view, compileSql(sql`select ${new Slot('user.department')}`)).parameters).toEqual([null]);
    for (const [name, value] of Object.entries(surroundings(view.principal)))
      expect(fillFor(view, compileSql(sql`select ${new Slot(name)}`)).parameters).toEqual([value]);
  });
});
