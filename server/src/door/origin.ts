import type { Context } from 'hono';
import type { Server } from './env.ts';

/** Scheme, host and port under which people come here: as the installation says, else as this request came. */
export function ownOrigin(c: Context, { publicUrl }: Pick<Server, 'publicUrl'>): string {
  return new URL(publicUrl ?? c.req.url).origin;
}
