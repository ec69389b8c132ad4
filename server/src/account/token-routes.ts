import { endToken, listTokens, MOST_TOKENS, makeToken } from '../auth/tokens.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';

/** Tokens with which programs come in one's own name: seen, made and ended by a person who is signed in, never by a program. */
export function tokenRoutes({ pool }: Server): Routes {
  return new Routes()
    .operation('listTokens', async (_, c) => ({ tokens: await listTokens(pool, c.get('caller').user) }))
    .operation('makeToken', async ({ body: asked }, c) => {
      const { user } = c.get('caller');
      const made = await makeToken(pool, user, asked);
      if (made) return made;
      const { rowCount } = await pool.query('select 1 from pipewright.member where user_id = $1 and app = $2', [user, asked.app]);
      return rowCount ? refuse('token.too_many', { most: MOST_TOKENS }) : refuse('unknown.app', undefined, 'app');
    })
    .operation('endToken', async ({ id }, c) => {
      if (!(isId(id) && (await endToken(pool, c.get('caller').user, id)))) refuse('unknown.token');
      return {};
    });
}
