import { issue } from '@pipewright/logic';
import { callerOf } from '../auth/principal.ts';
import type { Queryable } from '../db/pool.ts';
import { enterApp } from '../http/enter.ts';
import type { InApp, Server } from '../http/env.ts';
import { Refusal, refuse } from '../http/fault.ts';

const ATTEMPTS = 5;

/** Somebody published while a change was on its way: what was judged by the version before is not written. */
export class StaleDefinition extends Refusal {
  constructor() {
    super([issue('', 'publish.conflict')]);
  }
}

/** Throws where a version is no longer the one that is published. */
export async function assertCurrent(db: Queryable, { key, version }: { key: string; version: number }): Promise<void> {
  const { rowCount } = await db.query('select 1 from pipewright.app where key = $1 and version = $2', [key, version]);
  if (!rowCount) throw new StaleDefinition();
}

/** Runs work in an app as it is published; where somebody publishes meanwhile, again as it is published then. */
export async function asPublished<T>(server: Pick<Server, 'pool' | 'apps'>, inApp: InApp, work: (inApp: InApp) => Promise<T>): Promise<T> {
  const { key } = inApp.published;
  let current = inApp;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(current);
    } catch (error) {
      if (!(error instanceof StaleDefinition) || attempt >= ATTEMPTS) throw error;
    }
    const caller = await callerOf(server.pool, inApp.caller.user, key);
    current = (caller && (await enterApp(server, caller, key))) ?? refuse('unknown.app');
  }
}
