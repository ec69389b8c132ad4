import { ENDED } from '@pipewright/definition';
import { usual } from '@pipewright/process';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import type { WorkApp } from '../automations/apps.ts';
import { type Pool, rows, transaction } from '../db/pool.ts';
import type { ReadyEntity } from '../published/published.ts';

const BATCH = 2000;

/**
 * Gives the records of entities that tell no chances any more the probability of their stage back, in batches, and forgets what was learned of them once
 * none is left. It is written as what is worked out is: by nobody, and without a version. Answers of which entities records changed.
 */
export async function endChances(pool: Pool, { published }: WorkApp): Promise<string[]> {
  const { key, schema } = published;
  const known = await rows<{ entity: string }>(pool, compileSql(sql`select entity from pipewright.chance where app = ${key}`));
  const over = known.map(({ entity }) => entity).filter((entity) => !published.entity(entity)?.entity.process?.chance);
  const changed: string[] = [];
  for (const entity of over) {
    const ready = published.entity(entity);
    while (ready?.entity.process && (await giveBack(pool, schema, ready)) > 0) if (!changed.includes(entity)) changed.push(entity);
    const left = ready?.entity.process ? sql`and not exists (select 1 from ${sql.id(schema, entity)} t where ${waiting})` : sql``;
    await rows(pool, compileSql(sql`delete from pipewright.chance where app = ${key} and entity = ${entity} ${left}`));
  }
  return changed;
}

const waiting = sql`t.deleted_at is null and not (t.status = any(${[...ENDED]}::text[])) and (t.probability_model is not null or t.probability_set is not null)`;

async function giveBack(pool: Pool, schema: string, { entity, prepared }: ReadyEntity): Promise<number> {
  return transaction(pool, async (db) => {
    const table = sql.id(schema, entity.key);
    const found = await rows<{ id: string; pipeline: string | null; stage: string | null }>(
      db,
      compileSql(
        sql`select t.id::text, t.pipeline, t.stage from ${table} t where ${waiting} order by t.id limit ${BATCH}::integer for no key update skip locked`,
      ),
    );
    if (found.length === 0) return 0;
    const values = found.map(({ id, pipeline, stage }) => ({ id, usual: usual(prepared, pipeline, stage) }));
    await rows(
      db,
      compileSql(sql`update ${table} t set probability = coalesce(x.usual, t.probability), probability_computed = null, probability_set = null, probability_reason = null, probability_model = null
        from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as x(id uuid, usual numeric) where t.id = x.id`),
    );
    return found.length;
  });
}
