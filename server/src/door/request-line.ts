import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { log, REQUEST_LEVEL } from '../log/log.ts';
import type { Env } from './env.ts';

/** The header by which a request is known before us, here and behind us. */
export const REQUEST_ID = 'x-request-id';
/** What a proxy may call a request: enough for any of their ways, too little to carry something else. */
const SANE = /^[\w.:-]{1,64}$/;

/** The name of a request: as whoever passed it on called it, else twelve characters that can be read out on the telephone. */
export function requestIdFrom(given: string | undefined): string {
  return given && SANE.test(given) ? given : randomUUID().replaceAll('-', '').slice(-12);
}

/** What may be said of a request: its name, the address of its route with nothing filled in, and who asked in which app, once that is known. */
export function aboutRequest(c: Context<Env>) {
  return {
    id: c.get('requestId'),
    method: c.req.method,
    path: routePath(c),
    app: c.get('inApp')?.published.key,
    person: c.get('caller')?.user,
  };
}

/** Gives each request its name, which is answered as a header, and says in the log how it ended and after how many milliseconds. */
export function tellRequests(): MiddlewareHandler<Env> {
  const told = log.isLevelEnabled(REQUEST_LEVEL);
  return async (c, next) => {
    const began = performance.now();
    const id = requestIdFrom(c.req.header(REQUEST_ID));
    c.set('requestId', id);
    await next();
    c.res.headers.set(REQUEST_ID, id);
    if (told)
      log[REQUEST_LEVEL]({ ...aboutRequest(c), status: c.res.status, ms: Math.round((performance.now() - began) * 10) / 10 }, 'request');
  };
}
