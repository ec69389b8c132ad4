import { compileSql, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows, transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { WorkApp } from './apps.ts';
import { beginDue } from './due.ts';

/** Whether an automation is switched off, and since when it is at work. */
export interface AtWork {
  readonly key: string;
  readonly off: boolean;
  readonly since: string;
}

/** Where each automation of an app stands; one that is new is at work from this moment on. */
export async function atWork(db: Queryable, { published }: WorkApp, now: string): Promise<AtWork[]> {
  const wanted = JSON.stringify((published.app.automations ?? []).map(({ key, off = false }) => ({ key, off })));
  const table = sql.id(published.schema, '_automation');
  await rows(
    db,
    compileSql(sql`insert into ${table} (key, off, at_work_since) select a.key, a.off, ${now}::timestamptz from jsonb_to_recordset(${wanted}::jsonb) as a(key text, off boolean)
      where not exists (select 1 from ${table} t where t.key = a.key) on conflict (key) do nothing`),
  );
  return rows(db, compileSql(sql`select key, off, ${instantText(sql`at_work_since`)} as since from ${table}`));
}

/**
 * Begins everything of an app that the clock says is due, in one search per automation. It may be called at any time, by any number of servers, late or never for a while: what is due begins once.
 * Where another server is at it, nothing is done. Answers how many runs began.
 */
export async function tick(server: Pick<Server, 'pool'>, app: WorkApp, now: string): Promise<number> {
  return transaction(server.pool, async (db) => {
    const { rows: held } = await db.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine', [
      `tick ${app.published.schema}`,
    ]);
    if (!held[0]?.mine) return 0;
    const states = new Map((await atWork(db, app, now)).map((each) => [each.key, each]));
    let begun = 0;
    for (const automation of app.published.app.automations ?? []) {
      const state = states.get(automation.key);
      if (state && !state.off) begun += await beginDue(db, app, automation, now, state.since);
    }
    return begun;
  });
}
