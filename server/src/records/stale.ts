import { setTimeout as sleep } from 'node:timers/promises';
import { issue } from '@pipewright/logic';
import { asJudgedSql } from '@pipewright/sql';
import { callerOf } from '../auth/principal.ts';
import { type Queryable, rows } from '../db/pool.ts';
import { enterApp } from '../door/enter.ts';
import type { InApp, Server } from '../door/env.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { authorship, type Writer } from './write-target.ts';

// Somebody may publish or reorganise for a while, and each of it makes what is under way be judged anew.
const ATTEMPTS = 25;
const PAUSE_MS = 5;

/** Somebody published, or the person's rights changed, while a change was on its way: what was judged by what was before is not written. */
export class StaleDefinition extends Refusal {
  constructor() {
    super([issue('', 'publish.conflict')]);
  }
}

/** Throws where a write does not stand as it was judged any more: another version is published, or the person has other rights. */
export async function assertAsJudged(db: Queryable, writer: Writer): Promise<void> {
  if ((await rows(db, asJudgedSql(authorship(writer)))).length === 0) throw new StaleDefinition();
}

/** Runs work in an app as it is published; where somebody publishes or the person's rights change meanwhile, again as it is then. */
export async function asPublished<T>(server: Pick<Server, 'pool' | 'apps'>, inApp: InApp, work: (inApp: InApp) => Promise<T>): Promise<T> {
  const { key } = inApp.published;
  let current = inApp;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(current);
    } catch (error) {
      if (!(error instanceof StaleDefinition) || attempt >= ATTEMPTS) throw error;
    }
    await sleep(PAUSE_MS * attempt * Math.random());
    const caller = await callerOf(server.pool, inApp.caller.user, key);
    current = (caller && (await enterApp(server, caller, key))) ?? refuse('unknown.app');
  }
}
