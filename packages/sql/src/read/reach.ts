import { type Act, type Entity, rowsFor } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import { rowCondition } from './row-condition.ts';

/** The key of an app in tables of the platform, by its schema, which is called after it. */
export function appKeyOf(schema: string): string {
  return schema.replace(/^app_/, '');
}

/** The ids of the records of an entity that were shared with who asks, as a list that is read once: its items are looked up by the primary key. */
function sharedIds({ schema }: RoleSight, entity: Entity, act: 'read' | 'update'): Fragment {
  const level = act === 'update' ? sql` and s.level = 'write'` : sql``;
  return sql`(select array(select s.record from pipewright.share s where s.person = ${new Slot('user.id')}::text and s.app = ${appKeyOf(schema)}::text and s.entity = ${entity.key}::text${level}))::uuid[]`;
}

/**
 * True for a row that was shared with who asks, or undefined where shares open nothing: to who has none, and where the role reaches all records or none.
 * A share widens the rows that a role reaches, and never what the role may do.
 */
export function sharedCondition(view: RoleSight, entity: Entity, act: Act, alias = 't'): Fragment | undefined {
  if (act === 'delete' || act === 'share' || !view.principal.shared?.includes(entity.key)) return undefined;
  if (rowsFor(view.app, entity, view.principal, act).kind === 'constant') return undefined;
  return sql`${sql.id(alias, 'id')} = any(${sharedIds(view, entity, act)})`;
}

/** True for a row with which a person may do this: by the rule of the role, or because the record was shared. */
export function inReach(view: RoleSight, entity: Entity, act: Act, alias = 't'): Fragment {
  const byRole = rowCondition(entity, rowsFor(view.app, entity, view.principal, act), alias);
  const shared = sharedCondition(view, entity, act, alias);
  return shared ? sql`(${byRole} or ${shared})` : byRole;
}
