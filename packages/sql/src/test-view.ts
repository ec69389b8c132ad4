import { type App, type Entity, entityOf, type Places, type Principal, type Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Result } from '@pipewright/logic';
import { type ImpactView, type LedgerRow, type Sight, Slot, type Statement, tables, type WriteTarget } from './index.ts';

/** The example app, whose sales people read `rows` of deals and firms, but never a deal's cost. */
export function scopedApp(rows: Role['grants'][string]['read'] = 'own'): App {
  const app = exampleApp();
  const grant = { read: rows, create: true, update: 'own', delete: 'none', hidden: ['cost'], readonly: [] } as const;
  const grants = { deal: { ...grant, hidden: ['cost'], readonly: [] }, firm: { ...grant, read: 'all' as const, hidden: [], readonly: [] } };
  return { ...app, roles: app.roles.map((role) => (role.admin ? role : { ...role, grants })) };
}

/** A person's view of an app, in one of its roles. */
export function viewOf(app: App, role: 'sales' | 'admin' = 'sales'): Sight {
  const found = app.roles.find(({ key }) => key === role);
  if (!found) throw new Error(`There is no role ${role}`);
  const principal: Principal = {
    user: 'u1',
    workspace: '01a00000-0000-7000-8000-000000000000',
    role: found,
    department: '01a00000-0000-7000-8000-000000000002',
    departments: ['01a00000-0000-7000-8000-000000000002'],
    today: '2026-01-01',
    now: '2026-01-01T00:00:00.000Z',
  };
  return { app, schema: 'app_x', principal };
}

/** An entity of an app. */
export function part(app: App, key: string): Entity {
  const found = entityOf(app, key);
  if (!found) throw new Error(`There is no entity ${key}`);
  return found;
}

/** What was compiled; throws where it was refused. */
export function granted<T>(compiled: Result<T>): T {
  if ('issues' in compiled) throw new Error(JSON.stringify(compiled.issues));
  return compiled.value;
}

/** Why something was refused, as `path code name`; nothing where it was not. */
export function refused(compiled: Result<unknown>): string[] {
  if (!('issues' in compiled)) return [];
  return compiled.issues.map(({ path, code, params }) => [path, code, params?.name].filter((each) => each !== undefined).join(' '));
}

/** A statement as it can be read: in one line, without quotes of names, each value where it is sent (`:name` for a slot). */
export function told({ sql, parameters }: Statement): string {
  const shown = (value: unknown) =>
    value instanceof Slot ? `:${value.name}` : typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return sql
    .replaceAll(/"(\w+)"(?=[.:[\s,)]|$)/g, '$1')
    .replaceAll(/\$(\d+)/g, (_, place: string) => shown(parameters[Number(place) - 1]))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The live deals in sight of somebody with this scope, as every reading of them must say it. */
export const IN_SIGHT = {
  all: 'from app_x.deal as t where t.deleted_at is null and true)',
  none: 'from app_x.deal as t where t.deleted_at is null and false)',
  own: 'from app_x.deal as t where t.deleted_at is null and t.owner = :user.id::text)',
  department:
    'from app_x.deal as t where t.deleted_at is null and (t.owner = :user.id::text or (:user.department::text is not null and (t.department = :user.department::uuid or (t.department is null and :user.department::text is null)))))',
  below:
    'from app_x.deal as t where t.deleted_at is null and (t.owner = :user.id::text or (t.department = any(:user.departments::uuid[]))))',
} as const;

/** The context of writing deals, as the form of one person does it. */
export function writing(more: Partial<WriteTarget> = {}): WriteTarget {
  const table = tables(scopedApp()).find(({ name }) => name === 'deal');
  if (!table) throw new Error('Deals have a table');
  const actor = { kind: 'person', id: 'u1' } as const;
  return {
    schema: 'app_x',
    table: 'deal',
    columns: table.columns,
    staged: true,
    app: 'x',
    actor,
    cause: { by: 'form' },
    definitionVersion: 3,
    ...more,
  };
}

/** What the ledger is to keep of a change that makes a record. */
export const entry = (record: string, version: number, more: Partial<LedgerRow> = {}): LedgerRow => ({
  record,
  version,
  kind: 'create',
  before: {},
  after: { name: 'A' },
  valid_at: '2026-01-01T00:00:00Z',
  stands: null,
  ...more,
});

/** A publish of another definition over the tables of the scoped app. */
export function dryRun(after: App, places: Places = {}): ImpactView {
  const before = scopedApp();
  const moment = { today: '2026-01-01', now: '2026-01-01T00:00:00Z' };
  return { key: 'x', schema: 'app_x', before, after, existing: tables(before), places, ...moment };
}

/** The scoped app after a change of its document. */
export function edited(edit: (app: App) => void): App {
  const app = structuredClone(scopedApp());
  edit(app);
  return app;
}
