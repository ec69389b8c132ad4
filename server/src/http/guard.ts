import { issue } from '@pipewright/logic';
import type { Context, MiddlewareHandler } from 'hono';
import { findCaller } from '../auth/principal.ts';
import { enterApp } from './enter.ts';
import type { Env, Server } from './env.ts';
import { Refusal, refuse } from './fault.ts';

/** Lets only people who are signed in pass. */
export function signedIn(server: Server): MiddlewareHandler<Env> {
  return async (c, next) => {
    const caller = await findCaller(c, server.pool, server.secret, c.req.param('app') ?? null);
    if (!caller) refuse('signin.needed');
    c.set('caller', caller as NonNullable<typeof caller>);
    await next();
  };
}

/** Lets only people with a role in the app pass, and puts its published version at hand. Anyone else hears that there is no such app. */
export function insideApp(server: Server): MiddlewareHandler<Env> {
  return async (c, next) => {
    const caller = c.get('caller');
    const key = c.req.param('app') as string;
    c.set('inApp', (await enterApp(server, caller, key)) ?? refuse('unknown.app'));
    await next();
  };
}

/** Lets only administrators of the app pass. */
export const appAdmin: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.get('inApp').view.principal.role.admin) refuse('denied.admin');
  await next();
};

/** Lets only administrators of the installation pass. */
export const installationAdmin: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.get('caller').installationAdmin) refuse('denied.installation');
  await next();
};

/** Refuses a write that another site's page sends with this site's cookie. */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const safe = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS';
  const foreign = origin ? !sameHost(c, origin) : c.req.header('sec-fetch-site') === 'cross-site';
  if (!safe && foreign) refuse('denied.origin');
  await next();
};

function sameHost(c: Context, origin: string): boolean {
  try {
    return new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host);
  } catch {
    return false;
  }
}

/** The `:id` of the route, or "no such record". */
export function idParam(c: Context<Env>, valid: (text: string) => boolean): string {
  const id = c.req.param('id') ?? '';
  if (!valid(id)) throw new Refusal([issue('', 'unknown.record')]);
  return id;
}
