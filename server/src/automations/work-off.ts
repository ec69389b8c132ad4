import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { rows, transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { Refusal } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { StaleDefinition } from '../records/stale.ts';
import type { WorkApp } from './apps.ts';
import { runBatch } from './batch.ts';
import { wakeParents } from './children.ts';
import { nextRuns } from './claim.ts';

type Work = Pick<Server, 'pool' | 'events' | 'apps' | 'language'>;

/** How many runs are carried out together. */
export const BATCH = 100;
/** How often a run is tried, and how long it waits after each failure. */
const WAITS_S = [10, 60, 600, 3600];

/**
 * Carries waiting runs of an app on, a batch in one transaction. Where one of them breaks that, each is tried by itself, and the one at fault waits and is tried again later, until it is given up;
 * those beside it do not suffer. Answers how many were taken up.
 */
export async function workOff(server: Work, app: WorkApp, now: string): Promise<number> {
  try {
    return await runBatch(server, app, now, BATCH);
  } catch (error) {
    // Somebody published meanwhile: whoever calls comes again with the app as it is now.
    if (error instanceof StaleDefinition) return 0;
    return oneByOne(server, app, now);
  }
}

async function oneByOne(server: Work, app: WorkApp, now: string): Promise<number> {
  const run = sql.id(app.published.schema, '_run');
  const waiting = await rows<{ id: string; attempts: number }>(
    server.pool,
    compileSql(sql`select r.id::text, r.attempts from (${nextRuns(app.published.schema, now, BATCH, sql``)}) r order by r.wake_at, r.id`),
  );
  for (const { id, attempts } of waiting) {
    try {
      await runBatch(server, app, now, 1, id);
    } catch (error) {
      if (error instanceof StaleDefinition) return 0;
      const wait = WAITS_S[attempts];
      const failure = JSON.stringify(error instanceof Refusal ? { issues: error.issues } : { code: 'run.fault' });
      log.error({ err: error, run: id, app: app.published.key }, 'A run of an automation failed.');
      await transaction(server.pool, async (db) => {
        const [gaveUp] = await rows<{ parent: string | null }>(
          db,
          compileSql(sql`update ${run} set attempts = attempts + 1, failure = ${failure}::jsonb,
          wake_at = ${now}::timestamptz + make_interval(secs => ${wait ?? 0}::integer), state = ${wait === undefined ? 'failed' : 'waiting'}::text,
          ended_at = case when ${wait === undefined}::boolean then ${now}::timestamptz end where id = ${id}::uuid and state = 'waiting' returning case when ended_at is not null then parent end::text as parent`),
        );
        await wakeParents(db, app.published.schema, [gaveUp?.parent ?? null], now);
      });
    }
  }
  return waiting.length;
}
