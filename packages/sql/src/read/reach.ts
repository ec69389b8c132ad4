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

/** The shares of who asks in records of an entity, as `own`, which no other part of a statement is called. */
function ownShares({ schema }: RoleSight, entity: Entity, act: 'read' | 'update'): Fragment {
  const level = act === 'update' ? sql` and own.level = 'write'` : sql``;
  return sql`pipewright.share own where own.person = ${new Slot('user.id')}::text and own.app = ${appKeyOf(schema)}::text and own.entity = ${entity.key}::text${level}`;
}

/** What shares widen for who asks: nothing for who has none, and where the role reaches all records or none. */
function widened(view: RoleSight, entity: Entity, act: Act): 'read' | 'update' | undefined {
  if ((act !== 'read' && act !== 'update') || !view.principal.shared?.includes(entity.key)) return undefined;
  return rowsFor(view.app, entity, view.principal, act).kind === 'constant' ? undefined : act;
}

/**
 * The rows that were shared with who asks, for a statement that begins with them: their ids are a list that is read once, and its items are looked up by
 * the primary key. Undefined where shares open nothing. A row that is there already is asked by `inReach` instead: a list is gone through from its
 * beginning for each row.
 */
export function sharedRows(view: RoleSight, entity: Entity, act: Act, alias = 't'): Fragment | undefined {
  const widens = widened(view, entity, act);
  return widens && sql`${sql.id(alias, 'id')} = any((select array(select own.record from ${ownShares(view, entity, widens)}))::uuid[])`;
}

/** True for a row that a role lets a person do this with. */
export function reachedByRole(view: RoleSight, entity: Entity, act: Act, alias = 't'): Fragment {
  return rowCondition(entity, rowsFor(view.app, entity, view.principal, act), alias);
}

/**
 * True for a row with which a person may do this: by the rule of the role, or because the record was shared. A share widens the rows that a role reaches,
 * and never what the role may do.
 */
export function inReach(view: RoleSight, entity: Entity, act: Act, alias = 't'): Fragment {
  const [byRole, widens] = [reachedByRole(view, entity, act, alias), widened(view, entity, act)];
  if (!widens) return byRole;
  return sql`(${byRole} or exists (select 1 from ${ownShares(view, entity, widens)} and own.record = ${sql.id(alias, 'id')}))`;
}
