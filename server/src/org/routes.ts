import { z } from 'zod';
import { addAccounts, checkPassword, hashPassword } from '../auth/accounts.ts';
import { endSessions } from '../auth/sessions.ts';
import { transaction } from '../db/pool.ts';
import { readBody } from '../http/body.ts';
import type { Server } from '../http/env.ts';
import { PG, pgError, refuse } from '../http/fault.ts';
import { Routes } from '../http/route.ts';
import { isId } from '../id.ts';
import { announced } from '../records/announced.ts';
import { importTeams } from './import-teams.ts';
import { movePerson } from './move-person.ts';
import { addDepartment, addPeople, listDepartments, listPeople, setRoles } from './org.ts';

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
const member = z.strictObject({ user: z.string().max(64), role: z.string().max(40).nullable() });

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
      if (pgError(error)?.code === PG.foreignKey) refuse('unknown.department', undefined, 'department');
      throw error;
    }
  });

  app.patch('/people/:user', 'installationAdmin', 'small', async (c) => {
    const patch = await readBody(c, personPatch);
    const user = c.req.param('user');
    const { workspace } = c.get('caller');
    const { department, active } = patch;
    const known = await listDepartments(server.pool, workspace);
    if (department && !known.some((each) => each.id === department)) refuse('unknown.department', undefined, 'department');
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
    const known = await listDepartments(server.pool, workspace);
    if (parent && !known.some((each) => each.id === parent)) refuse('unknown.department', undefined, 'parent');
    const id = await addDepartment(server.pool, workspace, { name, parent: parent ?? null });
    if (manager) await setManager(id, workspace, manager);
    return c.json({ id }, 201);
  });

  const setManager = async (id: string, workspace: string, manager: string | null) => {
    const { rowCount } = await server.pool.query(
      `update pipewright.department d set manager = $3 where d.id = $1 and d.workspace = $2 and ($3::text is null or exists (select 1 from pipewright.person p where p.user_id = $3 and p.workspace = $2))`,
      [id, workspace, manager],
    );
    if (!rowCount) refuse('unknown.person', undefined, 'manager');
  };

  app.patch('/departments/:id', 'installationAdmin', 'small', async (c) => {
    const { manager } = await readBody(c, z.strictObject({ manager: z.string().max(64).nullable() }));
    const id = c.req.param('id');
    if (!isId(id)) refuse('unknown.department');
    await setManager(id, c.get('caller').workspace, manager);
    return c.json({});
  });

  return app;
}

/** Who has which role in an app. */
export function memberRoutes(server: Server): Routes {
  const app = new Routes();

  app.get('/members', 'appAdmin', async (c) => {
    const { rows } = await server.pool.query(
      `select p.user_id as id, p.name, p.department::text, m.role from pipewright.member m join pipewright.person p on p.user_id = m.user_id where m.app = $1 order by p.name collate "zh-x-icu"`,
      [c.get('inApp').published.key],
    );
    return c.json({ members: rows });
  });

  app.put('/members', 'appAdmin', 'small', async (c) => {
    const body = await readBody(c, member);
    const { published, caller } = c.get('inApp');
    const { user, role } = body;
    if (role === null) {
      // An administrator who takes the own role away could lock everybody out.
      if (user === caller.user) refuse('denied.own_role', undefined, 'user');
      await server.pool.query('delete from pipewright.member where app = $1 and user_id = $2', [published.key, user]);
      return c.json({});
    }
    if (!published.app.roles.some((each) => each.key === role)) refuse('unknown.role', { name: role }, 'role');
    const known = await server.pool.query('select 1 from pipewright.person where user_id = $1 and workspace = $2', [
      body.user,
      caller.workspace,
    ]);
    if (!known.rowCount) refuse('unknown.person', undefined, 'user');
    if (user === caller.user) refuse('denied.own_role', undefined, 'user');
    await setRoles(server.pool, published.key, [{ user, role }]);
    return c.json({});
  });

  return app;
}
