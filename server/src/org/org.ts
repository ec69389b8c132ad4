import type { DepartmentJson } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';

/** A department to add. */
export interface NewDepartment {
  readonly id?: string;
  readonly name: string;
  readonly parent: string | null;
}

/** Adds a department under its parent; its path runs from the root to itself. */
export async function addDepartment(db: Queryable, workspace: string, { id = newId(), name, parent }: NewDepartment): Promise<string> {
  await db.query(
    `insert into pipewright.department (id, workspace, name, parent, path)
     values ($1, $2, $3, $4, coalesce((select path from pipewright.department where id = $4), '{}'::uuid[]) || $1::uuid)`,
    [id, workspace, name, parent],
  );
  return id;
}

/** A person to add to a workspace; the sign-in account must exist. */
export interface NewPerson {
  readonly user: string;
  readonly name: string;
  readonly department: string | null;
  readonly installationAdmin?: boolean;
}

/** Adds people to a workspace. */
export async function addPeople(db: Queryable, workspace: string, people: readonly NewPerson[]): Promise<void> {
  await db.query(
    `insert into pipewright.person (user_id, workspace, name, department, installation_admin)
     select x."user", $1, x.name, x.department, coalesce(x."installationAdmin", false) from jsonb_to_recordset($2::jsonb) as x("user" text, name text, department uuid, "installationAdmin" boolean)`,
    [workspace, JSON.stringify(people)],
  );
}

/** Gives people a role in an app, or changes it. */
export async function setRoles(
  db: Queryable,
  app: string,
  members: readonly { readonly user: string; readonly role: string }[],
): Promise<void> {
  await db.query(
    `insert into pipewright.member (app, user_id, role) select $1, x."user", x.role from jsonb_to_recordset($2::jsonb) as x("user" text, role text)
     on conflict (app, user_id) do update set role = excluded.role`,
    [app, JSON.stringify(members)],
  );
}

/** The departments of a workspace, parents first. */
export async function listDepartments(db: Queryable, workspace: string): Promise<DepartmentJson[]> {
  const { rows } = await db.query<DepartmentJson>(
    `select id::text, name, parent::text, manager from pipewright.department d where workspace = $1 order by cardinality(path), name collate "zh-x-icu", d.id`,
    [workspace],
  );
  return rows;
}
