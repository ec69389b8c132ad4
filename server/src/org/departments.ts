import { fieldTypes } from '@pipewright/definition';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { PG, pgError } from '../db/error.ts';
import { type Queryable, rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { appsOf, holdWorkspace, type WorkspaceApp } from './workspace.ts';

/** Refuses a department that is none of the workspace; one of another workspace is an unknown one. */
export async function assertDepartment(db: Queryable, workspace: string, id: string | null | undefined, path: string): Promise<void> {
  if (!id) return;
  const found =
    isId(id) && (await db.query('select 1 from pipewright.department where id = $1 and workspace = $2', [id, workspace])).rowCount;
  if (!found) refuse('unknown.department', undefined, path);
}

/** Says who leads a department. */
export async function setManager(db: Queryable, id: string, workspace: string, manager: string | null): Promise<void> {
  const { rowCount } = await db.query(
    `update pipewright.department d set manager = $3 where d.id = $1 and d.workspace = $2
       and ($3::text is null or exists (select 1 from pipewright.person p where p.user_id = $3 and p.workspace = $2 and p.active))`,
    [id, workspace, manager],
  );
  if (!rowCount) refuse('unknown.person', undefined, 'manager');
}

/** Puts a department with all that stands under it under another one, or at the top. In the caller's transaction. */
export async function moveDepartment(db: Queryable, workspace: string, id: string, parent: string | null): Promise<void> {
  await holdWorkspace(db, workspace);
  const { rows: found } = await db.query<{ path: string[] }>('select path::text[] as path from pipewright.department where id = $1', [
    parent,
  ]);
  const path = found[0]?.path ?? [];
  if (path.includes(id.toLowerCase())) refuse('department.cycle', undefined, 'parent');
  await db.query(
    `update pipewright.department set parent = case when id = $1::uuid then $2::uuid else parent end,
       path = $3::uuid[] || path[array_position(path, $1::uuid):] where path @> array[$1::uuid]`,
    [id, parent, path],
  );
}

/** Deletes a department that nobody and nothing belongs to; refuses any other in words. In the caller's transaction. */
export async function deleteDepartment(server: Pick<Server, 'apps'>, db: Queryable, workspace: string, id: string): Promise<void> {
  await holdWorkspace(db, workspace);
  const { rows: found } = await db.query<{ people: number; children: number }>(
    `select (select count(*)::int from pipewright.person where department = $1 and active) as people,
       (select count(*)::int from pipewright.department where parent = $1) as children`,
    [id],
  );
  const { people = 0, children = 0 } = found[0] ?? {};
  if (people > 0) refuse('department.people', { count: people });
  if (children > 0) refuse('department.children', { count: children });
  for (const published of await appsOf(server, db, workspace, 'held')) {
    const count = await countIn(db, published, id);
    if (count > 0) refuse('department.records', { count, app: published.app.name });
  }
  // Whoever left long ago without leaving records behind is in no department any more.
  await db.query('update pipewright.person set department = null where department = $1 and not active', [id]);
  try {
    await db.query('delete from pipewright.department where id = $1', [id]);
  } catch (error) {
    // Somebody came into it at this moment.
    if (pgError(error)?.code === PG.foreignKey) refuse('department.people', { count: 1 });
    throw error;
  }
}

/** How many records name a department, as that of their owner or in a field. */
async function countIn(db: Queryable, { schema, tables, entity }: WorkspaceApp, id: string): Promise<number> {
  let count = 0;
  for (const { name, columns } of tables) {
    const named = entity(name)?.entity.fields.filter(({ type }) => fieldTypes[type].names === 'department') ?? [];
    const keys = ['department', ...named.map(({ key }) => key)].filter((key) => key in columns);
    if (keys.length === 0) continue;
    const held = sql.join(
      keys.map((key) => sql`t.${sql.id(key)} = ${id}::uuid`),
      sql` or `,
    );
    const [row] = await rows<{ count: number }>(
      db,
      compileSql(sql`select count(*)::int as count from ${sql.id(schema, name)} t where ${held}`),
    );
    count += row?.count ?? 0;
  }
  return count;
}
