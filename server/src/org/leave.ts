import { endSessions } from '../auth/sessions.ts';
import { databaseNow, type Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { endShares } from '../records/share.ts';
import { sweep } from '../records/sweep.ts';
import { openOf, openRecords } from './belongings.ts';
import { assertAdminLeft, assertAppAdminLeft } from './roles.ts';
import { appsOf, holdWorkspace, type WorkspaceApp } from './workspace.ts';

/** Who leaves a workspace, who takes over, and who decided it. */
export interface Leaving {
  readonly workspace: string;
  readonly user: string;
  readonly to: string | null;
  readonly by: string;
}

type Servers = Pick<Server, 'pool' | 'apps' | 'events'>;

/**
 * Lets a person go: out at once, and everything open handed over, app by app. What a stop interrupts is gone on with when the server starts, or when it is
 * asked for again; what was handed over is not handed over twice. Refuses the last administrator, and a person whose records nobody takes over.
 */
export async function letGo(server: Servers, leaving: Leaving): Promise<void> {
  await announced(server, (db) => begin(server, db, leaving));
  await handOver(server, leaving);
}

/** Goes on with the hand-overs that were begun and not finished. */
export async function resumeLeaving(server: Servers): Promise<void> {
  const { rows } = await server.pool.query<Leaving>(
    `select workspace::text, user_id as "user", leaving->>'to' as "to", leaving->>'by' as "by" from pipewright.person where leaving is not null`,
  );
  for (const leaving of rows) await handOver(server, leaving);
}

interface Held {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly leaving: boolean;
  readonly department: string | null;
}

/** Holds on to people in the order of their ids, as every write of a record does with its owner. */
async function hold(db: Queryable, workspace: string, users: readonly (string | null)[]): Promise<Map<string, Held>> {
  const { rows } = await db.query<Held>(
    `select user_id as id, name, active, leaving is not null as leaving, department::text from pipewright.person
     where workspace = $1 and user_id = any($2) order by user_id for no key update`,
    [workspace, users.filter((each) => each !== null)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function begin(server: Servers, db: Queryable, { workspace, user, to, by }: Leaving): Promise<void> {
  if (user === by) refuse('leave.self');
  await holdWorkspace(db, workspace);
  const people = await hold(db, workspace, [user, to]);
  const leaver = people.get(user) ?? refuse('unknown.person');
  if (!leaver.active && !leaver.leaving) refuse('leave.left');
  const heir = to === null ? undefined : people.get(to);
  if (to !== null && (to === user || !heir?.active)) refuse('leave.heir_unknown', undefined, 'to');
  if (leaver.active) {
    await assertAdminLeft(db, workspace, user);
    await assertAppAdminLeft(db, user);
  }
  const open = await openRecords(server, db, workspace, user);
  const count = open.reduce((sum, each) => sum + each.count, 0);
  if (count > 0 && !heir) refuse('leave.heir', { count }, 'to');
  if (heir)
    await assertRoles(
      db,
      heir,
      open.map(({ published }) => published),
    );
  await db.query('update pipewright.person set active = false, installation_admin = false, leaving = $2 where user_id = $1', [
    user,
    JSON.stringify({ to, by }),
  ]);
  await endSessions(db, user);
  await db.query('delete from pipewright.token where user_id = $1', [user]);
  await db.query('delete from pipewright.invitation where user_id = $1', [user]);
  await db.query('update pipewright.department set manager = $2 where manager = $1', [user, to]);
}

/** Whoever takes records over must be able to see them. */
async function assertRoles(db: Queryable, heir: Held, apps: readonly WorkspaceApp[]): Promise<void> {
  const { rows } = await db.query<{ app: string }>('select app from pipewright.member where user_id = $1', [heir.id]);
  const strange = apps.find(({ key }) => !rows.some(({ app }) => app === key));
  if (strange) refuse('leave.heir_role', { person: heir.name, app: strange.app.name }, 'to');
}

/** Where nobody was named because there was nothing, and something came in at the last moment, it goes to who let the person go. */
async function handOver(server: Servers, { workspace, user, to, by }: Leaving): Promise<void> {
  const heir = to ?? by;
  for (const { key } of await appsOf(server, server.pool, workspace))
    await announced(server, async (db, announce) => {
      const people = await hold(db, workspace, [user, heir]);
      const published = (await appsOf(server, db, workspace, 'held')).find((each) => each.key === key);
      if (!published) return;
      const set = { owner: heir, department: people.get(heir)?.department ?? null };
      const cause = { by: 'leave', person: user } as const;
      const terms = { db, published, actor: { kind: 'person', id: by } as const, cause, now: await databaseNow(db), announce };
      for (const table of published.tables)
        if (table.columns.owner) await sweep(terms, table.name, { set, where: openOf(user, table), kind: 'update' });
      await endShares(terms, user);
      await db.query(
        `update pipewright.saved_view v set owner = $3 where v.app = $1 and v.owner = $2 and exists (select from pipewright.member m where m.app = $1 and m.user_id = $3)`,
        [key, user, heir],
      );
      await db.query('delete from pipewright.saved_view where app = $1 and owner = $2', [key, user]);
      await db.query('delete from pipewright.member where app = $1 and user_id = $2', [key, user]);
    });
  await server.pool.query('update pipewright.person set leaving = null where user_id = $1', [user]);
}
