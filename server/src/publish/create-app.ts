import { keySchema } from '@pipewright/definition';
import { PG, pgError } from '../db/error.ts';
import type { Pool, Queryable } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { buildLaterIndexes } from './later-index.ts';
import { patiently } from './patience.ts';
import { writeVersion } from './write-version.ts';

/** A wish for a new app. */
export interface NewApp {
  readonly key: string;
  readonly workspace: string;
  readonly definition: unknown;
  readonly template: string | null;
  /** Who makes it; becomes its first administrator. */
  readonly by: string;
}

/**
 * Makes an app, publishes its first version and lets `fill` bring in what it starts with, all in one transaction: a stop half-way leaves nothing, and
 * nobody sees it before it is complete. Throws a Refusal where the key is taken or the definition cannot be published. `fill` may be called again.
 */
export async function createApp(
  pool: Pool,
  { key, workspace, definition, template, by }: NewApp,
  fill: (db: Queryable) => Promise<void> = async () => undefined,
): Promise<void> {
  if (!keySchema.safeParse(key).success) refuse('app.key', undefined, 'key');
  await patiently(pool, key, async (client) => {
    try {
      await client.query('insert into pipewright.app (key, workspace, draft, template) values ($1, $2, $3, $4)', [
        key,
        workspace,
        JSON.stringify(definition),
        template,
      ]);
    } catch (error) {
      if (pgError(error)?.code === PG.unique) refuse('app.key_taken', { key }, 'key');
      throw error;
    }
    await writeVersion(client, { key, document: definition, base: 0, by });
    await client.query(
      'insert into pipewright.member (app, user_id, role) select app, $2, admin_roles[1] from pipewright.version where app = $1 and version = 1',
      [key, by],
    );
    await fill(client);
  });
  // The app stands; indexes that are missing are built when the server goes on with what was interrupted.
  await buildLaterIndexes(pool, key).catch((error) => log.error({ err: error, app: key }, 'Indexes could not be built.'));
}
