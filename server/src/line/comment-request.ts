import type { RequestMark } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { assertSameAsked } from '../door/request-mark.ts';

/** The comment that a person has written already by a request with the same mark. Refuses a key that was used to say something else. */
export async function commentBefore(db: Queryable, author: string, request: RequestMark | undefined): Promise<string | undefined> {
  if (!request) return undefined;
  const { rows } = await db.query<{ id: string; hash: string }>(
    `select id::text, request->>'hash' as hash from pipewright.comment where author = $1 and request is not null and request->>'key' = $2`,
    [author, request.key],
  );
  const [found] = rows;
  if (found) assertSameAsked(request, found.hash);
  return found?.id;
}
