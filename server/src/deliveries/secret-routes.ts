import { keySchema } from '@pipewright/definition';
import type { Context } from 'hono';
import type { Env, Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { callHosts, keepSecret, listSecrets, removeSecret, setCallHosts } from './secrets.ts';

/** What automations may ask of other programs: which hosts, and with which secrets. */
export function secretRoutes(server: Server): Routes {
  const { pool } = server;
  const keyOf = (c: Context<Env>) => c.get('inApp').published.key;
  const nameIn = (text: string) => (keySchema.safeParse(text).success ? text : refuse('unknown.secret'));
  /** What is published, and the draft. */
  const appsOf = async (c: Context<Env>): Promise<unknown[]> => {
    const { rows } = await pool.query<{ draft: string }>('select draft from pipewright.app where key = $1', [keyOf(c)]);
    return [c.get('inApp').published.app, JSON.parse(rows[0]?.draft ?? 'null')];
  };
  return new Routes()
    .operation('listSecrets', async (_, c) => ({
      ...{ hosts: [...(await callHosts(pool, keyOf(c)))], secrets: await listSecrets(pool, keyOf(c), await appsOf(c)) },
      open: server.outgoing.inside,
    }))
    .operation('setCallHosts', async ({ body }, c) => ({ hosts: [...(await setCallHosts(pool, keyOf(c), body.hosts))] }))
    .operation('keepSecret', async ({ secret, body }, c) => {
      await keepSecret(pool, server.secret, { app: keyOf(c), name: nameIn(secret), by: c.get('caller').user }, body);
      return {};
    })
    .operation('removeSecret', async ({ secret, query }, c) => {
      await removeSecret(pool, keyOf(c), nameIn(secret), { apps: await appsOf(c), anyway: query.anyway === 'true' });
      return {};
    });
}
