import { accepted, check, type Term, type Test } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { ClaimScope, RowScope } from '../model/role.ts';
import { vocabularyOf } from '../model/vocabulary.ts';
import { claimOf, grantOf } from './grant.ts';
import type { Principal } from './principal.ts';

/** What a person may do with a record; `claim` is taking one that is in the pool. */
export type Act = 'read' | 'update' | 'delete' | 'share' | 'claim';

const text = (name: string): Term => ({ kind: 'var', type: 'text', name });
const none: Term = { kind: 'value', type: 'text', value: null };
const same = (left: Term, right: Term): Test => ({ kind: 'equal', type: 'text', terms: [left, right] });

const own = same(text('owner'), text('user.id'));
// A record without a department is not of the department of a person without one.
const inDepartment: Test = {
  kind: 'and',
  tests: [{ kind: 'not', test: same(text('user.department'), none) }, same(text('department'), text('user.department'))],
};
const below: Test = {
  kind: 'includes',
  type: 'list',
  terms: [{ kind: 'var', type: 'list', name: 'user.departments' }, text('department')],
};

/** The test a row must pass for this scope. */
function rowTest(app: App, entity: Entity, scope: RowScope): Test {
  if (scope === 'all') return { kind: 'constant', value: true };
  if (scope === 'none') return { kind: 'constant', value: false };
  if (scope === 'own') return own;
  if (scope === 'department') return { kind: 'or', tests: [own, inDepartment] };
  if (scope === 'below') return { kind: 'or', tests: [own, below] };
  return accepted(check(scope.rule, vocabularyOf(app, entity)), `A row rule of ${entity.key}`);
}

/** A record is in the pool while it is open and belongs to nobody. */
const inPool = [same(text('owner'), none), same(text('status'), { kind: 'value', type: 'text', value: 'open' })];
const CLAIMED: Readonly<Record<ClaimScope, Test>> = {
  department: { kind: 'and', tests: [...inPool, inDepartment] },
  below: { kind: 'and', tests: [...inPool, below] },
  all: { kind: 'and', tests: inPool },
};

/** What a role reads by its scope, and of the pool what that does not hold already. */
function withPool(rows: Test, scope: RowScope, claim: ClaimScope | undefined): Test {
  const held = scope === 'below' ? claim !== 'all' : scope === 'department' && claim === 'department';
  if (!claim || held || rows.kind === 'constant') return rows;
  return { kind: 'or', tests: [...(rows.kind === 'or' ? rows.tests : [rows]), CLAIMED[claim]] };
}

/**
 * The rows a role may read, change, delete, share with others or take out of the pool; `none` where the role does not know the entity. The test depends on the role alone:
 * who asks stands in it as the variables `user.…`.
 */
export function rowsFor(app: App, entity: Entity, { role }: Pick<Principal, 'role'>, act: Act): Test {
  const grant = grantOf(role, entity.key);
  // Who may change a record by the role may also let others in, where the role says so.
  if (act === 'share') return rowTest(app, entity, grant.share ? grant.update : 'none');
  const claim = claimOf(role, entity);
  if (act === 'claim') return claim ? CLAIMED[claim] : rowTest(app, entity, 'none');
  const rows = rowTest(app, entity, grant[act]);
  return act === 'read' ? withPool(rows, grant.read, claim) : rows;
}
