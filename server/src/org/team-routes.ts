import { endSession, endSessions, listSessions } from '../auth/sessions.ts';
import { transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { belongingsOf } from './belongings.ts';
import { handedOver } from './handed-over.ts';
import { letGo } from './leave.ts';
import { setRoles } from './org.ts';
import { assertPerson } from './person.ts';
import { administered, assertAppAdminLeft, roleToGive } from './roles.ts';
import { listTeam } from './team.ts';
import { holdWorkspace } from './workspace.ts';

/** The people of the workspace as its administrators look after them: roles, sessions, and leaving. */
export function teamRoutes(server: Server): Routes {
  const { pool } = server;
  const app = new Routes();

  app.operation('listTeam', async (_, c) => {
    const { workspace } = c.get('caller');
    const mine = await administered(server, pool, c.get('caller'));
    const apps = mine.map(({ key, app: { name, roles } }) => ({
      key,
      name,
      roles: roles.map((role) => ({ key: role.key, name: role.name })),
    }));
    const keys = mine.map(({ key }) => key);
    return { people: await listTeam(pool, workspace, keys), apps };
  });

  app.operation('setPersonRole', async ({ user, body: { app: key, role } }, c) => {
    const { workspace } = c.get('caller');
    await transaction(pool, async (client) => {
      await holdWorkspace(client, workspace);
      await assertPerson(client, workspace, user);
      const mine = await administered(server, client, c.get('caller'));
      if (!roleToGive(mine, key, role)?.admin) await assertAppAdminLeft(client, user, key);
      if (role === null) await client.query('delete from pipewright.member where app = $1 and user_id = $2', [key, user]);
      else await setRoles(client, key, [{ user, role }]);
    });
    await server.streams.check();
    return {};
  });

  app.operation('listPersonSessions', async ({ user }, c) => {
    await assertPerson(pool, c.get('caller').workspace, user);
    return { sessions: await listSessions(pool, user, '') };
  });

  app.operation('endPersonSession', async ({ user, id }, c) => {
    await assertPerson(pool, c.get('caller').workspace, user);
    if (!(isId(id) && (await endSession(pool, user, id)))) refuse('unknown.session');
    await server.streams.check();
    return {};
  });

  app.operation('endPersonSessions', async ({ user }, c) => {
    await assertPerson(pool, c.get('caller').workspace, user);
    await endSessions(pool, user);
    await server.streams.check();
    return {};
  });

  app.operation('countBelongings', async ({ user }, c) => {
    const { workspace } = c.get('caller');
    await assertPerson(pool, workspace, user);
    return belongingsOf(server, pool, workspace, user);
  });

  app.operation('listHandOvers', async ({ user }, c) => {
    const { workspace } = c.get('caller');
    await assertPerson(pool, workspace, user);
    return { handOvers: await handedOver(server, pool, workspace, user) };
  });

  app.operation('letPersonGo', async ({ user, body: { to } }, c) => {
    const { workspace, user: by } = c.get('caller');
    await letGo(server, { workspace, user, to, by });
    await server.streams.check();
    return {};
  });

  return app;
}
