import type { Context } from 'hono';
import { changeAccount, checkPassword, hashPassword, verifyPassword } from '../auth/accounts.ts';
import { KNOWN } from '../auth/allowance.ts';
import { countTry, keyFor, tryWentWell } from '../auth/attempts.ts';
import { dropCookie, signedTokens } from '../auth/cookie.ts';
import { endSession, endSessions, listSessions } from '../auth/sessions.ts';
import { transaction } from '../db/pool.ts';
import type { Env, Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { isZone } from '../ground/zone.ts';

/** What a person may do with the own account: see it, change name, language, clock and password, see the sessions and end them. */
export function accountRoutes(server: Server): Routes {
  const { pool } = server;
  const tokenOf = (c: Context<Env>) => signedTokens(c, server.secret)[0] ?? '';
  const credential = async (user: string) => {
    const { rows } = await pool.query<{ email: string; password: string | null }>(
      `select u.email, a.password from auth."user" u left join auth.account a on a."userId" = u.id and a."providerId" = 'credential' where u.id = $1`,
      [user],
    );
    return rows[0] ?? refuse('signin.needed');
  };

  return new Routes()
    .operation('readAccount', async (_, c) => {
      const { user, name } = c.get('caller');
      const [{ email }, sessions] = await Promise.all([credential(user), listSessions(pool, user, tokenOf(c))]);
      return { name, email, sessions };
    })
    .operation('changeProfile', async ({ body: { name, language, timeZone } }, c) => {
      const { user } = c.get('caller');
      if (typeof timeZone === 'string' && !isZone(timeZone)) refuse('unknown.time_zone', { name: timeZone }, 'timeZone');
      await transaction(pool, async (client) => {
        await client.query(
          `update pipewright.person set name = coalesce($2, name), language = coalesce($3, language), time_zone = case when $4 then $5 else time_zone end
           where user_id = $1`,
          [user, name ?? null, language ?? null, timeZone !== undefined, timeZone ?? null],
        );
        if (name !== undefined) await changeAccount(client, user, name);
      });
      return {};
    })
    .operation('changePassword', async ({ body: { current, password, keepOthers } }, c) => {
      const { user, name } = c.get('caller');
      // Whoever found a screen left open must not guess here without end; the person's other devices are not kept waiting by it.
      const asked = { kind: 'one', key: keyFor(server.secret, 'password', tokenOf(c)), terms: KNOWN } as const;
      const counted = await countTry(pool, asked);
      const { email, password: hash } = await credential(user);
      if (!hash || !(await verifyPassword(server.auth, hash, current))) refuse('password.wrong', undefined, 'current');
      await tryWentWell(pool, counted);
      if (password === current) refuse('password.same', undefined, 'password');
      await checkPassword(password, [name, email]);
      const fresh = await hashPassword(server.auth, password);
      await transaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `update auth.account set password = $3, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential' and password = $2`,
          [user, hash, fresh],
        );
        if (!rowCount) refuse('password.wrong', undefined, 'current');
        if (!keepOthers) await endSessions(client, user, tokenOf(c));
      });
      await server.streams.check();
      return {};
    })
    .operation('endOtherSessions', async (_, c) => {
      await endSessions(pool, c.get('caller').user, tokenOf(c));
      await server.streams.check();
      return {};
    })
    .operation('endSession', async ({ id }, c) => {
      const ended = isId(id) ? await endSession(pool, c.get('caller').user, id) : undefined;
      if (!ended) refuse('unknown.session');
      await server.streams.check();
      if (ended === tokenOf(c)) dropCookie(c);
      return {};
    })
    .operation('endSessions', async (_, c) => {
      await endSessions(pool, c.get('caller').user);
      await server.streams.check();
      dropCookie(c);
      return {};
    });
}
