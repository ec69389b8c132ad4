import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';

/** A published app of a workspace, as the server keeps it. */
export type WorkspaceApp = NonNullable<Awaited<ReturnType<Server['apps']['get']>>>;

/** The apps of a workspace as they are published; held, nobody publishes until the transaction ends, so that no table that is just being made is left out. */
export async function appsOf(
  { apps }: Pick<Server, 'apps'>,
  db: Queryable,
  workspace: string,
  how: 'read' | 'held' = 'read',
): Promise<WorkspaceApp[]> {
  const { rows } = await db.query<{ key: string; version: number }>(
    `select key, version from pipewright.app where workspace = $1 and version > 0 order by key${how === 'held' ? ' for share' : ''}`,
    [workspace],
  );
  return inVersions({ apps }, db, rows);
}

/** Apps in the versions in which they are published. */
export async function inVersions(
  { apps }: Pick<Server, 'apps'>,
  db: Queryable,
  wanted: readonly { readonly key: string; readonly version: number }[],
): Promise<WorkspaceApp[]> {
  const found = await Promise.all(wanted.map(({ key, version }) => apps.get(db, key, version)));
  return found.flatMap((each) => each ?? []);
}

/** Lets one alone at a time change who leads what in a workspace, until the transaction ends: two changes that are right each alone may not be so together. */
export async function holdWorkspace(db: Queryable, workspace: string): Promise<void> {
  await db.query('select 1 from pipewright.workspace where id = $1 for no key update', [workspace]);
}
