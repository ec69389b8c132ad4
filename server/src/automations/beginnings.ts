import { type App, type Automation, type Beginning, entityOf, readApp } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { dueAt, opensAt } from '@pipewright/process';
import { compileSql, type Found, instantText, type Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { peopleFor } from '../about/people.ts';
import { type Pool, type Queryable, rehearsal, rows } from '../db/pool.ts';
import { namesOf } from '../door/names.ts';
import { Refusal } from '../ground/refusal.ts';
import type { WorkApp } from './apps.ts';
import { withDraft } from './draft.ts';
import { findDue } from './due.ts';
import { toldBy } from './whom.ts';

/** Of so many it is looked up whom they would be told to; of more it is only said how many there are. */
const MOST_LOOKED_UP = 20_000;

/** An automation that is about to be at work, and since when it will be. */
interface Starting {
  readonly automation: Automation;
  readonly since: string;
}

/** What would begin at once were a published automation switched on at this moment. */
export async function beginningsOfSwitch(pool: Pool, at: WorkApp, view: Sight, key: string): Promise<Beginning[]> {
  const automation = at.published.app.automations?.find((each) => each.key === key);
  return automation ? count(pool, at, view, at.published.app, [{ automation, since: view.principal.now }]) : [];
}

/**
 * What would begin at once were a document published at this moment: of each automation that waits for the clock, is new or changed, and would not be switched off. What the
 * published one has begun already does not begin again.
 */
export async function beginningsOfPublish(pool: Pool, at: WorkApp, view: Sight, document: unknown): Promise<Beginning[]> {
  const { app: before, schema } = at.published;
  const read = readApp(document, new Set(before.entities.map(({ key }) => key)));
  if ('issues' in read) return [];
  const known = await rows<{ key: string; off: boolean; since: string }>(
    pool,
    compileSql(sql`select key, off, ${instantText(sql`at_work_since`)} as since from ${sql.id(schema, '_automation')}`),
  );
  const states = new Map(known.map((each) => [each.key, each]));
  const counts = (app: App, automation: Automation | undefined) =>
    automation && JSON.stringify([automation, app.calendars?.find(({ key }) => key === automation.calendar) ?? app.calendars?.[0]]);
  const starting = (read.value.automations ?? []).flatMap((automation): Starting[] => {
    const state = states.get(automation.key);
    const former = before.automations?.find(({ key }) => key === automation.key);
    const same = counts(before, former) === counts(read.value, automation);
    return same || (state?.off ?? automation.off) ? [] : [{ automation, since: state?.since ?? view.principal.now }];
  });
  return count(pool, at, view, read.value, starting);
}

/** Counts in one transaction that leaves nothing behind. */
function count(pool: Pool, at: WorkApp, view: Sight, wanted: App, starting: readonly Starting[]): Promise<Beginning[]> {
  const timed = starting.filter(({ automation: { on } }) => on.kind === 'since' || on.kind === 'date' || on.kind === 'schedule');
  const { calendars: _, ...rest } = at.published.app;
  const ground = { ...at, published: { ...at.published, app: { ...rest, ...(wanted.calendars ? { calendars: wanted.calendars } : {}) } } };
  if (timed.length === 0) return Promise.resolve([]);
  return rehearsal(pool, async (db) => {
    const found: Beginning[] = [];
    for (const each of timed) found.push(await beginningOf(db, ground, view, each));
    return found;
  });
}

async function beginningOf(db: Queryable, at: WorkApp, view: Sight, { automation, since }: Starting): Promise<Beginning> {
  const { now } = view.principal;
  const { key, name, on } = automation;
  const levels = on.kind === 'since' ? on.levels : [];
  const none: Beginning = { automation: key, name, counted: true, records: 0, levels: [], most: null };
  // A new kind of record has none yet.
  if (!at.published.app.entities.some((each) => each.key === automation.entity)) return none;
  try {
    const { app } = withDraft(at, automation);
    const due = dueAt(app.published.app, automation, now, since);
    if (!due) return none;
    const found = await findDue(db, app, automation, due, now, { limit: MOST_LOOKED_UP + 1, begun: 'apart' });
    const opens = opensAt(app.published.app, automation, now);
    return {
      ...{ ...none, ...(opens === now ? {} : { opens }), records: found.records, most: await mostTold(db, app, view, automation, found) },
      levels: levels.map((level) => ({ level: level.name, count: found.levels.find((each) => each.level === level.key)?.count ?? 0 })),
    };
  } catch (error) {
    // It speaks of fields that are there only once the draft is published.
    if (error instanceof Refusal) return { ...none, counted: false };
    throw error;
  }
}

/** Who would be told most, of everything that is found; null where nobody is told, where all of it is told as one list or by what each record is, and where it is more than can be looked up. */
async function mostTold(db: Queryable, at: WorkApp, view: Sight, automation: Automation, { first }: Found): Promise<Beginning['most']> {
  const entity = entityOf(at.published.app, automation.entity);
  if (!entity || first.length === 0 || first.length > MOST_LOOKED_UP || (automation.on.kind === 'schedule' && automation.on.list))
    return null;
  // Whom it tells depends on each record.
  if (automation.nodes.some(({ kind }) => kind === 'branch')) return null;
  const to = new Map([...new Set(first.map(({ level }) => level))].map((level) => [level, toldBy(automation, level)]));
  const named = [...to.values()].flat().flatMap((each) => (each.kind === 'field' ? [each.field] : []));
  const columns = [...new Set(['owner', ...named])].map((column) => sql`t.${sql.id(column)}`);
  const ids = [...new Set(first.map(({ record }) => record))];
  const known = await rows<Facts & { readonly record: string }>(
    db,
    compileSql(
      sql`select t.id::text as record, ${sql.join(columns)} from ${sql.id(at.published.schema, entity.key)} t where t.id = any(${ids}::uuid[])`,
    ),
  );
  const facts = new Map(known.map((each) => [each.record, each]));
  const wanted = first.flatMap(({ record, level }) => {
    const of = facts.get(record);
    return of ? [{ to: to.get(level) ?? [], facts: of }] : [];
  });
  const whoIs = await peopleFor(db, at.published.key, wanted);
  const told = new Map<string, number>();
  for (const each of wanted) for (const { user } of whoIs(each.to, each.facts)) told.set(user, (told.get(user) ?? 0) + 1);
  const [most] = [...told].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (!most) return null;
  const [id, times] = most;
  return { person: { id, name: (await namesOf(db, view, { type: 'person' }, [id]))[id] ?? '' }, count: times };
}
