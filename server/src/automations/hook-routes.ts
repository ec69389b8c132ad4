import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { bearerOf } from '../auth/tokens.ts';
import { Attempts } from '../door/attempts.ts';
import { clientAddress, networkOf } from '../door/client-address.ts';
import type { Env, InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { isProven, type Proof } from './hook-proof.ts';
import { endHook, noteDenied, type OpenHook, openHook, readHook, renewHook } from './hooks.ts';
import { takeMessage } from './take.ts';

const MINUTE_MS = 60_000;
/** How often a network may come without the secret in a minute, and how many messages one hook takes. */
const MOST_DENIED = 60;
const MOST_TAKEN = 600;
/** What is tried where there is no hook, so that it takes as long to say so. */
const NOBODYS = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

/** Messages from outside that begin automations: the addresses of an app, and the one door without a session behind which each is known by a secret of its own. */
export function hookRoutes(server: Server): Routes {
  const denied = new Attempts(MOST_DENIED, MINUTE_MS);
  const taken = new Attempts(MOST_TAKEN, MINUTE_MS);

  /** The hook that a message is for. Whether there is none or the secret is not right, the answer is the same. */
  const hookOf = async (c: Context<Env>, id: string, proof: Proof): Promise<OpenHook> => {
    const network = networkOf(clientAddress(c, server));
    if (denied.isOver(network)) refuse('request.too_many');
    const hook = isId(id) ? await openHook(server.pool, server.secret, id) : undefined;
    const proven = isProven(hook?.secret ?? NOBODYS, proof, await c.req.text(), Date.now());
    if (hook?.secret !== undefined && proven) return hook;
    denied.note(network);
    if (hook) await noteDenied(server.pool, hook.id);
    return refuse('hook.denied');
  };

  return new Routes()
    .operation('readHook', ({ automation }, c) => {
      const inApp = c.get('inApp');
      return readHook(server.pool, inApp.view, inApp.published.key, automation, entityOfHook(inApp, automation), languageOf(c));
    })
    .operation('renewHook', ({ automation }, c) => {
      const inApp = c.get('inApp');
      entityOfHook(inApp, automation);
      return renewHook(server.pool, server.secret, inApp.published.key, automation, inApp.caller.user);
    })
    .operation('endHook', async ({ automation }, c) => {
      await endHook(server.pool, c.get('inApp').published.key, automation);
      return {};
    })
    .operation('takeHook', async ({ hook: id, body }, c) => {
      const name = c.req.header('webhook-id') ?? c.req.header('idempotency-key');
      const proof = {
        ...{ id: c.req.header('webhook-id'), timestamp: c.req.header('webhook-timestamp') },
        ...{ signature: c.req.header('webhook-signature'), bearer: bearerOf(c) },
      };
      const hook = await hookOf(c, id, proof);
      if (taken.isOver(hook.id)) refuse('request.too_many');
      taken.note(hook.id);
      const message = name === undefined ? null : createHash('sha256').update(name).digest('base64url');
      await takeMessage(server, hook, message, body);
      return {};
    });
}

/** What an automation is about that a webhook begins. Refuses where the app has none of this key. */
function entityOfHook({ published }: InApp, key: string): string {
  const automation = published.app.automations?.find((each) => each.key === key && each.on.kind === 'webhook');
  return automation?.entity ?? refuse('run.unknown', { name: key }, 'automation');
}
