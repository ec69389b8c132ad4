import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { hourly } from './hourly.ts';
import { databaseNow, type Pool, type Queryable } from './pool.ts';

/** How long rows of an outbox are kept; what happened longer ago is told by the ledger. */
const KEPT_DAYS = 7;
const BATCH = 5000;

/** Deletes what stood in the outboxes of all apps for longer than they are kept, a batch at a time so that no writer waits. Answers how many rows. */
export async function trimOutboxes(db: Queryable, now: string): Promise<number> {
  const { rows: apps } = await db.query<{ schema: string }>(`select 'app_' || key as schema from pipewright.app where version > 0`);
  let trimmed = 0;
  for (const { schema } of apps) {
    const outbox = sql.id(schema, '_outbox');
    // Ids rise with time, so that the oldest rows are the first of the primary key.
    const { sql: text, parameters } = compileSql(sql`delete from ${outbox} where id in (select o.id from
      (select id, at from ${outbox} order by id limit ${BATCH}::integer for update skip locked) o where o.at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}::integer))`);
    let batch = 0;
    do {
      batch = (await db.query(text, [...parameters])).rowCount ?? 0;
      trimmed += batch;
    } while (batch === BATCH);
  }
  return trimmed;
}

/** Trims the outboxes every hour, on any number of servers, until the returned function is called. */
export function keepOutboxesShort(pool: Pool): () => void {
  return hourly(async () => trimOutboxes(pool, await databaseNow(pool)), 'Old rows of the outboxes were not deleted.');
}
