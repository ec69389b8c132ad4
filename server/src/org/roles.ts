import type { Label, Role } from '@pipewright/definition';
import type { Caller } from '../auth/principal.ts';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { inVersions, type WorkspaceApp } from './workspace.ts';

/** The apps of a workspace that somebody administers, by key: there that person may give roles, and knows that there is such an app. */
export async function administered(
  server: Pick<Server, 'apps'>,
  db: Queryable,
  { workspace, user }: Pick<Caller, 'workspace' | 'user'>,
): Promise<WorkspaceApp[]> {
  const { rows } = await db.query<{ key: string; version: number }>(
    `select a.key, a.version from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version
       join pipewright.member m on m.app = a.key where a.workspace = $1 and m.user_id = $2 and m.role = any (v.admin_roles) order by a.created_at, a.key`,
    [workspace, user],
  );
  return inVersions(server, db, rows);
}

/** The role to give, none where it is to be taken away; refuses one of an app that is not among these, or that there is not. */
export function roleToGive(apps: readonly WorkspaceApp[], app: string, key: string | null, path = ''): Role | undefined {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const found = apps.find((each) => each.key === app) ?? refuse('unknown.app', undefined, at('app'));
  if (key === null) return undefined;
  return found.app.roles.find((each) => each.key === key) ?? refuse('unknown.role', { name: key }, at('role'));
}

/** Refuses what would leave the installation without an administrator who can sign in; `without` is the one who would not be it any more. */
export async function assertAdminLeft(db: Queryable, workspace: string, without: string): Promise<void> {
  const { rowCount } = await db.query(
    `select 1 from pipewright.person p where p.workspace = $1 and p.user_id <> $2 and p.installation_admin and p.active
       and exists (select from auth.account a where a."userId" = p.user_id and a.password is not null) limit 1`,
    [workspace, without],
  );
  if (!rowCount) refuse('leave.last_admin');
}

/** Refuses what would leave an app without an administrator who works here; `app` is left out where all apps are meant. */
export async function assertAppAdminLeft(db: Queryable, without: string, app: string | null = null): Promise<void> {
  const { rows } = await db.query<{ name: Label }>(
    `select v.name from pipewright.member m join pipewright.app a on a.key = m.app join pipewright.version v on v.app = a.key and v.version = a.version
     where m.user_id = $1 and m.role = any (v.admin_roles) and ($2::text is null or m.app = $2) and not exists (
       select from pipewright.member o join pipewright.person p on p.user_id = o.user_id
       where o.app = m.app and o.user_id <> $1 and o.role = any (v.admin_roles) and p.active)
     order by a.created_at limit 1`,
    [without, app],
  );
  if (rows[0]) refuse('leave.last_app_admin', { app: rows[0].name });
}
