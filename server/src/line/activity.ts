import { entityOf, fieldOf, isDerived, writableFields } from '@pipewright/definition';
import type { InApp, Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { byPerson } from '../records/by-person.ts';
import type { Write } from '../records/change.ts';
import { getRecord } from '../records/record.ts';
import { saveTogether } from '../records/save.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes an activity of a record down and, all or nothing, what it carries into the record: the given values of the fields that the activity's
 * entity says, where the record has a field of the same key and type. Answers the id of the activity.
 */
export async function addActivity(
  server: Pick<Server, 'pool' | 'events'>,
  inApp: InApp,
  at: { readonly entity: string; readonly id: string },
  { entity: key, values }: { readonly entity: string; readonly values: Values },
): Promise<string> {
  const { app } = inApp.view;
  const activity = entityOf(app, key);
  const by = activity?.activityOf ? fieldOf(activity, activity.activityOf) : undefined;
  if (!activity || !by || by.target !== at.entity) return refuse('unknown.entity', { name: key }, 'entity');
  const found = (await getRecord(server.pool, inApp.view, at.entity, at.id, { fields: [] })) ?? refuse('unknown.record');
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
  const writes = Object.keys(carried).length > 0 ? [write, change] : [write];
  const { db: _, announce: __, ...terms } = byPerson({ pool: server.pool, events: server.events }, inApp, { by: 'form' });
  const [made] = await saveTogether(server, terms, writes);
  // Whoever sees the record sees the activity, and may have no other way to it.
  server.events.announce({ app: inApp.published.key, entity: at.entity, changes: [{ id: at.id, version: version + 1 }] });
  return made?.id ?? refuse('unknown.record');
}
