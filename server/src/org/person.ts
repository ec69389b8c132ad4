import { changeAccount } from '../auth/accounts.ts';
import { PG, pgError } from '../db/error.ts';
import type { Queryable } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { assertAdminLeft } from './roles.ts';
import { holdWorkspace } from './workspace.ts';

/** What may be changed of a person, besides the department. */
export interface PersonChange {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly admin?: boolean | undefined;
  readonly active?: boolean | undefined;
}

/** Refuses a person who is none of the workspace. */
export async function assertPerson(db: Queryable, workspace: string, user: string): Promise<void> {
  const { rowCount } = await db.query('select 1 from pipewright.person where user_id = $1 and workspace = $2', [user, workspace]);
  if (!rowCount) refuse('unknown.person');
}

/** Changes a person of the workspace, where the account is called alike. In the caller's transaction. */
export async function changePerson(
  db: Queryable,
  workspace: string,
  user: string,
  { name, email, admin, active }: PersonChange,
): Promise<void> {
  await holdWorkspace(db, workspace);
  await assertPerson(db, workspace, user);
  if (admin === false) await assertAdminLeft(db, workspace, user);
  if (name !== undefined || email !== undefined) await changeAccount(db, user, name, email);
  if ([name, admin, active].every((each) => each === undefined)) return;
  // Who comes back while the hand-over still goes on keeps nothing of what was handed over.
  await db.query(
    `update pipewright.person set name = coalesce($2, name), installation_admin = coalesce($3, installation_admin), active = coalesce($4, active)
     where user_id = $1 and ($4::boolean is null or leaving is null)`,
    [user, name ?? null, admin ?? null, active ?? null],
  );
}

/** Does what gives a person an address, and refuses one that somebody has already. */
export async function withFreeAddress<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (pgError(error)?.code === PG.unique) refuse('value.unique', { field: { en: 'E-mail', 'zh-CN': '邮箱' } }, 'email');
    throw error;
  }
}
