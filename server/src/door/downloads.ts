import type { MiddlewareHandler } from 'hono';

/** What is handed out as a file came from somebody and is no page of ours: it may load nothing, run nothing and reach nothing, wherever it is opened. */
export function shutDownloads(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.res.headers.has('content-disposition')) c.res.headers.set('content-security-policy', "default-src 'none'; sandbox");
  };
}
