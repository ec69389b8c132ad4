import { addAccounts, checkPassword, hashPassword } from '../auth/accounts.ts';
import { endSessions } from '../auth/sessions.ts';
import { PG, pgError } from '../db/error.ts';
import { type Queryable, transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { importTeams } from './import-teams.ts';
import { movePerson } from './move-person.ts';
import { addDepartment, addPeople, listDepartments, listPeople } from './org.ts';

/** People and departments of the caller's workspace. */
export function orgRoutes(server: Server): Routes {
  const app = new Routes();

  app.operation('readMe', (_, c) => {
    const { user, name, installationAdmin: admin } = c.get('caller');
    return { user, name, installationAdmin: admin };
  });

  app.operation('listPeople', async ({ query }, c) => ({
    people: await listPeople(server.pool, c.get('caller').workspace, query.search),
  }));
  app.operation('listDepartments', async (_, c) => ({ departments: await listDepartments(server.pool, c.get('caller').workspace) }));

  app.operation('addPerson', async ({ body: { name, email, password, department } }, c) => {
    const { workspace } = c.get('caller');
    await assertDepartment(workspace, department, 'department');
    if (password !== undefined) await checkPassword(password, [name, email]);
    const passwordHash = password && email ? await hashPassword(server.auth, password) : undefined;
    try {
      const id = await transaction(server.pool, async (client) => {
        const [user = ''] = await addAccounts(client, [{ name, ...(email ? { email } : {}), ...(passwordHash ? { passwordHash } : {}) }]);
        await addPeople(client, workspace, [{ user, name, department: department ?? null }]);
        return user;
      });
      return { id };
    } catch (error) {
      if (pgError(error)?.code === PG.unique) refuse('value.unique', { field: { en: 'E-mail', 'zh-CN': '邮箱' } }, 'email');
      throw error;
    }
  });

  app.operation('changePerson', async ({ user, body: { department, active } }, c) => {
    const { workspace } = c.get('caller');
    await assertDepartment(workspace, department, 'department');
    const actor = { kind: 'person', id: c.get('caller').user } as const;
    const found = await announced(server, async (client, announce) => {
      if (department !== undefined && !(await movePerson(server.apps, client, announce, { workspace, user, department, actor })))
        return false;
      const { rowCount } = await client.query(
        'update pipewright.person set active = coalesce($3, active) where user_id = $1 and workspace = $2',
        [user, workspace, active ?? null],
      );
      if (rowCount && active === false) await endSessions(client, user);
      return rowCount === 1;
    });
    await server.streams.check();
    return found ? {} : refuse('unknown.person');
  });

  app.operation('importPeople', ({ body }, c) =>
    transaction(server.pool, (client) => importTeams(client, c.get('caller').workspace, body.lines)),
  );

  app.operation('addDepartment', async ({ body: { name, parent, manager } }, c) => {
    const { workspace } = c.get('caller');
    await assertDepartment(workspace, parent, 'parent');
    const id = await transaction(server.pool, async (client) => {
      const made = await addDepartment(client, workspace, { name, parent: parent ?? null });
      if (manager) await setManager(client, made, workspace, manager);
      return made;
    });
    return { id };
  });

  /** A department of another workspace is an unknown one. */
  const assertDepartment = async (workspace: string, id: string | null | undefined, path: string) => {
    if (id && !(await listDepartments(server.pool, workspace)).some((each) => each.id === id.toLowerCase()))
      refuse('unknown.department', undefined, path);
  };

  app.operation('changeDepartment', async ({ id, body: { manager } }, c) => {
    const { workspace } = c.get('caller');
    if (!isId(id)) refuse('unknown.department');
    await assertDepartment(workspace, id, '');
    await setManager(server.pool, id, workspace, manager);
    return {};
  });

  return app;
}

async function setManager(db: Queryable, id: string, workspace: string, manager: string | null): Promise<void> {
  const { rowCount } = await db.query(
    `update pipewright.department d set manager = $3 where d.id = $1 and d.workspace = $2 and ($3::text is null or exists (select 1 from pipewright.person p where p.user_id = $3 and p.workspace = $2))`,
    [id, workspace, manager],
  );
  if (!rowCount) refuse('unknown.person', undefined, 'manager');
}
