import { keySchema } from '@pipewright/definition';
import { type Pool, transaction } from '../db/pool.ts';
import { PG, pgError, refuse } from '../http/fault.ts';
import { publish } from '../publish/publish.ts';

/** A wish for a new app. */
export interface NewApp {
  readonly key: string;
  readonly workspace: string;
  readonly definition: unknown;
  readonly template: string | null;
  /** Who makes it; becomes its first administrator. */
  readonly by: string;
}

/** Makes an app and publishes its first version. Throws a Refusal where the key is taken or the definition cannot be published; then nothing is left. */
export async function createApp(pool: Pool, { key, workspace, definition, template, by }: NewApp): Promise<void> {
  if (!keySchema.safeParse(key).success) refuse('app.key', undefined, 'key');
  await transaction(pool, async (client) => {
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
  });
  try {
    await publish(pool, { key, document: definition, base: 0, by });
  } catch (error) {
    await pool.query('delete from pipewright.app where key = $1 and version = 0', [key]);
    throw error;
  }
  const { rows } = await pool.query<{ role: string }>(
    'select admin_roles[1] as role from pipewright.version where app = $1 and version = 1',
    [key],
  );
  await pool.query('insert into pipewright.member (app, user_id, role) values ($1, $2, $3)', [key, by, rows[0]?.role]);
}
