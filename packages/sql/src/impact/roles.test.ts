import type { App } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { countQueries, effectsOf, membersCountSql } from '../index.ts';
import { dryRun, edited, told } from '../test-view.ts';

const effects = (after: App) => effectsOf(dryRun(after));
const ids = (after: App) => effects(after).map(({ id }) => id);

describe('what a publish does to the members of roles', () => {
  it('says who comes to see more or less by a scope, judged once for each owner and department', () => {
    const after = edited((app) => {
      const grant = app.roles.find(({ key }) => key === 'sales')?.grants.deal;
      if (grant) grant.read = 'below';
    });
    expect(ids(after)).toEqual(['read_gained:roles.sales.grants.deal', 'read_lost:roles.sales.grants.deal']);
    const text = countQueries(dryRun(after), effects(after))
      .map(({ statement }) => told(statement))
      .join();
    expect(text).toContain('holders as materialized (select distinct owner, department from app_x.deal where deleted_at is null)');
    expect(text).toContain(`where m.app = 'x' and m.role = 'sales' and p.active)`);
    expect(text).toContain('((q.owner = m.user_id or q.department::text = any(m.departments))) and (q.owner = m.user_id) is not true');
  });

  it('says which fields come into sight and go out of it, and what else may be done', () => {
    const after = edited((app) => {
      const grant = app.roles.find(({ key }) => key === 'sales')?.grants.deal;
      if (grant) Object.assign(grant, { hidden: ['due'], readonly: ['amount'], create: false, may: ['pause'] });
    });
    const found = effects(after).map(({ code, fields, words }) => [code, ...(fields ?? []).map(({ en }) => en), ...(words ?? [])]);
    expect(found).toEqual([
      ['acts_gained', 'act.pause'],
      ['acts_lost', 'act.create'],
      ['fields_hidden', 'Due'],
      ['fields_shown', 'Cost'],
      ['fields_locked', 'Amount'],
    ]);
    expect(countQueries(dryRun(after), effects(after))).toEqual([]);
  });

  it('says that a role goes, becomes one of administrators or is one no more', () => {
    const gone = edited((app) => app.roles.splice(1, 1));
    expect(ids(gone)).toEqual(['role_gone:roles.sales']);
    const swapped = edited((app) => {
      for (const role of app.roles) role.admin = !role.admin;
    });
    expect(ids(swapped).filter((id) => id.startsWith('admin_'))).toEqual(['admin_lost:roles.admin', 'admin_gained:roles.sales']);
    expect(told(membersCountSql('x'))).toContain(`where m.app = 'x' and p.active group by m.role`);
  });
});
