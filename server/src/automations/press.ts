import type { Automation, Entity } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import { holdRecords } from '../about/records.ts';
import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { ownSight } from '../published/own-sight.ts';
import type { WorkApp } from './apps.ts';
import { begin } from './begin.ts';
import { automationsOf } from './ready.ts';

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
  if (!(await begin(db, app, automation, record, newId(), now, view.principal.user))) refuse('run.not_now', { name: automation.name });
}
