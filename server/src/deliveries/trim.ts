import { hourly } from '../db/hourly.ts';
import type { Pool, Queryable } from '../db/pool.ts';

/** How long it is kept what was sent, and what was given up and nobody sent again. */
const KEPT_DAYS = { sent: 30, dead: 90 };
const BATCH = 5000;

/** Deletes old deliveries that are done with, a batch at a time so that no writer waits. Answers how many. */
export async function trimDeliveries(db: Queryable): Promise<number> {
  let trimmed = 0;
  for (const [state, days] of Object.entries(KEPT_DAYS)) {
    let batch = 0;
    do {
      const old = `select id from pipewright.delivery where state = $1 and created_at < now() - make_interval(days => $2) limit ${BATCH} for update skip locked`;
      batch = (await db.query(`delete from pipewright.delivery where id in (${old})`, [state, days])).rowCount ?? 0;
      trimmed += batch;
    } while (batch === BATCH);
  }
  return trimmed;
}

/** Trims deliveries every hour, on any number of servers, until the returned function is called. */
export function keepDeliveriesShort(pool: Pool): () => void {
  return hourly(() => trimDeliveries(pool), 'Old deliveries were not deleted.');
}
