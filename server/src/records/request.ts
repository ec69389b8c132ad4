import type { Cause, RequestMark } from '@pipewright/definition';
import { requestSql, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { assertSameAsked } from '../door/request-mark.ts';

/** Why a person writes a record by hand. */
export type OwnCause = Extract<Cause, { readonly request?: RequestMark }>;

/**
 * What a request did that is refused now, where it is one that came before and was done then: its answer may have been lost on the way. Asked only
 * after a refusal, so that what goes well costs nothing more. Refuses a key that the same person used to ask for something else.
 */
export async function doneBefore(
  db: Queryable,
  { schema, principal }: Sight,
  request: RequestMark | undefined,
): Promise<{ readonly id: string; readonly version: number } | undefined> {
  if (!request) return undefined;
  const [found] = await rows<{ id: string; version: number; hash: string }>(db, requestSql(schema, principal.user, request.key));
  if (found) assertSameAsked(request, found.hash);
  return found;
}
