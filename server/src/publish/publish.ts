import { PG, pgError } from '../db/error.ts';
import type { Connection, Pool } from '../db/pool.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { plannedAhead, takeBack, withAhead } from './ahead.ts';
import { planPublish } from './dry-run.ts';
import { asIndexBuilder, buildLaterIndexes } from './later-index.ts';
import { readLineage } from './lineage.ts';
import { patiently } from './patience.ts';
import { lineageAt, type PublishRequest, type PublishResult, writeVersion } from './write-version.ts';

const TWINS = 3;

/** Publishes a version and waits until its further indexes are built too. `live` is called when the version stands. */
export async function publish(pool: Pool, request: PublishRequest, live: () => void = () => undefined): Promise<PublishResult> {
  const result = await publishLive(pool, request);
  live();
  // The version stands; what an index lacks makes it slower, is found as a difference, and can be repaired.
  await buildLaterIndexes(pool, request.key).catch((error) => log.error({ err: error, app: request.key }, 'Indexes could not be built.'));
  return result;
}

/**
 * Publishes a definition as the next version, in one transaction: tables, then the version. Nothing is half done, and readers are held up for
 * at most the lock timeout. What takes a pass over many rows and must hold from the first moment is done before it without stopping anybody; indexes
 * that only make it faster are left to `buildLaterIndexes`. Throws a Refusal with every reason where it cannot be published.
 */
export async function publishLive(pool: Pool, request: PublishRequest): Promise<PublishResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await publishWhole(pool, request);
    } catch (error) {
      // A twin that was written after the twins were counted is found and said the next time.
      if (pgError(error)?.code !== PG.unique || attempt > TWINS) throw error;
    }
  }
}

/** Publishes with what has to be made ahead, as the only builder of the app's indexes; where that is nothing, in the transaction alone. */
async function publishWhole(pool: Pool, request: PublishRequest): Promise<PublishResult> {
  const { key, document, places = {} } = request;
  const inTransaction = (on: Pool | Connection) => patiently(on, key, (client) => writeVersion(client, request));
  const past = await readLineage(pool, key);
  if (!past?.ahead && !(past && plannedAhead(past, document))) return inTransaction(pool);
  const result = await asIndexBuilder(pool, key, async (builder) => {
    await takeBack(builder, key);
    const current = await lineageAt(builder, request);
    const ahead = plannedAhead(current, document);
    if (!ahead) return inTransaction(builder);
    const plan = await planPublish(builder, key, current, document, places);
    if (plan.issues.length > 0) throw new Refusal(plan.issues);
    return withAhead(builder, request, plan.steps, ahead, () => inTransaction(builder));
  });
  return result ?? refuse('publish.busy');
}
