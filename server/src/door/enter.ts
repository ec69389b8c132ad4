import { dayIn } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import { type Caller, callersOf } from '../auth/principal.ts';
import type { Queryable } from '../db/pool.ts';
import type { InApp, Server } from './env.ts';

/** Puts the published app and the caller's view of it together; undefined where the caller has no role there. */
export async function enterApp(
  server: Pick<Server, 'apps'> & { readonly pool: Queryable },
  caller: Caller,
  key: string,
): Promise<InApp | undefined> {
  const published = caller.appVersion ? await server.apps.get(server.pool, key, caller.appVersion) : undefined;
  const role = published?.app.roles.find((each) => each.key === caller.role);
  if (!published || !role) return undefined;
  const { user, workspace, department, departments, shared, now } = caller;
  const principal = { user, workspace, department, departments, shared, role, now, today: dayIn(published.app.timeZone, now) };
  return { caller, published, view: { app: published.app, schema: published.schema, principal } };
}

/**
 * The views that people have of an app at this moment, by user; who has no role there has none.
 * @param db in a transaction its own connection: one that waits for a second, while others do the same, waits for ever
 */
export async function viewsOf(
  { apps }: Pick<Server, 'apps'>,
  db: Queryable,
  users: readonly string[],
  key: string,
): Promise<Map<string, Sight>> {
  const inside = await Promise.all((await callersOf(db, users, key)).map((caller) => enterApp({ apps, pool: db }, caller, key)));
  return new Map(inside.flatMap((found) => (found ? [[found.caller.user, found.view] as const] : [])));
}
