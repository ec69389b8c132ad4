import { z } from 'zod';
import { endToken, listTokens, MOST_TOKENS, makeToken } from '../auth/tokens.ts';
import { readBody } from '../door/body.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';

const wish = z.strictObject({
  name: z.string().trim().min(1).max(80),
  app: z.string().max(40),
  writes: z.boolean(),
  days: z.int().min(1).max(366),
});

/** Tokens with which programs come in one's own name: seen, made and ended by a person who is signed in, never by a program. */
export function tokenRoutes({ pool }: Server): Routes {
  return new Routes()
    .get('/account/tokens', 'signedIn', async (c) => c.json({ tokens: await listTokens(pool, c.get('caller').user) }))
    .post('/account/tokens', 'signedIn', 'small', async (c) => {
      const asked = await readBody(c, wish);
      const { user } = c.get('caller');
      const made = await makeToken(pool, user, asked);
      if (made) return c.json(made, 201);
      const { rowCount } = await pool.query('select 1 from pipewright.member where user_id = $1 and app = $2', [user, asked.app]);
      return rowCount ? refuse('token.too_many', { most: MOST_TOKENS }) : refuse('unknown.app', undefined, 'app');
    })
    .delete('/account/tokens/:id', 'signedIn', async (c) => {
      const id = c.req.param('id');
      if (!(isId(id) && (await endToken(pool, c.get('caller').user, id)))) refuse('unknown.token');
      return c.json({});
    });
}
