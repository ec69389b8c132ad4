import type { Guard } from '@pipewright/definition';
import type { Context, MiddlewareHandler } from 'hono';
import { signedTokens } from '../auth/cookie.ts';
import { bearerOf } from '../auth/tokens.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { enterApp } from './enter.ts';
import type { Env, Server } from './env.ts';
import { ownOrigin } from './origin.ts';

/** What stands behind each guard: it throws a refusal, or puts at hand who is calling and where. `reads` is true for a route that changes nothing. */
export const guards: Readonly<Record<Guard, (server: Server, c: Context<Env>, reads: boolean) => Promise<void>>> = {
  public: async () => undefined,
  signedIn,
  member,
  appAdmin: async (server, c) => {
    await signedIn(server, c);
    await enter(server, c);
    if (!c.get('inApp').view.principal.role.admin) refuse('denied.admin');
  },
  installationAdmin: async (server, c) => {
    await signedIn(server, c);
    if (!c.get('caller').installationAdmin) refuse('denied.installation');
  },
};

/** Who comes with a token does what is done with records in its app, and nothing else. */
async function signedIn(server: Server, c: Context<Env>): Promise<void> {
  if (bearerOf(c)) refuse('denied.token');
  const [token] = signedTokens(c, server.secret);
  const caller = token ? await server.callers.bySession(token, c.req.param('app') ?? null) : undefined;
  c.set('caller', caller ?? refuse('signin.needed'));
  if (token) server.sessionUse.note(token);
}

async function member(server: Server, c: Context<Env>, reads: boolean): Promise<void> {
  const bearer = bearerOf(c);
  if (bearer) {
    const caller = (await server.callers.byToken(bearer, c.req.param('app') ?? '')) ?? refuse('token.ended');
    if (!reads && !caller.writes) refuse('denied.token_writes');
    c.set('caller', caller);
    server.sessionUse.noteToken(caller.token);
  } else await signedIn(server, c);
  await enter(server, c);
}

/** Whoever has no role in the app hears that there is no such app. */
async function enter(server: Server, c: Context<Env>): Promise<void> {
  c.set('inApp', (await enterApp(server, c.get('caller'), c.req.param('app') ?? '')) ?? refuse('unknown.app'));
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a page of another site may send without asking first. */
const FORM = /^\s*(text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * Refuses a write that another site's page sends with this site's cookie. Who names no origin is a program, and a program does not send what a form
 * would: an old browser, which does not say where it comes from, cannot send anything else.
 */
export function sameOrigin(server: Pick<Server, 'publicUrl'>): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (!SAFE.has(c.req.method)) {
      if (origin ? origin !== ownOrigin(c, server) : c.req.header('sec-fetch-site') === 'cross-site') refuse('denied.origin');
      if (!origin && FORM.test(c.req.header('content-type') ?? '')) refuse('body.type');
    }
    await next();
  };
}

/** An id that stands in an address, in its one form, or "no such record". */
export function recordId(text: string): string {
  return isId(text) ? text.toLowerCase() : refuse('unknown.record');
}
