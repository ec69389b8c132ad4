import { appJsonSchema } from '@pipewright/definition';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { accountRoutes } from './account/account.ts';
import { signInRoutes } from './account/sign-in.ts';
import { tokenRoutes } from './account/token-routes.ts';
import { approvalRoutes } from './approvals/routes.ts';
import { eventRoutes } from './apps/event-routes.ts';
import { appListRoutes, appRoutes } from './apps/routes.ts';
import { viewRoutes } from './apps/view-routes.ts';
import { hookRoutes } from './automations/hook-routes.ts';
import { automationRoutes } from './automations/routes.ts';
import { trialRoutes } from './automations/trial-routes.ts';
import { conversionRoutes } from './conversion/routes.ts';
import { channelRoutes } from './deliveries/routes.ts';
import { secretRoutes } from './deliveries/secret-routes.ts';
import { DEMO } from './demo/demo.ts';
import { shutDownloads } from './door/downloads.ts';
import type { Env, Server } from './door/env.ts';
import { answerFault } from './door/fault.ts';
import { sameOrigin } from './door/guard.ts';
import { tellRequests } from './door/request-line.ts';
import { mount, Routes } from './door/route.ts';
import { exceptionRoutes } from './exceptions/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { refuse } from './ground/refusal.ts';
import { importRoutes } from './imports/routes.ts';
import { chanceRoutes } from './learning/routes.ts';
import { lineRoutes } from './line/routes.ts';
import { mailWishRoutes } from './notices/mail-wish.ts';
import { noticeRoutes } from './notices/routes.ts';
import { forgottenRoutes } from './org/forgotten-routes.ts';
import { invitationRoutes } from './org/invitation-routes.ts';
import { memberRoutes } from './org/member-routes.ts';
import { orgRoutes } from './org/routes.ts';
import { setupRoutes } from './org/setup.ts';
import { teamRoutes } from './org/team-routes.ts';
import { poolRoutes } from './pool/routes.ts';
import { repairRoutes } from './publish/repair-routes.ts';
import { publishRoutes } from './publish/routes.ts';
import { bulkRoutes } from './records/bulk.ts';
import { duplicateRoutes } from './records/duplicate-routes.ts';
import { lookRoutes } from './records/look-routes.ts';
import { recordRoutes } from './records/routes.ts';
import { shareRoutes } from './records/share-routes.ts';
import { workRoutes } from './records/work-routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { feedRoutes } from './today/feed-routes.ts';
import { todayRoutes } from './today/routes.ts';
import type { WebFolders } from './web/folders.ts';
import { webApp } from './web/static.ts';

/** The version of the product. */
export const VERSION = '0.1.0';

/** Puts the whole HTTP side together. `web` is left out where only the API is wanted. */
export function createHttp(server: Server, web?: WebFolders): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => answerFault(c, error));
  app.use(tellRequests());
  app.use(shutDownloads());
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
    const pages = new Routes().plain('GET', '/designer', designer).plain('GET', '/designer/*', designer);
    mount(app, server, pages.plain('GET', '/*', webApp(web.runtime, '')));
  }
  return app;
}

const HELP = { email: DEMO.email, password: DEMO.password, sales: 'sales@demo.local', manager: 'manager@demo.local' };

/** What is there for everybody: health, who to sign in as in the demo, and the schema of definitions. */
function openRoutes(server: Server): Routes {
  return new Routes()
    .operation('health', async (_, c) => {
      const state = await server.pool.query('select 1').then(
        () => 'ok' as const,
        () => 'down' as const,
      );
      if (state === 'down') c.status(503);
      return { status: state, version: VERSION, database: state };
    })
    .operation('readSignInHelp', () => ({ ...(server.demo ? { demo: HELP } : {}), ...(server.post ? { forgotten: true as const } : {}) }))
    .operation('readDefinitionSchema', () => ({ ...appJsonSchema() }));
}

/** Whatever is asked at an address that is none. */
function noRoutes(): Routes {
  const none = () => refuse('unknown.route');
  return (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).reduce((routes, method) => routes.plain(method, '/*', none), new Routes());
}

function api(server: Server): Hono<Env> {
  const app = new Hono<Env>();
  app.use(sameOrigin(server));
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  const doors = [openRoutes, signInRoutes, accountRoutes, tokenRoutes, setupRoutes, invitationRoutes, forgottenRoutes, appListRoutes];
  const company = [orgRoutes, teamRoutes, templateRoutes, todayRoutes, feedRoutes];
  const records = [
    ...[duplicateRoutes, exportRoutes, bulkRoutes, recordRoutes, workRoutes, conversionRoutes, poolRoutes, chanceRoutes],
    ...[approvalRoutes, exceptionRoutes, lookRoutes],
    ...[shareRoutes, lineRoutes, fileRoutes, importRoutes],
  ];
  const work = [viewRoutes, appRoutes, ...records, noticeRoutes, mailWishRoutes, reportRoutes, eventRoutes];
  const makers = [memberRoutes, publishRoutes, repairRoutes, automationRoutes, trialRoutes, hookRoutes, channelRoutes, secretRoutes];
  for (const routes of [...doors, ...company, ...work, ...makers]) mount(app, server, routes(server));
  mount(app, server, noRoutes());
  return app;
}
