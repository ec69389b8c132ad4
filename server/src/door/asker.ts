import type { Context } from 'hono';
import type { Asker } from '../asking/answers.ts';
import type { Env } from './env.ts';

/** Who asks, until when, and how fresh the answer must be: `?since=`, an instant that an event told. */
export function askerOf(c: Context<Env>): Asker {
  const since = Number(c.req.query('since') || Number.NaN);
  return { person: c.get('caller').user, signal: c.req.raw.signal, since: Number.isFinite(since) ? since : undefined };
}
