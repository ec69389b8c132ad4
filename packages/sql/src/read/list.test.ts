import type { Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListShape, listSql, recordsSql } from '../index.ts';
import { granted, IN_SIGHT, part, refused, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp();
const deal = part(app, 'deal');
const v = (name: string): Rule => ({ var: name });
const list = (shape: Partial<ListShape> = {}, view = viewOf(app)) => told(granted(listSql(view, deal, { searched: false, ...shape })));

describe('a page of records as SQL', () => {
  it.each(Object.keys(IN_SIGHT) as (keyof typeof IN_SIGHT)[])('reads only what a role that reaches “%s” may see', (scope) => {
    expect(list({ fields: ['name'] }, viewOf(scopedApp(scope)))).toContain(IN_SIGHT[scope]);
  });

  it('reads everything for an administrator, the cost too', () => {
    const text = list({}, viewOf(app, 'admin'));
    expect(text).toContain('as t where t.deleted_at is null and true)');
    expect(text).toContain('trim_scale(r.cost)::text as cost');
  });

  it('asks for no more columns than it shows, sorts by and filters by', () => {
    expect(list({ fields: ['name'], sort: '-due', filter: { '>': [v('amount'), 5] } })).toContain(
      '(select t.id, t.version, t.name, t.amount, t.due from',
    );
  });

  it('is ordered by the keys asked for and last by the id, newest first where nothing is asked', () => {
    expect(list()).toMatch(/order by r\.id desc limit :limit$/);
    expect(list({ sort: 'amount' })).toMatch(/order by r\.amount asc, r\.id asc limit :limit$/);
    expect(list({ sort: '-amount,name' })).toMatch(/order by r\.amount desc, r\.name collate "zh-x-icu" asc, r\.id desc limit :limit$/);
  });

  it('puts the person, the day and the page into slots and what is asked for into parameters', () => {
    const filter: Rule = { and: [{ '==': [v('owner'), v('user.id')] }, { '<': [v('due'), v('today')] }, { '==': [v('name'), 'u1'] }] };
    const text = list({ fields: ['name'], filter });
    expect(text).toContain(`where (r.owner = :user.id::text and (r.due < :today::date) and r.name = 'u1'::text)`);
    expect(text).not.toMatch(/2026-01-01|01a00000/);
  });

  it('looks for a text in what is searchable and may be read', () => {
    expect(list({ searched: true, fields: ['name'] })).toContain(
      'where ((pipewright.search_keys(r.name) @@ pipewright.search_query(:search::text) and ',
    );
    const blind = structuredClone(app);
    for (const role of blind.roles) role.grants.deal?.hidden.push('name');
    expect(list({ searched: true, fields: ['amount'] }, viewOf(blind))).toContain(' where false ');
  });

  it('reads the deleted ones instead where they are asked for', () => {
    const text = list({ fields: ['name'], deleted: true });
    expect(text).toContain('t.deleted_at is not null');
    expect(text).not.toContain('t.deleted_at is null');
  });

  it('counts all pages apart from the one it gives, so that the cursor does not change the number', () => {
    const text = list({ fields: ['name'], count: true, after: [false], filter: { '>': [v('amount'), 5] } });
    const [counted = '', page = ''] = text.split(' left join lateral ');
    expect(counted).toContain('select count(*)::text as n');
    expect(counted).toContain(`('5'::numeric < r.amount)`);
    expect(counted).not.toContain(':after.0');
    expect(page).toContain('(r.id) < (:after.0::uuid)');
  });

  it('gives the names of what is referred to only as far as they are in sight', () => {
    const named = list({ fields: ['name'], expand: ['firm', 'owner'] });
    expect(named).toContain(
      '(select n.name from (select t.id, t.version, t.name from app_x.firm as t where t.deleted_at is null and true) as n where n.id = r.firm) as firm',
    );
    expect(named).toContain('(select p.name from pipewright.person p where p.user_id = r.owner) as owner');
    const blind = structuredClone(app);
    for (const role of blind.roles) delete role.grants.firm;
    expect(list({ fields: ['name'], expand: ['firm'] }, viewOf(blind))).toContain(
      'from app_x.firm as t where t.deleted_at is null and false) as n',
    );
  });

  it('refuses a field out of sight exactly like one that does not exist', () => {
    const ask = (key: string) =>
      refused(listSql(viewOf(app), deal, { searched: false, fields: [key], expand: [key], sort: `-${key}`, filter: { '>': [v(key), 5] } }));
    expect(ask('cost')).toEqual([
      'fields unknown.field cost',
      'expand unknown.field cost',
      'sort query.sort cost',
      'filter rule.variable cost',
    ]);
    expect(ask('nothing')).toEqual(ask('cost').map((each) => each.replace('cost', 'nothing')));
  });

  it('never names a column out of sight, whatever is asked', () => {
    const keys = ['name', 'amount', 'due', 'firm', 'reason', 'owner', 'stage', 'cost'];
    const some = fc.subarray(keys);
    const rule = fc.constantFrom(...keys).map((key): Rule => ({ '!=': [v(key), null] }));
    const asked = fc.record({
      fields: fc.option(some, { nil: undefined }),
      expand: fc.option(some, { nil: undefined }),
      sort: fc.option(
        fc.subarray(keys, { maxLength: 4 }).map((each) => each.join()),
        { nil: undefined },
      ),
      filter: fc.option(rule, { nil: undefined }),
      count: fc.boolean(),
      deleted: fc.boolean(),
      searched: fc.boolean(),
    });
    let [given, denied] = [0, 0];
    fc.assert(
      fc.property(asked, fc.constantFrom(...(Object.keys(IN_SIGHT) as (keyof typeof IN_SIGHT)[])), (shape, scope) => {
        const compiled = listSql(viewOf(scopedApp(scope)), deal, shape);
        const names = [shape.fields, shape.expand, shape.sort?.split(','), JSON.stringify(shape.filter ?? null)];
        if ('issues' in compiled) denied += 1;
        else {
          given += 1;
          expect(compiled.value.sql).not.toMatch(/\bcost\b/);
          expect(JSON.stringify(names)).not.toMatch(/\bcost\b/);
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(given, denied)).toBeGreaterThan(10);
  });
});

describe('single records as SQL', () => {
  it('are looked up by id inside what is in sight, one or many', () => {
    const one = told(granted(recordsSql(viewOf(app), deal, 'one', { fields: ['name'] })));
    expect(one).toContain(`${IN_SIGHT.own} as r where r.id = :records::uuid`);
    const many = told(granted(recordsSql(viewOf(app), deal, 'many', { fields: ['name'] })));
    expect(many).toContain('where r.id = any((select :records::uuid[])::uuid[])');
  });

  it('say what may be done with them where that is asked, by the rows that the role may change', () => {
    const text = (may?: boolean) => told(granted(recordsSql(viewOf(app), deal, 'one', { fields: ['name'], may })));
    expect(text(true)).toMatch(/json_build_object\('update', coalesce\(.+, false\), 'delete', coalesce\(.+, false\)\) as "\$may"/);
    expect(text(true)).toContain('r."$may"');
    expect(text()).not.toContain('$may');
  });

  it('come with facts one reference away only where the record there is in sight', () => {
    const far = (view = viewOf(app)) => told(granted(recordsSql(view, deal, 'one', { fields: ['firm'] }, ['firm.size'])));
    expect(far()).toContain('where f.id = r.firm');
    expect(far()).toContain('f.size as "firm.size"');
    const blind = structuredClone(app);
    for (const role of blind.roles) delete role.grants.firm;
    expect(far(viewOf(blind))).toContain(`'{}'::jsonb as "$far"`);
  });
});
