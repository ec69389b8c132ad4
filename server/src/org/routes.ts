import { PEOPLE } from '@pipewright/definition';
import { addAccounts, checkPassword, hashPassword } from '../auth/accounts.ts';
import { unguessable } from '../auth/tokens.ts';
import { transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { once } from '../door/once.ts';
import { pageSize } from '../door/page-size.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { assertDepartment, deleteDepartment, moveDepartment, setManager } from './departments.ts';
import { importTeams } from './import-teams.ts';
import { movePerson } from './move-person.ts';
import { addDepartment, addPeople, listDepartments } from './org.ts';
import { listPeople, namePeople } from './people.ts';
import { changePerson, withFreeAddress } from './person.ts';
import { holdWorkspace } from './workspace.ts';

/** People and departments of the caller's workspace. */
export function orgRoutes(server: Server): Routes {
  const app = new Routes();

  app.operation('readMe', (_, c) => {
    const { user, name, installationAdmin, language, timeZone } = c.get('caller');
    return { user, name, installationAdmin, language, timeZone };
  });

  app.operation('listPeople', async ({ query: { search, ids, limit, near } }, c) => {
    const { workspace, department } = c.get('caller');
    if (ids !== undefined) return { people: await namePeople(server.pool, workspace, ids.split(',').slice(0, PEOPLE.most)) };
    const most = pageSize(limit, PEOPLE.most);
    return { people: await listPeople(server.pool, workspace, search, most, near === 'true' ? department : null) };
  });
  app.operation('listDepartments', async (_, c) => ({ departments: await listDepartments(server.pool, c.get('caller').workspace) }));

  app.operation('addPerson', async ({ body: { name, email, password, department } }, c) => {
    const { workspace, user } = c.get('caller');
    const mark = await requestMark(c);
    // A plain hash of what holds a password could be tried out.
    const request = mark && { ...mark, hash: unguessable(32, { secret: server.secret, purpose: 'person', by: user }, mark) };
    await assertDepartment(server.pool, workspace, department, 'department');
    if (password !== undefined) await checkPassword(password, [name, email]);
    const passwordHash = password && email ? await hashPassword(server.auth, password) : undefined;
    return withFreeAddress(() =>
      transaction(server.pool, (client) =>
        once(client, user, request, async () => {
          const [id = ''] = await addAccounts(client, [{ name, ...(email ? { email } : {}), ...(passwordHash ? { passwordHash } : {}) }]);
          await addPeople(client, workspace, [{ user: id, name, department: department ?? null }]);
          return { id };
        }),
      ),
    );
  });

  app.operation('changePerson', async ({ user, body: { department, ...change } }, c) => {
    const { workspace, user: by } = c.get('caller');
    await assertDepartment(server.pool, workspace, department, 'department');
    const actor = { kind: 'person', id: by } as const;
    await withFreeAddress(() =>
      announced(server, async (client, announce) => {
        await changePerson(client, workspace, user, change);
        if (department !== undefined) await movePerson(server.apps, client, announce, { workspace, user, department, actor });
      }),
    );
    await server.streams.check();
    return {};
  });

  app.operation('importPeople', ({ body }, c) =>
    transaction(server.pool, (client) => importTeams(client, c.get('caller').workspace, body.lines)),
  );

  app.operation('addDepartment', async ({ body: { name, parent, manager } }, c) => {
    const { workspace, user } = c.get('caller');
    const request = await requestMark(c);
    await assertDepartment(server.pool, workspace, parent, 'parent');
    return transaction(server.pool, (client) =>
      once(client, user, request, async () => {
        await holdWorkspace(client, workspace);
        const id = await addDepartment(client, workspace, { name, parent: parent ?? null });
        if (manager) await setManager(client, id, workspace, manager);
        return { id };
      }),
    );
  });

  app.operation('changeDepartment', async ({ id, body: { name, parent, manager } }, c) => {
    const { workspace } = c.get('caller');
    if (!isId(id)) refuse('unknown.department');
    await assertDepartment(server.pool, workspace, id, '');
    await assertDepartment(server.pool, workspace, parent, 'parent');
    await transaction(server.pool, async (client) => {
      if (parent !== undefined) await moveDepartment(client, workspace, id, parent);
      if (name !== undefined) await client.query('update pipewright.department set name = $2 where id = $1', [id, name]);
      if (manager !== undefined) await setManager(client, id, workspace, manager);
    });
    return {};
  });

  app.operation('deleteDepartment', async ({ id }, c) => {
    const { workspace } = c.get('caller');
    if (!isId(id)) refuse('unknown.department');
    await assertDepartment(server.pool, workspace, id, '');
    await transaction(server.pool, (client) => deleteDepartment(server, client, workspace, id));
    return {};
  });

  return app;
}
