import type { App, Automation, Entity } from '@pipewright/definition';
import { activityOf, type Timeline } from '@pipewright/process';
import { type FollowRow, followSql, movedFollowSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';

/** Reads when records were followed up, in one statement for all of them; answers what tells it of each. */
export type FollowedBy = (ids: readonly string[]) => Promise<(record: string) => Timeline['followed']>;

/**
 * Ready to read when records of an entity were followed up, up to an instant; of automations that count from something else nothing is read. The few activities that were moved from one record
 * to another are read at once, for the record that they left does not know them.
 */
export async function followedBy(
  db: Queryable,
  app: App,
  schema: string,
  entity: Entity,
  { on }: Automation,
  to: string,
): Promise<FollowedBy> {
  return on.kind === 'since' && on.clock === 'follow_up' ? followsOf(db, app, schema, entity, to) : async () => () => [];
}

/** The same for who wants to know it, whatever for. */
export async function followsOf(db: Queryable, app: App, schema: string, entity: Entity, to: string): Promise<FollowedBy> {
  const activity = activityOf(app, entity);
  if (!activity) return async () => () => [];
  const moved = byActivity(await rows<FollowRow>(db, movedFollowSql(schema, activity, to)));
  const movedOf = new Map<string, (readonly FollowRow[])[]>();
  for (const entries of moved.values())
    for (const record of new Set(entries.flatMap(({ of }) => of ?? []))) movedOf.set(record, [...(movedOf.get(record) ?? []), entries]);
  return async (ids) => {
    const found = byActivity(await rows<FollowRow>(db, followSql(schema, activity, ids, to)));
    const still = [...found].flatMap(([key, entries]) => (moved.has(key) ? [] : [entries]));
    const own = Map.groupBy(still, (entries) => entries.find(({ says }) => says)?.of ?? '');
    return (record) => lastFollowed(record, [...(own.get(record) ?? []), ...(movedOf.get(record) ?? [])]);
  };
}

const byActivity = (found: readonly FollowRow[]) => Map.groupBy(found, ({ activity }) => activity);

/** Which activity was the last, from when on: those that are there and belong to the record. */
function lastFollowed(record: string, activities: readonly (readonly FollowRow[])[]): Timeline['followed'] {
  const changes = activities.flatMap((some) => {
    const made = some[0]?.at ?? '';
    let [of, gone] = [null as string | null, false];
    return some.map((each) => {
      if (each.says) of = each.of;
      gone = each.kind === 'delete' || (each.kind !== 'restore' && gone);
      return { at: each.at, made, activity: each.activity, there: of === record && !gone };
    });
  });
  const there = new Map<string, string>();
  return changes
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ at, made, activity, there: counts }) => {
      if (counts) there.set(activity, made);
      else there.delete(activity);
      return { at, last: [...there.values()].reduce<string | null>((last, each) => (last === null || each > last ? each : last), null) };
    });
}
