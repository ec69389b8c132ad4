import { createHash } from 'node:crypto';
import type { RequestMark } from '@pipewright/definition';
import type { Context } from 'hono';
import { refuse } from '../ground/refusal.ts';

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

/** Refuses a key that the same person used to ask for something else than what is known under it. */
export function assertSameAsked(request: RequestMark, hash: string): void {
  if (hash !== request.hash) refuse('request.key_reused', undefined, HEADER);
}
