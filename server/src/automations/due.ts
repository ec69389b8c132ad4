import { type App, type Automation, type Entity, entityOf } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { activityOf, type Due, dueAt, opensAt, takesBack } from '@pipewright/process';
import {
  compileSql,
  type DueWish,
  dateSql,
  type Found,
  fillFor,
  ladderSql,
  listRunSql,
  occasionSql,
  type SlotValues,
  type Statement,
} from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { newId } from '../ground/id.ts';
import { ownSight } from '../published/own-sight.ts';
import type { WorkApp } from './apps.ts';
import { calendarName, keepClocks } from './clocks.ts';

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
  const make = (): Result<Statement> => {
    if (what === 'begin' && on.kind === 'schedule' && on.list) return { value: listRunSql(view, wish) };
    if (due.kind === 'ladder' && on.kind === 'since')
      return ladderSql(view, {
        ...wish,
        clock: on.clock,
        bands: on.bands.map(({ when }) => when),
        activity: activityOf(published.app, entity),
        reclaims: takesBack(automation),
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
  // An occasion is over once it was taken: what comes to be meant later in the week waits for the next.
  if (due?.kind === 'occasion')
    await rows(
      db,
      compileSql(
        sql`update ${sql.id(app.published.schema, '_automation')} set at_work_since = ${due.occasion}::timestamptz where key = ${automation.key}::text`,
      ),
    );
  return found?.begun ?? 0;
}

/**
 * Counts what an automation would begin for, and gives the first of it. What it writes on the way is to be taken back by whoever asks.
 * @param begun `apart`: what has begun already is left out; `among`: it is counted as if nothing had begun yet
 */
export async function findDue(
  db: Queryable,
  app: WorkApp,
  automation: Automation,
  due: Due,
  now: string,
  { limit, begun }: { readonly limit: number; readonly begun: 'apart' | 'among' },
): Promise<Found> {
  const none: Found = { records: 0, levels: [], first: [] };
  return (
    (await searchDue<Found>(db, app, automation, due, now, 'find', { ...(begun === 'among' ? { automation: '' } : {}), limit })) ?? none
  );
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
  if (what === 'begin' && opensAt(app.published.app, automation, now) !== now) return undefined;
  const search = searchFor(app, entity, automation, due, what, now);
  const values = { ...slotsOf(app, automation, due, now, calendar), ...more };
  return (await rows<T>(db, fillFor(ownSight(app.published, app.workspace, now), search, values)))[0];
}
