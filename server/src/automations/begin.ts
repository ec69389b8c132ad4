import type { Automation } from '@pipewright/definition';
import { compileSql, type Fragment } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import type { WorkApp } from './apps.ts';

/** Whether an automation is switched off at this moment. */
const offSql = ({ published }: WorkApp, { key, off }: Automation): Fragment =>
  sql`coalesce((select s.off from ${sql.id(published.schema, '_automation')} s where s.key = ${key}::text), ${off === true}::boolean)`;

/** True for an automation that is switched off. */
export async function isOff(db: Queryable, app: WorkApp, automation: Automation): Promise<boolean> {
  const [found] = await rows<{ off: boolean }>(db, compileSql(sql`select ${offSql(app, automation)} as off`));
  return found?.off === true;
}

/**
 * Begins an automation for one record, as the first of whatever follows from it. Answers whether it began: not where it is switched off, or has run for this record and does so but once.
 * @param run the id of the run
 * @param starter who caused it
 */
export async function begin(
  db: Queryable,
  app: WorkApp,
  automation: Automation,
  record: string,
  run: string,
  now: string,
  starter: string | null = null,
): Promise<boolean> {
  const { schema, version } = app.published;
  const { key, entity, once, start } = automation;
  const begun = await rows(
    db,
    compileSql(sql`insert into ${sql.id(schema, '_run')} (id, automation, version, entity, record, episode, state, node, wake_at, depth, root, chain, begun_at, starter)
      select ${run}::uuid, ${key}::text, ${version}::integer, ${entity}::text, ${record}::uuid, ${once ? record : `${record} ${run}`}::text, 'waiting', ${start}::text,
        ${now}::timestamptz, 0, ${run}::uuid, array[${key}::text], ${now}::timestamptz, ${starter}::text
      where not ${offSql(app, automation)} on conflict (automation, episode) do nothing returning id`),
  );
  return begun.length > 0;
}
