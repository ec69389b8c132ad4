import type { Context } from 'hono';
import { type Asked, KNOWN } from '../auth/allowance.ts';
import { countTry, keyFor, tryWentWell } from '../auth/attempts.ts';
import { CLIENT_HEADER } from '../auth/auth.ts';
import { dropCookie, prolongCookie, signedTokens } from '../auth/cookie.ts';
import { knownDevice, rememberDevice } from '../auth/device-cookie.ts';
import { endTokens, prolongSession, SESSION_S } from '../auth/sessions.ts';
import { clientAddress, networkOf } from '../door/client-address.ts';
import type { Env, Server } from '../door/env.ts';
import { ownOrigin } from '../door/origin.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';

/** Signing in and out, and living on. The only doors to better-auth: whatever else it offers is not at hand. */
export function signInRoutes(server: Server): Routes {
  return new Routes()
    .operation('signIn', async ({ body: { email, password } }, c) => {
      const account = keyFor(server.secret, 'account', email.trim().toLowerCase());
      const counted = await countTry(server.pool, askedBy(server, c, account));
      const before = await passwordOf(server, email);
      const answer = await server.auth.handler(signInRequest(server, c, email.trim(), password));
      const { token } = answer.ok ? ((await answer.json()) as { token: string }) : { token: undefined };
      if (!token) refuse('signin.wrong');
      if (!(await stillHolds(server, token, before))) {
        await endTokens(server.pool, [token]);
        refuse('signin.wrong');
      }
      await tryWentWell(server.pool, counted);
      // Who signs in again on the same browser leaves the session there before.
      await endTokens(server.pool, signedTokens(c, server.secret));
      for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      rememberDevice(c, server.secret, account, ownOrigin(c, server).startsWith('https:'));
      return {};
    })
    .operation('signOut', async (_, c) => {
      await endTokens(server.pool, signedTokens(c, server.secret));
      await server.streams.check();
      dropCookie(c);
      return {};
    })
    .operation('renewSession', async (_, c) => {
      const [token = ''] = signedTokens(c, server.secret);
      await prolongSession(server.pool, token);
      prolongCookie(c, SESSION_S);
      return {};
    });
}

function askedBy(server: Server, c: Context<Env>, account: string): Asked {
  const device = knownDevice(c, server.secret, account);
  if (device) return { kind: 'one', key: keyFor(server.secret, 'device', account, device), terms: KNOWN };
  const address = networkOf(clientAddress(c, server));
  return {
    kind: 'stranger',
    pair: keyFor(server.secret, 'pair', account, address),
    account,
    address: keyFor(server.secret, 'address', address),
  };
}

/** The request as better-auth wants it: nothing of the caller's but what signing in needs. */
function signInRequest(server: Server, c: Context<Env>, email: string, password: string): Request {
  const origin = ownOrigin(c, server);
  return new Request(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      'user-agent': (c.req.header('user-agent') ?? '').slice(0, 500),
      [CLIENT_HEADER]: clientAddress(c, server),
    },
    body: JSON.stringify({ email, password }),
  });
}

async function passwordOf(server: Server, email: string): Promise<string | null> {
  const { rows } = await server.pool.query<{ password: string | null }>(
    `select a.password from auth."user" u join auth.account a on a."userId" = u.id and a."providerId" = 'credential' where u.email = $1`,
    [email.trim().toLowerCase()],
  );
  return rows[0]?.password ?? null;
}

/**
 * Whether the person of a new session may work here, and the password is the one that was checked. A change of the password that is under way is waited
 * for, so that the session is either seen by it and ended, or refused here.
 */
async function stillHolds(server: Server, token: string, password: string | null): Promise<boolean> {
  const { rows } = await server.pool.query(
    `select 1 from auth.session s join auth.account a on a."userId" = s."userId" and a."providerId" = 'credential'
       join pipewright.person p on p.user_id = s."userId" where s.token = $1 and a.password = $2 and p.active for share of a`,
    [token, password],
  );
  return rows.length > 0;
}
