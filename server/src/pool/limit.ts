import type { Entity } from '@pipewright/definition';
import { openCountsSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { SaveTerms } from '../records/change.ts';

/** Lets nobody else take records of an entity, or give some by a rule, until the transaction ends: what they count would be out of date before they write. */
export async function holdPool({ db, published }: Pick<SaveTerms, 'db' | 'published'>, { key }: Entity): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`pool ${published.key} ${key}`]);
}

/** How many open records of an entity a person has. */
export async function openCount(db: Queryable, schema: string, entity: Entity, person: string): Promise<number> {
  const [found] = await rows<{ count: number }>(db, openCountsSql(schema, entity, [person]));
  return found?.count ?? 0;
}
