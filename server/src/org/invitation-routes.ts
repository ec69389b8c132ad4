import type { Invitation } from '@pipewright/definition';
import type { Context } from 'hono';
import { addAccounts, checkPassword, hashPassword, setPassword } from '../auth/accounts.ts';
import { KNOWN } from '../auth/allowance.ts';
import { countTry, keyFor, tryWentWell } from '../auth/attempts.ts';
import { endSessions } from '../auth/sessions.ts';
import { transaction } from '../db/pool.ts';
import { clientAddress, networkOf } from '../door/client-address.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { assertDepartment } from './departments.ts';
import { linkMade, type MadeLink, makeLink, readLink, tokenFor, useLink, withdrawLink } from './invitation.ts';
import { mailLink } from './mail-link.ts';
import { addPeople, setRoles } from './org.ts';
import { assertPerson, withFreeAddress } from './person.ts';
import { administered, roleToGive } from './roles.ts';

/** Links with which people come in and choose a password: made and withdrawn by administrators, opened by whoever holds one. */
export function invitationRoutes(server: Server): Routes {
  const { pool } = server;
  const app = new Routes();
  const opened = async (c: Context<Env>, token: string): Promise<Invitation> => {
    const network = keyFor(server.secret, 'link', networkOf(clientAddress(c, server)));
    const counted = await countTry(pool, { kind: 'one', key: network, terms: KNOWN });
    const link = (await readLink(pool, token)) ?? refuse('invitation.ended', undefined, 'token');
    await tryWentWell(pool, counted);
    return link;
  };

  /** Makes a link and sends it, where letters are sent; a request that comes again gets the same link, and nobody a second letter. */
  const once = async (c: Context<Env>, make: (token: string) => Promise<MadeLink>) => {
    const token = tokenFor(server.secret, c.get('caller').user, await requestMark(c));
    const link = (await linkMade(pool, token)) ?? (await make(token));
    return { ...link, mail: await mailLink(server, link, languageOf(c)) };
  };

  app.operation('invitePerson', async ({ body: { name, email, department, roles } }, c) => {
    const { workspace, user: by } = c.get('caller');
    await assertDepartment(pool, workspace, department, 'department');
    const mine = await administered(server, pool, c.get('caller'));
    for (const [i, { app: key, role }] of roles.entries()) roleToGive(mine, key, role, `roles.${i}`);
    return once(c, (token) =>
      withFreeAddress(() =>
        transaction(pool, async (client) => {
          const [user = ''] = await addAccounts(client, [{ name, email }]);
          await addPeople(client, workspace, [{ user, name, department: department ?? null }]);
          for (const { app: key, role } of roles) await setRoles(client, key, [{ user, role }]);
          return (await makeLink(client, { workspace, user, by, token })) ?? refuse('invitation.address', undefined, 'email');
        }),
      ),
    );
  });

  app.operation('makePersonLink', async ({ user }, c) => {
    const { workspace, user: by } = c.get('caller');
    await assertPerson(pool, workspace, user);
    const { user: _, ...link } = await once(
      c,
      async (token) => (await makeLink(pool, { workspace, user, by, token })) ?? refuse('invitation.address', undefined, 'email'),
    );
    return link;
  });

  app.operation('withdrawPersonLink', async ({ user }, c) =>
    (await withdrawLink(pool, c.get('caller').workspace, user)) ? {} : refuse('unknown.link'),
  );

  app.operation('readInvitation', ({ body: { token } }, c) => opened(c, token));

  app.operation('acceptInvitation', async ({ body: { token, password } }, c) => {
    const { company, name, email } = await opened(c, token);
    await checkPassword(password, [company, name, email]);
    const hash = await hashPassword(server.auth, password);
    await transaction(pool, async (client) => {
      const user = (await useLink(client, token)) ?? refuse('invitation.ended', undefined, 'token');
      // First the password: a session that begins with the former one is either seen below, or sees that it is the former one.
      await setPassword(client, user, hash);
      await endSessions(client, user);
    });
    await server.streams.check();
    return { email };
  });

  return app;
}
