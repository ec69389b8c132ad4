import { endSessions } from '../auth/sessions.ts';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { type OpenCount, openRecords } from './belongings.ts';
import { type HeldPerson, handOver, holdPeople } from './hand-over.ts';
import { assertAdminLeft, assertAppAdminLeft } from './roles.ts';
import { holdWorkspace, type WorkspaceApp } from './workspace.ts';

/** Who leaves a workspace, who takes over, and who decided it. */
export interface Leaving {
  readonly workspace: string;
  readonly user: string;
  readonly to: string | null;
  readonly by: string;
}

type Servers = Pick<Server, 'pool' | 'apps' | 'events'>;

/**
 * Lets a person go: out at once, and everything open handed over afterwards, a stretch at a time, whether anybody waits for it or not. What a stop interrupts
 * is gone on with when a server starts, or when it is asked for again; what was handed over is not handed over twice. Refuses the last administrator, and a
 * person whose records nobody takes over.
 */
export async function letGo(server: Servers & Pick<Server, 'afterwards'>, leaving: Leaving): Promise<void> {
  const rest = (signal: AbortSignal) => handOver(server, leaving.user, signal);
  await server.afterwards.around(`leave ${leaving.user}`, () => announced(server, (db) => begin(server, db, leaving)), rest);
}

/** Goes on with the hand-overs that were begun and not finished, until the signal ends it. */
export async function resumeLeaving(server: Servers, signal?: AbortSignal): Promise<void> {
  const { rows } = await server.pool.query<{ user: string }>(
    'select user_id as "user" from pipewright.person where leaving is not null order by 1',
  );
  for (const { user } of rows) await handOver(server, user, signal);
}

async function begin(server: Servers, db: Queryable, { workspace, user, to: wished, by }: Leaving): Promise<void> {
  if (user === by) refuse('leave.self');
  await holdWorkspace(db, workspace);
  const passing = await passingTo(db, workspace, user);
  const people = await holdPeople(db, workspace, [user, wished, ...passing]);
  const leaver = people.get(user) ?? refuse('unknown.person');
  if (!leaver.active && !leaver.leaving) refuse('leave.left');
  // Who goes on with a hand-over need not say again who takes over.
  const to = wished ?? leaver.leaving?.to ?? null;
  const heir = to === null ? undefined : (people.get(to) ?? (await holdPeople(db, workspace, [to])).get(to));
  if (to !== null && (to === user || !heir?.active)) refuse('leave.heir_unknown', undefined, 'to');
  if (leaver.active) {
    await assertAdminLeft(db, workspace, user);
    await assertAppAdminLeft(db, user);
  }
  const own = await openRecords(server, db, workspace, user);
  const open = [...own];
  for (const each of passing) open.push(...(await openRecords(server, db, workspace, each)));
  const total = sumOf(open);
  if (total > 0 && !heir) refuse('leave.heir', { count: total }, 'to');
  const apps = open.map(({ published }) => published);
  if (heir) await assertRoles(db, heir, apps);
  await db.query(
    `update pipewright.person set active = false, installation_admin = false,
       leaving = jsonb_build_object('at', now(), 'total', $2::integer) || coalesce(leaving, '{}') || jsonb_build_object('to', $3::text, 'by', $4::text)
     where user_id = $1`,
    [user, sumOf(own), to, by],
  );
  // What was on its way to whoever leaves goes on to who takes over.
  await db.query(`update pipewright.person set leaving = leaving || jsonb_build_object('to', $2::text) where user_id = any($1)`, [
    passing,
    to ?? by,
  ]);
  await endSessions(db, user);
  await db.query('delete from pipewright.token where user_id = $1', [user]);
  await db.query('delete from pipewright.invitation where user_id = $1', [user]);
  await db.query('update pipewright.department set manager = $2 where manager = $1', [user, to]);
}

const sumOf = (open: readonly OpenCount[]) => open.reduce((sum, { count }) => sum + count, 0);

/** Those who have left and whose records are still on their way to somebody. */
async function passingTo(db: Queryable, workspace: string, heir: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select user_id as id from pipewright.person where workspace = $1 and coalesce(leaving->>'to', leaving->>'by') = $2 and user_id <> $2`,
    [workspace, heir],
  );
  return rows.map(({ id }) => id);
}

/** Whoever takes records over must be able to see them. */
async function assertRoles(db: Queryable, heir: HeldPerson, apps: readonly WorkspaceApp[]): Promise<void> {
  const { rows } = await db.query<{ app: string }>('select app from pipewright.member where user_id = $1', [heir.id]);
  const strange = apps.find(({ key }) => !rows.some(({ app }) => app === key));
  if (strange) refuse('leave.heir_role', { person: heir.name, app: strange.app.name }, 'to');
}
