import { type App, accessTo } from '@pipewright/definition';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { edited, part, refused, scopedApp, told, viewOf } from '../test-view.ts';
import { farFields, filterSql, readableEntity, readableVocabulary, readColumn, type VisibleOptions, visible } from './visible.ts';

const app = scopedApp();
const seen = (of: App, entity: string, options: VisibleOptions = {}, role: 'sales' | 'admin' = 'sales') =>
  told(compileSql(sql`${visible(viewOf(of, role), part(of, entity), options)}`));
const only = (...keys: string[]) => ({ only: new Set(keys) });

describe('the rows and columns in sight', () => {
  it('are what a person may read of the live ones, and nothing that was not asked for', () => {
    expect(seen(app, 'deal', only('name'))).toBe(
      '(select t.id, t.version, t.name from app_x.deal as t where t.deleted_at is null and t.owner = :user.id::text)',
    );
    expect(seen(app, 'deal', only('cost', 'ghost'))).toBe(
      '(select t.id, t.version from app_x.deal as t where t.deleted_at is null and t.owner = :user.id::text)',
    );
  });

  it('are all that there is for an administrator, from wherever they come, the deleted ones where they are asked for', () => {
    expect(seen(app, 'firm', { source: sql`moved`, deleted: true }, 'admin')).toBe(
      '(select t.id, t.version, t.name, t.size, t.owner, t.department, t.created_at, t.created_by, t.updated_at, t.updated_by, t.baseline from moved as t where t.deleted_at is not null and true)',
    );
  });

  it('have no field that is retired, nor one that is hidden', () => {
    const blind = edited((of) => {
      Object.assign(of.entities[0]?.fields[4] ?? {}, { retired: true });
      of.roles[1]?.grants.deal?.hidden.push('name', 'stage', 'updated_by');
    });
    const text = seen(blind, 'deal');
    expect(text).toContain('t.amount');
    expect(text).not.toMatch(/t\.(due|cost|name|stage|updated_by)\b/);
  });

  it('have a pipeline that applies only as far as what decides it is in sight', () => {
    expect(seen(app, 'deal', only('applies'))).toBe(
      `(select t.id, t.version, case when t.status = 'open' and (t.firm is null or exists (select 1 from app_x.firm as s where s.id = t.firm and s.deleted_at is null and true)) then nullif(case when (select w.size from app_x.firm as w where w.id = t.firm) = 'big'::text then 'big'::text else 'plain'::text end, t.pipeline) end as applies from app_x.deal as t where t.deleted_at is null and t.owner = :user.id::text)`,
    );
    const blind = edited((of) => of.roles[1]?.grants.firm?.hidden.push('size'));
    expect(seen(blind, 'deal', only('applies'))).not.toContain('size');
  });

  it('follow a rule of the role, in which the person is a slot', () => {
    const ruled = scopedApp({
      rule: { or: [{ '==': [{ var: 'created_by' }, { var: 'user.id' }] }, { '>': [{ var: 'due' }, { var: 'today' }] }] },
    });
    expect(seen(ruled, 'deal', only())).toContain('t.deleted_at is null and (t.created_by = :user.id::text or (:today::date < t.due)))');
  });
});

describe('what a person’s own filter may name', () => {
  const scope = (of: App, role: 'sales' | 'admin' = 'sales') =>
    readableVocabulary(viewOf(of, role), accessTo(of, part(of, 'deal'), viewOf(of, role).principal));

  it('is what that person can read, one reference away too', () => {
    expect(scope(app)).toMatchObject({ name: 'text', 'firm.size': 'text', today: 'date', id: 'text' });
    expect(Object.keys(scope(app))).not.toContain('cost');
    expect(Object.keys(scope(app, 'admin'))).toContain('cost');
  });

  it('ends at a reference that leads out of sight', () => {
    const blind = edited((of) => delete of.roles[1]?.grants.firm);
    expect(Object.keys(scope(blind)).filter((name) => name.startsWith('firm'))).toEqual(['firm']);
    const view = viewOf(blind);
    expect(farFields(view, part(blind, 'deal').fields[1] as never)).toEqual([]);
  });
});

describe('a filter', () => {
  const view = viewOf(app);
  const access = accessTo(app, part(app, 'deal'), view.principal);
  const filter = (rule: Parameters<typeof filterSql>[2]) => {
    const made = filterSql(view, access, rule, 'filter');
    return 'value' in made ? told(compileSql(made.value)) : refused(made as never);
  };

  it('looks at a referenced record only as far as it is in sight', () => {
    expect(filter({ '==': [{ var: 'firm.size' }, 'big'] })).toBe(
      `(select f.size from (select t.id, t.version, t.size from app_x.firm as t where t.deleted_at is null and true) as f where f.id = r.firm) = 'big'::text`,
    );
  });

  it('reads a reference as it is stored, and instants with their zone', () => {
    expect(filter({ '==': [{ var: 'firm' }, '01a00000-0000-7000-8000-000000000000'] })).toBe(
      `r.firm = '01a00000-0000-7000-8000-000000000000'::uuid`,
    );
    expect(filter({ '<': [{ var: 'created_at' }, { var: 'now' }] })).toBe('(r.created_at < :now::timestamptz)');
  });

  it('by what is out of sight is one by what does not exist', () => {
    expect([filter({ '>': [{ var: 'cost' }, 1] }), filter({ '>': [{ var: 'ghost' }, 1] })]).toEqual([
      ['filter rule.variable cost'],
      ['filter rule.variable ghost'],
    ]);
  });

  it('is not made of a name that is not one reference away', () => {
    expect(told(compileSql(readColumn(view, access, 'id')))).toBe('r.id::text');
    expect(() => readColumn(view, access, 'amount.size')).toThrow('amount.size is not one reference away');
  });
});

describe('an entity by its key', () => {
  it('is there for who reads it, and for all others as if there were none', () => {
    const known = (key: string, of = app) => {
      const found = readableEntity(viewOf(of), key);
      return 'value' in found ? found.value.key : refused(found as never);
    };
    expect(known('firm')).toBe('firm');
    const blind = edited((of) => delete of.roles[1]?.grants.firm);
    const retired = edited((of) => Object.assign(of.entities[1] ?? {}, { retired: true }));
    const unknown = ['entity unknown.entity firm'];
    expect([known('firm', blind), known('firm', retired), known('ghost')]).toEqual([unknown, unknown, ['entity unknown.entity ghost']]);
  });
});
