import { describe, expect, it } from 'vitest';
import { type Related, recordWithSql } from '../index.ts';
import { granted, IN_SIGHT, part, refused, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp('below');
const firm = part(app, 'firm');
const deals: Related = { entity: 'deal', by: 'firm', limit: 5, fields: ['name'] };
const compile = (lists: readonly Related[], view = viewOf(app)) => recordWithSql(view, firm, { fields: ['name'] }, [], lists);

describe('a record with what refers to it, as SQL', () => {
  it('is the record alone where no list is asked for', () => {
    const text = told(granted(compile([])));
    expect(text).toContain('select 0::integer as part');
    expect(text).not.toContain('union all');
    expect(text).toContain('where r.id = :records::uuid');
  });

  it('gives each list as a part of its own, in its order, one row more than its limit', () => {
    const text = told(
      granted(
        compile([
          { ...deals, sort: '-amount' },
          { ...deals, limit: 20 },
        ]),
      ),
    );
    const [record, first, second] = text.split(' union all ');
    expect(record).toContain('select 0::integer as part');
    expect(first).toContain('select 1::integer as part');
    expect(first).toContain('where r.firm = :records::uuid order by r.amount desc, r.id desc limit 6::integer');
    expect(second).toContain('select 2::integer as part');
    expect(second).toContain('order by r.id desc limit 21::integer');
    expect(text).toMatch(/order by p\.part, p\.place$/);
  });

  it('lists only what the person may see of the other entity', () => {
    expect(told(granted(compile([deals])))).toContain(IN_SIGHT.below);
    expect(told(granted(compile([deals], viewOf(app, 'admin'))))).not.toContain('t.owner = :user.id');
  });

  it('takes the record for one parameter, however many lists there are', () => {
    const { parameters } = granted(compile([deals, deals, deals]));
    expect(parameters.filter((each) => (each as { name?: string })?.name === 'records')).toHaveLength(1);
  });

  it.each<[string, Related, string]>([
    ['an entity that does not exist', { ...deals, entity: 'nothing' }, 'include unknown.entity nothing'],
    ['a field that does not exist', { ...deals, by: 'nothing' }, 'include unknown.field nothing'],
    ['a field that refers to something else', { ...deals, by: 'name' }, 'include unknown.field name'],
    ['a column out of sight', { ...deals, fields: ['cost'] }, 'fields unknown.field cost'],
    ['an order by what is out of sight', { ...deals, sort: 'cost' }, 'sort query.sort cost'],
  ])('refuses %s', (_, list, reason) => expect(refused(compile([list]))).toEqual([reason]));

  it('refuses an entity that the role does not know as if there were none', () => {
    const blind = structuredClone(app);
    for (const role of blind.roles) delete role.grants.deal;
    expect(refused(compile([deals], viewOf(blind)))).toEqual(['include unknown.entity deal']);
  });

  it('tells all reasons at once', () => {
    expect(refused(recordWithSql(viewOf(app), firm, { fields: ['nothing'] }, [], [{ ...deals, by: 'nothing' }]))).toEqual([
      'fields unknown.field nothing',
      'include unknown.field nothing',
    ]);
  });
});
