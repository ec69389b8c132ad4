import { type Entity, type Role, readsEntity } from '@pipewright/definition';
import { callersOf } from '../auth/principal.ts';
import type { Queryable } from '../db/pool.ts';
import type { InApp } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';

/** Who is to have a record. */
export interface Taker {
  readonly name: string;
  readonly role: Role;
}

/** Who is to have a record of an entity: refused where nobody who works here is meant, or somebody whose role reads no such record. */
export async function takerOf(db: Queryable, { view, published }: InApp, entity: Entity, person: string, path: string): Promise<Taker> {
  const [taker] = await callersOf(db, [person], published.key);
  if (!taker || taker.workspace !== view.principal.workspace) return refuse('unknown.person', undefined, path);
  const role = published.app.roles.find((each) => each.key === taker.role);
  if (!role || !readsEntity(role, entity)) return refuse('share.role', { person: taker.name, entity: entity.name }, path);
  return { name: taker.name, role };
}
