import type { Actor } from '@pipewright/definition';
import { sql } from 'kysely';
import { databaseNow, type Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { AppEvent } from '../events/gathered.ts';
import { sweep } from '../records/sweep.ts';
import { appsOf } from './workspace.ts';

/** A person's move to another department of the workspace, or out of all. */
export interface PersonMove {
  readonly workspace: string;
  readonly user: string;
  readonly department: string | null;
  readonly actor: Actor;
}

/**
 * Moves a person to a department; records of that person move along in every app of the workspace, because row rights go by the department of the
 * owner. In the caller's transaction. Answers false where there is no such person.
 */
export async function movePerson(
  apps: Server['apps'],
  db: Queryable,
  announce: (event: AppEvent) => void,
  { workspace, user, department, actor }: PersonMove,
): Promise<boolean> {
  const moved = await db.query('update pipewright.person set department = $3 where user_id = $1 and workspace = $2', [
    user,
    workspace,
    department,
  ]);
  if (!moved.rowCount) return false;
  const now = await databaseNow(db);
  for (const published of await appsOf({ apps }, db, workspace, 'held')) {
    const terms = { db, published, actor, cause: { by: 'department', person: user } as const, now, announce };
    for (const table of published.tables)
      await sweep(terms, table.name, { set: { department }, where: sql`t.owner = ${user}`, kind: 'update' });
  }
  return true;
}
