import { createHash } from 'node:crypto';
import { type App, type Automation, type Entity, entityOf, type TriggerOf } from '@pipewright/definition';
import { countedFrom, type Due, dueAt, timeFor } from '@pipewright/process';
import {
  type DueWish,
  dateSql,
  type Found,
  fillFor,
  keepClocksSql,
  ladderSql,
  occasionSql,
  type SlotValues,
  type Statement,
  type WaitRow,
  waitsSql,
} from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { newId } from '../ground/id.ts';
import type { Published } from '../published/published.ts';
import type { WorkApp } from './apps.ts';
import { ownSight } from './sight.ts';

/** Where the activities are that follow a record of an entity up; undefined where there are none. */
export function activityOf(app: App, entity: Entity) {
  const kinds = app.entities.filter(
    ({ retired, activityOf: by, fields }) => !retired && fields.some((field) => field.key === by && field.target === entity.key),
  );
  const [first] = kinds;
  return first?.activityOf === undefined ? undefined : { table: first.key, by: first.activityOf };
}

/** What names a calendar as it is: records that were counted by another one are counted anew. */
function calendarName({ app }: Published, key: string | undefined): string {
  const { calendar } = timeFor(app, key);
  return createHash('sha256').update(JSON.stringify(calendar)).digest('base64url').slice(0, 16);
}

/**
 * Counts anew from when open records are counted that stood still since: before what is due is looked for, in the same transaction.
 * @param calendar under which name that is kept
 */
async function keepClocks(
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
    const counted = waits.map(({ record, resumed_at, followed_at, parts }) => ({
      record,
      resumed_at,
      ...countedFrom(parts, on.clock, followed_at, time, on.unit),
    }));
    await rows(db, keepClocksSql(published.schema, named, JSON.stringify(counted)));
  }
}

const compiled = new WeakMap<App, Map<string, Statement>>();

/** The search for what is due of an automation, compiled once per version. */
function searchFor(app: WorkApp, entity: Entity, automation: Automation, due: Due, what: DueWish['what'], now: string): Statement {
  const { published, workspace } = app;
  const known = compiled.get(published.app) ?? new Map<string, Statement>();
  compiled.set(published.app, known);
  const name = `${what} ${JSON.stringify(automation)}`;
  const found = known.get(name);
  if (found) return found;
  const view = ownSight(published, workspace, now);
  const wish = { entity, when: automation.when, what, once: automation.once === 'record' };
  const { on } = automation;
  const make = () => {
    if (due.kind === 'ladder' && on.kind === 'since')
      return ladderSql(view, {
        ...wish,
        clock: on.clock,
        bands: on.bands.map(({ when }) => when),
        activity: activityOf(published.app, entity),
      });
    return due.kind === 'date' && on.kind === 'date' ? dateSql(view, { ...wish, field: on.field }) : occasionSql(view, wish);
  };
  const statement = orRefuse(make());
  if (what === 'begin') known.set(name, statement);
  return statement;
}

/** What an instant means to an automation, and the values of the search for it. */
function slotsOf({ published }: WorkApp, automation: Automation, due: Due, now: string, calendar: string): SlotValues {
  const { on, key, start } = automation;
  const ladder = due.kind === 'ladder' ? due : undefined;
  return {
    ...{
      automation: key,
      version: published.version,
      now,
      node: start,
      unit: on.kind === 'since' ? on.unit : '',
      calendar,
    },
    ...{ levels: JSON.stringify(ladder?.levels ?? []), latest: ladder?.latest ?? now },
    ...(due.kind === 'date' ? { after: due.after, until: due.until } : {}),
    ...(due.kind === 'occasion' ? { occasion: due.occasion } : {}),
  };
}

/** Begins the runs of an automation that are due and have not begun yet. Asked again, or late, or by several at once, it begins nothing twice. Answers how many began. */
export async function beginDue(db: Queryable, app: WorkApp, automation: Automation, now: string, since: string): Promise<number> {
  const due = dueAt(app.published.app, automation, now, since);
  const found = due && (await searchDue<{ begun: number }>(db, app, automation, due, now, 'begin'));
  return found?.begun ?? 0;
}

/** Counts what an automation would begin for, and gives the first of it, as if nothing had begun yet. What it writes on the way is to be taken back by whoever asks. */
export async function findDue(db: Queryable, app: WorkApp, automation: Automation, due: Due, now: string, limit: number): Promise<Found> {
  const none: Found = { records: 0, levels: [], first: [] };
  return (await searchDue<Found>(db, app, automation, due, now, 'find', { automation: '', limit })) ?? none;
}

async function searchDue<T>(
  db: Queryable,
  app: WorkApp,
  automation: Automation,
  due: Due,
  now: string,
  what: DueWish['what'],
  more: SlotValues = {},
): Promise<T | undefined> {
  const entity = entityOf(app.published.app, automation.entity);
  if (!entity) return undefined;
  // What is only looked for is counted under a name of its own, so that it waits for no clock that is at work, and none waits for it.
  const calendar = what === 'find' ? newId() : calendarName(app.published, automation.calendar);
  if (automation.on.kind === 'since') await keepClocks(db, app, entity, automation, automation.on, calendar);
  const search = searchFor(app, entity, automation, due, what, now);
  const values = { ...slotsOf(app, automation, due, now, calendar), ...more };
  return (await rows<T>(db, fillFor(ownSight(app.published, app.workspace, now), search, values)))[0];
}
