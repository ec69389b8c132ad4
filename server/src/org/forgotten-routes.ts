import type { Language } from '@pipewright/definition';
import type { Terms } from '../auth/allowance.ts';
import { countTry, keyFor } from '../auth/attempts.ts';
import { clientAddress, networkOf } from '../door/client-address.ts';
import type { Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { Routes } from '../door/route.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { makeLink, tokenFor } from './invitation.ts';
import { mailLink } from './mail-link.ts';

/** Enough for whoever mistypes the address, too few to fill somebody's box. */
const ACCOUNT: Terms = { free: 3, most: 900 };
const NETWORK: Terms = { free: 10, most: 900 };

/** `POST /api/auth/forgotten`: whoever forgot the password is sent a link to a new one. What is answered, and when, is the same whether the address is known or not. */
export function forgottenRoutes(server: Server): Routes {
  return new Routes().operation('forgotPassword', async ({ body: { email } }, c) => {
    if (!server.post) refuse('unknown.route');
    const address = email.trim().toLowerCase();
    const tries = [
      { kind: 'one', key: keyFor(server.secret, 'forgotten from', networkOf(clientAddress(c, server))), terms: NETWORK },
      { kind: 'one', key: keyFor(server.secret, 'forgotten', address), terms: ACCOUNT },
    ] as const;
    for (const asked of tries) await countTry(server.pool, asked);
    const language = languageOf(c);
    // Under a name of its own, so that nobody who asks waits for a letter that is on its way.
    await server.afterwards.around(
      `forgotten ${newId()}`,
      async () => undefined,
      () => sendLink(server, address, language),
    );
    return {};
  });
}

/** Sends a link to whoever signs in with an address, unless one was made for them or sent to them just now. */
async function sendLink(server: Server, address: string, language: Language): Promise<void> {
  const { rows } = await server.pool.query<{ user: string; workspace: string }>(
    `select p.user_id as "user", p.workspace::text from auth."user" u join pipewright.person p on p.user_id = u.id and p.active
       join auth.account a on a."userId" = u.id and a."providerId" = 'credential' and a.password is not null
     where u.email = $1`,
    [address],
  );
  const [found] = rows;
  const token = tokenFor(server.secret, found?.user ?? '');
  if (found && (await makeLink(server.pool, { ...found, by: null, token }))) await mailLink(server, { user: found.user, token }, language);
}
