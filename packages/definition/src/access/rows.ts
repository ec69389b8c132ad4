import { bind, check, type Test } from '@pipewright/logic';
import type { App, Entity } from '../app.ts';
import type { RowScope } from '../role.ts';
import { scopeOf } from '../scope.ts';
import { grantOf } from './grant.ts';
import { type Principal, surroundings } from './principal.ts';

/** What a person may do with a record. */
export type Act = 'read' | 'update' | 'delete';

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
  return bind(rowTest(app, entity, grantOf(principal.role, entity.key)[act], principal), surroundings(principal));
}
