import type { Automation, Entity } from '@pipewright/definition';
import { compileSql, type Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import type { WorkApp } from './apps.ts';
import { automationsOf } from './ready.ts';
import { holdRecords } from './records.ts';
import { ownSight } from './sight.ts';

/**
 * Begins an automation that waits for a press, for one record that the person sees, as often as it is pressed. Refuses who has no such button, and where its condition does not hold or it is
 * switched off.
 */
export async function press(db: Queryable, app: WorkApp, view: Sight, entity: Entity, record: string, key: string): Promise<void> {
  const { published, workspace } = app;
  const ready = automationsOf(published.app).get(key);
  const { on } = ready?.automation ?? {};
  if (!ready || on?.kind !== 'button' || ready.automation.entity !== entity.key || !on.roles.includes(view.principal.role.key))
    refuse('run.unknown', { name: key }, 'automation');
  const automation = (ready as { automation: Automation }).automation;
  const { now } = view.principal;
  const found = (await holdRecords(db, ownSight(published, workspace, now), entity, [record], ready?.names ?? [])).get(record);
  if (!found || found.deleted || !ready?.holds(found.facts)) refuse('run.not_now', { name: automation.name });
  const id = newId();
  const begun = await rows(
    db,
    compileSql(sql`insert into ${sql.id(published.schema, '_run')} (id, automation, version, entity, record, episode, state, node, wake_at, depth, root, chain, begun_at)
      select ${id}::uuid, ${key}::text, ${published.version}::integer, ${entity.key}::text, ${record}::uuid, ${automation.once ? record : `${record} ${id}`}::text, 'waiting', ${automation.start}::text,
        ${now}::timestamptz, 0, ${id}::uuid, array[${key}::text], ${now}::timestamptz
      where not coalesce((select s.off from ${sql.id(published.schema, '_automation')} s where s.key = ${key}::text), ${automation.off ?? false}::boolean)
      on conflict (automation, episode) do nothing returning id`),
  );
  if (begun.length === 0) refuse('run.not_now', { name: automation.name });
}
