import { appJsonSchema } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { appListRoutes, appRoutes } from '../apps/routes.ts';
import { CLIENT_HEADER } from '../auth/auth.ts';
import { setupRoutes } from '../auth/setup.ts';
import { eventRoutes } from '../events/routes.ts';
import { importRoutes } from '../imports/routes.ts';
import { memberRoutes, orgRoutes } from '../org/routes.ts';
import { publishRoutes } from '../publish/routes.ts';
import { recordRoutes } from '../records/routes.ts';
import { reportRoutes } from '../reports/routes.ts';
import { DEMO } from '../templates/demo.ts';
import { templateRoutes } from '../templates/routes.ts';
import type { Env, Server } from './env.ts';
import { answerFault, authFault, Refusal, refuse } from './fault.ts';
import { appAdmin, insideApp, sameOrigin, signedIn } from './guard.ts';
import { webApp } from './static.ts';

/** The version of the product. */
export const VERSION = '0.1.0';

const MB = 1024 * 1024;
const limit = (bytes: number, words: string) =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Refusal([issue('', 'body.too_large', { limit: words })]);
    },
  });

/** Where the built web apps lie. */
export interface WebFolders {
  readonly runtime: string;
  readonly designer: string;
}

/** Puts the whole HTTP side together. `web` is left out where only the API is wanted. */
export function createHttp(server: Server, web?: WebFolders): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => answerFault(c, error));
  app.use(
    secureHeaders({
      // antd writes its styles into the page, which needs inline styles; scripts come only from here.
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
      },
      strictTransportSecurity: false,
      xFrameOptions: 'SAMEORIGIN',
    }),
  );
  app.route('/api', api(server));
  if (web) {
    const designer = webApp(web.designer, '/designer');
    app.get('/designer', designer);
    app.get('/designer/*', designer);
    app.get('/*', webApp(web.runtime, ''));
  }
  return app;
}

function api(server: Server): Hono<Env> {
  const app = new Hono<Env>();
  app.use(sameOrigin);
  app.use('/apps/:app/imports/*', limit(200 * MB, '200 MB'));
  app.use(async (c, next) => {
    if (!/\/imports\//.test(c.req.path)) return limit(5 * MB, '5 MB')(c, next);
    await next();
  });
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });

  app.get('/health', async (c) => {
    const database = await server.pool.query('select 1').then(
      () => 'ok',
      () => 'down',
    );
    return c.json({ status: database === 'ok' ? 'ok' : 'down', version: VERSION, database }, database === 'ok' ? 200 : 503);
  });
  app.get('/sign-in-help', (c) =>
    c.json(server.demo ? { demo: { ...DEMO, sales: 'sales@demo.local', manager: 'manager@demo.local' } } : {}),
  );
  app.get('/definition-schema.json', (c) => c.json(appJsonSchema()));
  app.route('/', setupRoutes(server));
  app.on(['GET', 'POST'], '/auth/*', async (c) => {
    const headers = new Headers(c.req.raw.headers);
    headers.set(CLIENT_HEADER, clientAddress(c.env));
    // Programs send no origin; requests of foreign pages were refused above.
    if (!headers.has('origin')) headers.set('origin', new URL(c.req.url).origin);
    return authFault(c, await server.auth.handler(new Request(c.req.raw, { headers })));
  });

  const inside = new Hono<Env>();
  inside.use(signedIn(server), insideApp(server));
  for (const path of ['/draft', '/dry-run/*', '/publish', '/rollback', '/versions', '/versions/*']) inside.use(path, appAdmin);
  for (const routes of [appRoutes, recordRoutes, reportRoutes, eventRoutes, importRoutes, memberRoutes, publishRoutes])
    inside.route('/', routes(server));
  inside.all('/*', () => refuse('unknown.route'));

  app.use('/apps', signedIn(server));
  app.route('/apps/:app', inside);
  app.route('/apps', appListRoutes(server));
  const common = new Hono<Env>();
  common.use(signedIn(server));
  common.route('/', orgRoutes(server));
  common.route('/', templateRoutes(server));
  common.all('/*', () => refuse('unknown.route'));
  app.route('/', common);
  return app;
}

/** The address at the other end of the connection, which no header can pretend. */
function clientAddress(env: unknown): string {
  const incoming = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress ?? '127.0.0.1';
}
