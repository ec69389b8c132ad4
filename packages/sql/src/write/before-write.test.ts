import { fieldOf } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { forWriteSql, holdPeopleSql, type Mention, type WriteQuestion } from '../index.ts';
import { IN_SIGHT, part, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp('below');
const deal = part(app, 'deal');
const mention = (key: string, sent: Mention['sent'], stored = false): Mention => {
  const field = fieldOf(deal, key);
  if (!field) throw new Error(`There is no ${key}`);
  return { field, sent, stored };
};
const ask = (more: Partial<WriteQuestion>, view = viewOf(app)) =>
  told(forWriteSql(view, deal, { records: undefined, mentions: [], far: [], lock: false, ...more }));

describe('what is read before a write', () => {
  it('is nothing at all for a new record that mentions nothing', () => {
    expect(ask({})).toBe(`select '[]'::json as currents, '[]'::json as known`);
  });

  it('is every column of the record, hidden ones too, for rules judge the record whole', () => {
    const text = ask({ records: 'one' });
    expect(text).toContain('trim_scale(t.cost)::text as cost');
    expect(text).not.toContain('as applies');
  });

  it('is a record only for who may see it, with what may be done with it', () => {
    const text = ask({ records: 'one' });
    const reach = '(t.owner = :user.id::text or (t.department = any(:user.departments::uuid[])))';
    expect(text).toContain(`where t.id = :record::uuid and ${reach} order by t.id`);
    expect(text).toContain('coalesce(t.owner = :user.id::text, false) as may_update, coalesce(false, false) as may_delete');
    expect(ask({ records: 'one' }, viewOf(app, 'admin'))).toContain(
      'coalesce(true, false) as may_update, coalesce(true, false) as may_delete',
    );
  });

  it('is a deleted record too, which says that it is one', () => {
    expect(ask({ records: 'one' })).toContain('t.deleted_at is not null as deleted');
    expect(ask({ records: 'one' })).not.toContain('t.deleted_at is null');
  });

  it('is held on to where it will be written, many in the order of their ids', () => {
    expect(ask({ records: 'one', lock: true })).toContain('order by t.id for no key update)');
    expect(ask({ records: 'one' })).not.toContain('for no key update');
    expect(ask({ records: 'many', lock: true })).toContain('where t.id = any((select :record::uuid[])::uuid[])');
  });

  it('is whether people and departments belong to the workspace', () => {
    const text = ask({ mentions: [mention('owner', 'one'), mention('department', 'many')] });
    expect(text).toContain(
      `select 'owner'::text as field, p.user_id as id, p.active as seen, jsonb_build_object('department', p.department) as facts from pipewright.person p where p.workspace = :workspace::uuid and p.user_id = :mentions.owner::text`,
    );
    expect(text).toContain(
      'from pipewright.department d where d.workspace = :workspace::uuid and d.id = any((select :mentions.department::uuid[])::uuid[])',
    );
  });

  it('is whether a record that is mentioned is in sight, and what rules read of it, seen or not', () => {
    const text = ask({ mentions: [mention('firm', 'one')], far: ['firm.size', 'other.size'] });
    expect(text).toContain(
      'exists (select 1 from (select t.id, t.version from app_x.firm as t where t.deleted_at is null and true) as v where v.id = f.id) as seen',
    );
    expect(text).toContain(`jsonb_build_object('size'::text, f.size) as facts from app_x.firm as f where f.id = :mentions.firm::uuid`);
    const blind = structuredClone(app);
    for (const role of blind.roles) delete role.grants.firm;
    expect(ask({ mentions: [mention('firm', 'one')], far: ['firm.size'] }, viewOf(blind))).toMatch(
      /and false\) as v .* as seen, jsonb_build_object\('size'::text, f\.size\)/,
    );
  });

  it('is what the record mentions already, besides what is sent', () => {
    const both = ask({ records: 'one', mentions: [mention('firm', 'one', true)] });
    expect(both).toContain('t.firm as "near firm"');
    expect(both).toContain('f.id in (select :mentions.firm::uuid union all select c."near firm" from current c)');
    const stored = ask({ records: 'one', mentions: [mention('firm', undefined, true)] });
    expect(stored).toContain('f.id in (select c."near firm" from current c)');
    expect(stored).not.toContain(':mentions.firm');
  });

  it('holds no person’s id in its text', () => {
    const text = ask({ records: 'many', mentions: [mention('owner', 'many')], lock: true });
    expect(text).not.toMatch(/u1|01a00000/);
    expect(IN_SIGHT.below).toContain(':user.id');
  });
});

describe('people who are held on to', () => {
  it('are taken in the order of their ids, as whoever moves them does', () => {
    expect(told(holdPeopleSql(['u2', 'u1']))).toBe(
      `select p.user_id from pipewright.person p where p.user_id = any(["u2","u1"]::text[]) order by p.user_id for share`,
    );
  });
});
