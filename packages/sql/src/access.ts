import { type App, type Entity, type Field, fieldsOf, type Role, type RowScope, scopeOf } from '@pipewright/definition';
import { bind, check, type Facts, type Test } from '@pipewright/logic';

/** Who asks: the person, the role in this app, and the departments that role scopes speak of. */
export interface Principal {
  readonly user: string;
  readonly workspace: string;
  readonly role: Role;
  readonly department: string | null;
  /** The own department, those led, and all below them. */
  readonly departments: readonly string[];
  /** The day where the app is, and the instant: what `today` and `now` mean to rules. */
  readonly today: string;
  readonly now: string;
}

/** What one person may see of one entity: rows and columns. */
export interface Access {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly rows: Test;
}

/** What the person may do besides reading. */
export type Act = 'read' | 'update' | 'delete';

/** The facts about who asks and when, for rules. */
export function surroundings(principal: Principal): Facts {
  const { user, department, departments, today, now } = principal;
  return { 'user.id': user, 'user.department': department, 'user.departments': departments, today, now };
}

const own: Test = {
  kind: 'equal',
  type: 'text',
  left: { kind: 'var', type: 'text', name: 'owner' },
  right: { kind: 'var', type: 'text', name: 'user.id' },
};

function within(departments: readonly string[]): Test {
  const test: Test = { kind: 'oneOf', type: 'text', item: { kind: 'var', type: 'text', name: 'department' }, list: departments };
  return { kind: 'or', tests: [own, test] };
}

/** The test a row must pass for this scope. */
function rowTest(app: App, entity: Entity, scope: RowScope, principal: Principal): Test {
  if (scope === 'all') return { kind: 'constant', value: true };
  if (scope === 'none') return { kind: 'constant', value: false };
  if (scope === 'own') return own;
  if (scope === 'department') return within(principal.department ? [principal.department] : []);
  if (scope === 'below') return within(principal.departments);
  const checked = check(scope.rule, scopeOf(app, entity));
  if ('issues' in checked) throw new Error(`A row rule of ${entity.key} was not validated: ${checked.issues[0]?.code}`);
  return checked.test;
}

/** The rows this person may read, change or delete; `none` where the role does not know the entity. */
export function rowsFor(app: App, entity: Entity, principal: Principal, act: Act): Test {
  const scope = principal.role.admin ? 'all' : (principal.role.grants[entity.key]?.[act] ?? 'none');
  return bind(rowTest(app, entity, scope, principal), surroundings(principal));
}

/** The fields this person may read. A field outside this list does not exist for that person. */
export function readableFields(entity: Entity, role: Role): Field[] {
  const hidden = new Set(role.admin ? [] : (role.grants[entity.key]?.hidden ?? []));
  return fieldsOf(entity).filter((field) => !hidden.has(field.key));
}

/** What this person may see of an entity. */
export function accessTo(app: App, entity: Entity, principal: Principal): Access {
  return { entity, fields: readableFields(entity, principal.role), rows: rowsFor(app, entity, principal, 'read') };
}
