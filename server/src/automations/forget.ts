import { type Forgotten, forgetCallsSql, forgetRunsSql } from '@pipewright/sql';
import { hourly } from '../db/hourly.ts';
import { databaseNow, type Pool, type Queryable, rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { FIRST_ID } from '../ground/id.ts';
import { type WorkApp, workApps } from './apps.ts';

/** How long it is kept, by default, what automations did. */
export const KEPT_DAYS = 180;
const BATCH = 2000;
const DAY_MS = 86_400_000;

/**
 * Deletes what an app's automations did long ago, in batches so that no worker waits, but for what keeps them from telling anything twice (`forgetRunsSql`). Answers how many runs went.
 * @param days so long ago they were over
 */
export async function forgetRuns(db: Queryable, { published }: WorkApp, now: string, days: number): Promise<number> {
  const { app, schema, key } = published;
  const before = new Date(Date.parse(now) - days * DAY_MS).toISOString();
  let gone = 0;
  await rows(db, forgetCallsSql(schema, before));
  for (let after = { ended: '-infinity', id: FIRST_ID }; ; ) {
    const [batch] = await rows<Forgotten>(db, forgetRunsSql({ app, key, schema, before, after, limit: BATCH }));
    gone += batch?.gone ?? 0;
    if (!batch?.ended || !batch.id || batch.seen < BATCH) return gone;
    after = { ended: batch.ended, id: batch.id };
  }
}

/** Deletes old runs of all apps every hour, on any number of workers, until the returned function is called. */
export function keepRunsShort(server: Pick<Server, 'apps'> & { readonly pool: Pool }, days: number): () => void {
  let over = false;
  const once = async () => {
    for (const app of await workApps(server, server.pool))
      if (!over) await forgetRuns(server.pool, app, await databaseNow(server.pool), days);
  };
  const stop = hourly(once, 'Old runs were not deleted.');
  return () => {
    over = true;
    stop();
  };
}
