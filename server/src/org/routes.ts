import { z } from 'zod';
import { addAccounts, checkPassword, hashPassword } from '../auth/accounts.ts';
import { endSessions } from '../auth/sessions.ts';
import { PG, pgError } from '../db/error.ts';
import { type Queryable, transaction } from '../db/pool.ts';
import { readBody } from '../door/body.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { importTeams } from './import-teams.ts';
import { movePerson } from './move-person.ts';
import { addDepartment, addPeople, listDepartments, listPeople } from './org.ts';

const newPerson = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).optional(),
  password: z.string().max(1000).optional(),
  department: z.uuid().nullable().optional(),
});
const newDepartment = z.strictObject({
  name: z.string().trim().min(1).max(100),
  parent: z.uuid().nullable().optional(),
  manager: z.string().max(64).nullable().optional(),
});
const personPatch = z.strictObject({ department: z.uuid().nullable().optional(), active: z.boolean().optional() });
const word = z.string().trim().min(1).max(100);
const teamLine = z.strictObject({ name: word, manager: word, office: word });

/** People and departments of the caller's workspace. */
export function orgRoutes(server: Server): Routes {
  const app = new Routes();

  app.get('/me', 'signedIn', (c) => {
    const { user, name, installationAdmin: admin } = c.get('caller');
    return c.json({ user, name, installationAdmin: admin });
  });

  app.get('/people', 'signedIn', async (c) =>
    c.json({ people: await listPeople(server.pool, c.get('caller').workspace, c.req.query('search')) }),
  );
  app.get('/departments', 'signedIn', async (c) => c.json({ departments: await listDepartments(server.pool, c.get('caller').workspace) }));

  app.post('/people', 'installationAdmin', 'small', async (c) => {
    const { name, email, password, department } = await readBody(c, newPerson);
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
      return c.json({ id }, 201);
    } catch (error) {
      if (pgError(error)?.code === PG.unique) refuse('value.unique', { field: { en: 'E-mail', 'zh-CN': '邮箱' } }, 'email');
      throw error;
    }
  });

  app.patch('/people/:user', 'installationAdmin', 'small', async (c) => {
    const patch = await readBody(c, personPatch);
    const user = c.req.param('user');
    const { workspace } = c.get('caller');
    const { department, active } = patch;
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
    return found ? c.json({}) : refuse('unknown.person');
  });

  app.post('/people/import', 'installationAdmin', 'document', async (c) => {
    const { lines } = await readBody(c, z.strictObject({ lines: z.array(teamLine).min(1).max(20_000) }));
    return c.json(await transaction(server.pool, (client) => importTeams(client, c.get('caller').workspace, lines)), 201);
  });

  app.post('/departments', 'installationAdmin', 'small', async (c) => {
    const { name, parent, manager } = await readBody(c, newDepartment);
    const { workspace } = c.get('caller');
    await assertDepartment(workspace, parent, 'parent');
    const id = await transaction(server.pool, async (client) => {
      const made = await addDepartment(client, workspace, { name, parent: parent ?? null });
      if (manager) await setManager(client, made, workspace, manager);
      return made;
    });
    return c.json({ id }, 201);
  });

  /** A department of another workspace is an unknown one. */
  const assertDepartment = async (workspace: string, id: string | null | undefined, path: string) => {
    if (id && !(await listDepartments(server.pool, workspace)).some((each) => each.id === id.toLowerCase()))
      refuse('unknown.department', undefined, path);
  };

  app.patch('/departments/:id', 'installationAdmin', 'small', async (c) => {
    const { manager } = await readBody(c, z.strictObject({ manager: z.string().max(64).nullable() }));
    const id = c.req.param('id');
    const { workspace } = c.get('caller');
    if (!isId(id)) refuse('unknown.department');
    await assertDepartment(workspace, id, '');
    await setManager(server.pool, id, workspace, manager);
    return c.json({});
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
