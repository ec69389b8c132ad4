import { createHash } from 'node:crypto';
import type { Cause, RequestMark } from '@pipewright/definition';
import { requestSql, type Sight } from '@pipewright/sql';
import type { Context } from 'hono';
import { type Queryable, rows } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';

/** Why a person writes a record by hand. */
export type OwnCause = Extract<Cause, { readonly request?: RequestMark }>;

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{8,128}$/;

/** The mark of a request that has an `Idempotency-Key`; undefined where it has none. Refuses a key of the wrong form. */
export async function requestMark(c: Context): Promise<RequestMark | undefined> {
  const key = c.req.header(HEADER);
  if (key === undefined) return undefined;
  if (!KEY.test(key)) refuse('request.key', undefined, HEADER);
  const asked = [c.req.method, c.req.path, c.req.query('version') ?? '', await c.req.text()];
  return { key, hash: createHash('sha256').update(JSON.stringify(asked)).digest('base64url') };
}

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
  if (found && found.hash !== request.hash) refuse('request.key_reused', undefined, HEADER);
  return found;
}
