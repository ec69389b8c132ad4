import { entityOf, fieldOf, isDerived, type RequestMark, writableFields } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { once } from '../door/once.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { byPerson } from '../records/by-person.ts';
import type { Write } from '../records/change.ts';
import { getRecord } from '../records/record.ts';
import { saveAll } from '../records/save.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes an activity of a record down and, all or nothing, what it carries into the record: the given values of the fields that the activity's
 * entity says, where the record has a field of the same key and type. Answers the id of the activity; sent again by a request with the same mark, it
 * is the one that is there.
 */
export async function addActivity(
  server: Pick<Server, 'pool' | 'events'>,
  inApp: InApp,
  at: { readonly entity: string; readonly id: string },
  given: { readonly entity: string; readonly values: Values },
  request?: RequestMark | undefined,
): Promise<string> {
  return announced(server, (db, announce) =>
    once(db, inApp.caller.user, request, async () => {
      const terms = { ...byPerson(server, inApp, { by: 'form' }), db, announce };
      const { version, writes } = await writesFor(db, inApp, at, given);
      const [made] = await saveAll(terms, writes);
      // Whoever sees the record sees the activity, and may have no other way to it.
      announce({ app: inApp.published.key, entity: at.entity, changes: [{ id: at.id, version: version + 1 }] });
      return made?.id ?? refuse('unknown.record');
    }),
  );
}

/** The activity, what it carries into its record, and the version that this has now. Refused where the record is out of sight. */
async function writesFor(
  db: Queryable,
  inApp: InApp,
  at: { readonly entity: string; readonly id: string },
  { entity: key, values }: { readonly entity: string; readonly values: Values },
): Promise<{ readonly version: number; readonly writes: readonly Write[] }> {
  const { app } = inApp.view;
  const activity = entityOf(app, key);
  const by = activity?.activityOf ? fieldOf(activity, activity.activityOf) : undefined;
  if (!activity || !by || by.target !== at.entity) return refuse('unknown.entity', { name: key }, 'entity');
  const found = (await getRecord(db, inApp.view, at.entity, at.id, { fields: [] })) ?? refuse('unknown.record');
  const { version } = JSON.parse(found) as { version: number };
  const own = entityOf(app, at.entity);
  const there = own ? writableFields(own).filter((field) => !isDerived(field)) : [];
  const carried = Object.fromEntries(
    (activity.carries ?? []).flatMap((name) => {
      const value = values[name];
      const same = there.some((field) => field.key === name && field.type === fieldOf(activity, name)?.type);
      return same && value !== null && value !== undefined && value !== '' ? [[name, value]] : [];
    }),
  );
  const write: Write = { entity: key, change: { kind: 'create', values: { ...values, [by.key]: at.id } } };
  const change: Write = { entity: at.entity, change: { kind: 'update', id: at.id, version, values: carried } };
  return { version, writes: Object.keys(carried).length > 0 ? [write, change] : [write] };
}
