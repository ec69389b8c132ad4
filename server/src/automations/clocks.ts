import { createHash } from 'node:crypto';
import type { Automation, Entity, TriggerOf } from '@pipewright/definition';
import { activityOf, countedFrom, timeFor } from '@pipewright/process';
import { keepClocksSql, type WaitRow, waitsSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { Published } from '../published/published.ts';
import type { WorkApp } from './apps.ts';

/** What names a calendar as it is: records that were counted by another one are counted anew. */
export function calendarName({ app }: Published, key: string | undefined): string {
  const { calendar } = timeFor(app, key);
  return createHash('sha256').update(JSON.stringify(calendar)).digest('base64url').slice(0, 16);
}

/**
 * Counts anew from when open records are counted that stood still since: before what is due is looked for, in the same transaction.
 * @param calendar under which name that is kept
 */
export async function keepClocks(
  db: Queryable,
  { published }: WorkApp,
  entity: Entity,
  automation: Automation,
  on: TriggerOf<'since'>,
  calendar: string,
): Promise<void> {
  const named = { clock: on.clock, unit: on.unit, calendar };
  const time = timeFor(published.app, automation.calendar);
  const activity = on.clock === 'follow_up' ? activityOf(published.app, entity) : undefined;
  for (;;) {
    const waits = await rows<WaitRow>(db, waitsSql(published.schema, entity.key, named, activity));
    if (waits.length === 0) return;
    const counted = waits.map(({ record, resumed_at, followed_at, taken_at, parts }) => ({
      record,
      resumed_at,
      ...countedFrom(parts, on.clock, { followed: followed_at, taken: taken_at }, time, on.unit),
    }));
    await rows(db, keepClocksSql(published.schema, named, JSON.stringify(counted)));
  }
}
