import { isEstimate, type PreparedEntity, usual } from '@pipewright/process';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import type { Learned } from '../chance/learned.ts';
import { type Pool, type Queryable, rows, transaction } from '../db/pool.ts';
import { FIRST_ID } from '../ground/id.ts';
import type { Published } from '../published/published.ts';
import { type OpenRow, openRows, toldOf } from './open-row.ts';

const BATCH = 2000;

/**
 * Writes the probability of records that are not closed as a model tells it, in batches, each a transaction of its own. It is worked out and not written by
 * anybody: neither their version nor when they were changed becomes another, no automation begins, and their ledger is not told, so that who edits one
 * meets no conflict. A record that somebody writes at this moment is left alone: who moves it works it out themself, and else it is looked for again.
 * Done twice it changes nothing. Answers how many records it looked at and how many it changed.
 * @param all every record, and not only those that wait to be worked out
 */
export async function spreadChances(
  pool: Pool,
  published: Published,
  prepared: PreparedEntity,
  learned: Learned,
  all: boolean,
): Promise<{ readonly seen: number; readonly changed: number }> {
  let [seen, changed] = [0, 0];
  const waits = all ? sql`true` : sql`t.probability_model is null`;
  for (let after = FIRST_ID; ; ) {
    const batch = await transaction(pool, async (db) => {
      const found = await openRows(db, published, prepared.entity, learned, {
        where: sql`t.id > ${after}::uuid and ${waits}`,
        rest: sql`order by t.id limit ${BATCH}::integer for no key update of t skip locked`,
      });
      return { found, changed: found.length > 0 ? await write(db, published, prepared, learned, found) : 0 };
    });
    seen += batch.found.length;
    changed += batch.changed;
    const last = batch.found.at(-1);
    if (!last) return { seen, changed };
    after = last.id;
  }
}

async function write(
  db: Queryable,
  published: Published,
  prepared: PreparedEntity,
  learned: Learned,
  found: readonly OpenRow[],
): Promise<number> {
  const values = found.map((row) => {
    const told = toldOf(published, prepared, learned, row);
    return { id: row.id, computed: isEstimate(told) ? told.percent : null, usual: usual(prepared, row.pipeline, row.stage) };
  });
  const stands = sql`coalesce(t.probability_set, x.computed, x.usual, t.probability)`;
  const changed = await rows(
    db,
    compileSql(sql`update ${sql.id(published.schema, prepared.entity.key)} t set probability_computed = x.computed, probability = ${stands}, probability_model = ${learned.number}::integer
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as x(id uuid, computed numeric, usual numeric)
      where t.id = x.id and (t.probability_model is null or t.probability_computed is distinct from x.computed or t.probability is distinct from ${stands}) returning t.id`),
  );
  return changed.length;
}
