import type { TokenWish } from '@pipewright/definition';
import { endToken, listTokens, MOST_TOKENS, makeToken, newToken } from '../auth/tokens.ts';
import { type Queryable, transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { once } from '../door/once.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';

/** Tokens with which programs come in one's own name: seen, made and ended by a person who is signed in, never by a program. */
export function tokenRoutes({ pool, secret }: Server): Routes {
  const make = async (db: Queryable, user: string, asked: TokenWish, token: string) => {
    const made = await makeToken(db, user, asked, token);
    if (made) return made;
    const { rowCount } = await db.query('select 1 from pipewright.member where user_id = $1 and app = $2', [user, asked.app]);
    return rowCount ? refuse('token.too_many', { most: MOST_TOKENS }) : refuse('unknown.app', undefined, 'app');
  };
  return new Routes()
    .operation('listTokens', async (_, c) => ({ tokens: await listTokens(pool, c.get('caller').user) }))
    .operation('makeToken', async ({ body: asked }, c) => {
      const { user } = c.get('caller');
      const request = await requestMark(c);
      // The answer is kept without the token, which is worked out anew.
      const token = newToken(secret, user, request);
      return { ...(await transaction(pool, (db) => once(db, user, request, () => make(db, user, asked, token)))), token };
    })
    .operation('endToken', async ({ id }, c) => {
      if (!(isId(id) && (await endToken(pool, c.get('caller').user, id)))) refuse('unknown.token');
      return {};
    });
}
