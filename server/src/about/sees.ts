import { type App, type Entity, fieldOf, type Message, placesIn, targetOf } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { viewsOf } from '../door/enter.ts';
import type { Server } from '../door/env.ts';
import { asItStands, sightOf } from '../events/sight.ts';
import type { Published } from '../published/published.ts';
import type { WorkRecord } from './records.ts';

/** A record by its entity and id. */
export interface Named {
  readonly entity: string;
  readonly id: string;
}

/** Whether somebody may see a record. */
export type Sees = (user: string, record: Named) => boolean;

/** The records that a place of a text speaks of besides its own: one that a field refers to, by its title or by a field of it. */
export function behindPlace(app: App, entity: Entity, { facts }: WorkRecord, place: string): Named[] {
  const field = fieldOf(entity, place.split('.')[0] ?? '');
  const target = targetOf(app, field);
  if (!target || !field) return [];
  return [facts[field.key]].flat().flatMap((id) => (typeof id === 'string' ? [{ entity: target.key, id }] : []));
}

/** All records that a text speaks of besides its own. */
export function behindText(app: App, entity: Entity, record: WorkRecord, message: Message): Named[] {
  return placesIn(message).flatMap((place) => behindPlace(app, entity, record, place));
}

/** By what is asked who sees what: an app, on the connection of a transaction. */
interface Asking {
  readonly server: Pick<Server, 'apps'>;
  readonly db: Queryable;
  readonly app: { readonly published: Published };
}

/** Finds out which of these records people may see at this moment, for all of them in one statement per entity, and none where their roles see everything. */
export async function seesOf({ server, db, app }: Asking, users: readonly string[], records: readonly Named[]): Promise<Sees> {
  if (records.length === 0) return () => false;
  return seesBy(db, [...(await viewsOf(server, db, [...new Set(users)], app.published.key)).values()], records);
}

/** The same for people whose views of the app are known. */
export async function seesBy(db: Queryable, views: readonly Sight[], records: readonly Named[]): Promise<Sees> {
  const seen = new Set<string>();
  for (const [entity, group] of Map.groupBy(records, (each) => each.entity)) {
    const ids = [...new Set(group.map(({ id }) => id))];
    const sight = await sightOf(db, views, entity, ids.map(asItStands));
    for (const view of views) for (const id of sight(view)?.ids ?? []) seen.add(`${view.principal.user} ${entity} ${id}`);
  }
  return (user, { entity, id }) => seen.has(`${user} ${entity} ${id}`);
}
