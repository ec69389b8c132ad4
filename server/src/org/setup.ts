import { randomBytes } from 'node:crypto';
import { addAccounts, checkPassword, hashPassword } from '../auth/accounts.ts';
import { type Asked, KNOWN } from '../auth/allowance.ts';
import { countTry, keyFor, tryWentWell } from '../auth/attempts.ts';
import { hashOf } from '../auth/tokens.ts';
import { type Pool, transaction } from '../db/pool.ts';
import { clientAddress, networkOf } from '../door/client-address.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { addPeople } from './org.ts';

/** Where nobody has an account yet: makes a token that lets one person become the first administrator, once. */
export async function setupToken(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query('select 1 from pipewright.person limit 1');
  if (rows.length > 0) return undefined;
  const token = randomBytes(24).toString('base64url');
  await pool.query('delete from pipewright.setup_token where used_at is null');
  await pool.query('insert into pipewright.setup_token (hash) values ($1)', [hashOf(token)]);
  return token;
}

/** `POST /api/setup`: the first administrator, by the one-time token from the log. */
export function setupRoutes(server: Server): Routes {
  return new Routes().operation('setUp', async ({ body: { token, company, name, email, password } }, c) => {
    const asked: Asked = { kind: 'one', key: keyFor(server.secret, 'setup', networkOf(clientAddress(c, server))), terms: KNOWN };
    const counted = await countTry(server.pool, asked);
    const open = await server.pool.query('select 1 from pipewright.setup_token where hash = $1 and used_at is null', [hashOf(token)]);
    if (!open.rowCount) refuse('setup.token', undefined, 'token');
    await tryWentWell(server.pool, counted);
    await checkPassword(password, [company, name, email]);
    const passwordHash = await hashPassword(server.auth, password);
    await transaction(server.pool, async (client) => {
      const used = await client.query('update pipewright.setup_token set used_at = now() where hash = $1 and used_at is null', [
        hashOf(token),
      ]);
      if (!used.rowCount) refuse('setup.token', undefined, 'token');
      const workspace = newId();
      await client.query('insert into pipewright.workspace (id, name) values ($1, $2)', [workspace, company]);
      const [user = ''] = await addAccounts(client, [{ name, email, passwordHash }]);
      await addPeople(client, workspace, [{ user, name, department: null, installationAdmin: true }]);
    });
    return {};
  });
}
