import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { Published } from '../published/published.ts';

/** A published app whose automations may have something to do. */
export interface WorkApp {
  readonly published: Published;
  readonly workspace: string;
}

/** The published apps of the installation, or the one of a key. */
export async function workApps(server: Pick<Server, 'apps'>, db: Queryable, key: string | null = null): Promise<WorkApp[]> {
  const { rows } = await db.query<{ key: string; version: number; workspace: string }>(
    'select key, version, workspace::text from pipewright.app where version > 0 and ($1::text is null or key = $1) order by key',
    [key],
  );
  const found: WorkApp[] = [];
  for (const { key: app, version, workspace } of rows) {
    const published = await server.apps.get(db, app, version);
    if (published) found.push({ published, workspace });
  }
  return found;
}
