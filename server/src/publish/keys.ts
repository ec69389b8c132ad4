import { type KnownKeys, learnKeys } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { storedApp } from '../published/stored.ts';

/** Every key an app ever published. Versions from before keys were kept have none beside them: there they are gathered from all definitions. */
export async function readKeys(db: Queryable, app: string, version: number): Promise<KnownKeys> {
  if (version === 0) return {};
  const current = await db.query<{ keys: KnownKeys | null }>('select keys from pipewright.version where app = $1 and version = $2', [
    app,
    version,
  ]);
  const kept = current.rows[0]?.keys;
  if (kept) return kept;
  let known: KnownKeys = {};
  for (let each = 1; each <= version; each += 1) {
    const { rows } = await db.query<{ definition: string }>('select definition from pipewright.version where app = $1 and version = $2', [
      app,
      each,
    ]);
    if (rows[0]) known = learnKeys(known, storedApp(rows[0].definition, app, each));
  }
  return known;
}
