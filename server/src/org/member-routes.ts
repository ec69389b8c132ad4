import type { Member } from '@pipewright/definition';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { setRoles } from './org.ts';

/** Who has which role in an app. */
export function memberRoutes(server: Server): Routes {
  const app = new Routes();

  app.operation('listMembers', async (_, c) => {
    const { rows } = await server.pool.query<Member>(
      `select p.user_id as id, p.name, p.department::text, m.role from pipewright.member m join pipewright.person p on p.user_id = m.user_id where m.app = $1 order by p.name collate "zh-x-icu", p.user_id`,
      [c.get('inApp').published.key],
    );
    return { members: rows };
  });

  app.operation('setMember', async ({ body: { user, role } }, c) => {
    const { published, caller } = c.get('inApp');
    if (role === null) {
      // An administrator who takes the own role away could lock everybody out.
      if (user === caller.user) refuse('denied.own_role', undefined, 'user');
      await server.pool.query('delete from pipewright.member where app = $1 and user_id = $2', [published.key, user]);
      return {};
    }
    if (!published.app.roles.some((each) => each.key === role)) refuse('unknown.role', { name: role }, 'role');
    const known = await server.pool.query('select 1 from pipewright.person where user_id = $1 and workspace = $2', [
      user,
      caller.workspace,
    ]);
    if (!known.rowCount) refuse('unknown.person', undefined, 'user');
    if (user === caller.user) refuse('denied.own_role', undefined, 'user');
    await setRoles(server.pool, published.key, [{ user, role }]);
    return {};
  });

  return app;
}
