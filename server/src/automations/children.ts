import { FOR_EVER } from '@pipewright/process';
import { compileSql, RUNS_CHANNEL } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import type { Came } from './ground.ts';

/** A run that another one begins and waits for. */
export interface Child {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
  readonly entity: string | null;
  readonly record: string | null;
  readonly level: string | null;
  readonly episode: string;
  readonly node: string;
  readonly depth: number;
  readonly root: string;
  readonly starter: string | null;
  readonly chain: readonly string[];
  readonly parent: string;
  readonly parent_seq: number;
  readonly side: string | null;
}

/** How the runs stand that a run began at the step at which it stands, and what it kept of beginning them. */
export interface Standing {
  readonly total: number;
  readonly open: number;
  readonly failed: number;
  readonly input: Came['input'];
}

/** A step of a run, of those that it went through or has come to. */
export interface At {
  readonly run: string;
  readonly seq: number;
}

/** How the runs stand that runs began at these steps; of those that began none nothing. */
export async function standingOf(db: Queryable, schema: string, steps: readonly At[]): Promise<ReadonlyMap<string, Standing>> {
  const found = await rows<Standing & { parent: string }>(
    db,
    compileSql(sql`select c.parent::text as parent, count(*)::int as total, (count(*) filter (where c.ended_at is null))::int as open,
        (count(*) filter (where c.state in ('failed', 'stopped')))::int as failed,
        coalesce((select s.input from ${sql.id(schema, '_run_step')} s where s.run = c.parent and s.seq = c.parent_seq), '{}') as input
      from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as a(run uuid, seq integer) join ${sql.id(schema, '_run')} c on c.parent = a.run and c.parent_seq = a.seq
      group by c.parent, c.parent_seq`),
  );
  return new Map(found.map(({ parent, ...standing }) => [parent, standing]));
}

/** How many runs acts began so far, their own and those that followed. */
export async function countOfRoots(db: Queryable, schema: string, roots: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ root: string; n: number }>(
    db,
    compileSql(sql`select root::text, count(*)::int as n from ${sql.id(schema, '_run')} where root = any(${roots}::uuid[]) group by root`),
  );
  return new Map(found.map(({ root, n }) => [root, n]));
}

/** Begins runs in one statement; what began already, or but once for a record, does not begin again. Answers how many began, by the run that they belong to. */
export async function beginChildren(
  db: Queryable,
  schema: string,
  children: readonly Child[],
  now: string,
): Promise<ReadonlyMap<string, number>> {
  if (children.length === 0) return new Map();
  const begun = await rows<{ parent: string }>(
    db,
    compileSql(sql`insert into ${sql.id(schema, '_run')} (id, automation, version, entity, record, level, episode, state, node, wake_at, depth, root, chain, starter, begun_at, parent, parent_seq, side)
      select a.id, a.automation, a.version, a.entity, a.record, a.level, a.episode, 'waiting', a.node, ${now}::timestamptz, a.depth, a.root, a.chain, a.starter, ${now}::timestamptz, a.parent, a.parent_seq, a.side
      from jsonb_to_recordset(${JSON.stringify(children)}::jsonb) as a(id uuid, automation text, version integer, entity text, record uuid, level text, episode text, node text, depth integer,
        root uuid, chain text[], starter text, parent uuid, parent_seq integer, side text)
      on conflict (automation, episode) do nothing returning parent::text`),
  );
  return new Map([...Map.groupBy(begun, ({ parent }) => parent)].map(([parent, some]) => [parent, some.length]));
}

/** Keeps that runs wait for others at the steps at which they stand, and what was found for that, so that it is told before those are over. */
export async function keepBegun(
  db: Queryable,
  schema: string,
  steps: readonly (At & { readonly node: string; readonly kind: string; readonly input: Came['input'] })[],
  now: string,
): Promise<void> {
  if (steps.length === 0) return;
  await rows(
    db,
    compileSql(sql`insert into ${sql.id(schema, '_run_step')} (run, seq, node, kind, outcome, input, people, faults, at)
      select a.run, a.seq, a.node, a.kind, 'begun', a.input, '{}', '[]', ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as a(run uuid, seq integer, node text, kind text, input jsonb)
      on conflict (run, seq) do update set outcome = excluded.outcome, input = excluded.input, faults = excluded.faults, at = excluded.at`),
  );
}

/**
 * Lets runs look again whose runs are all over, in the transaction in which the last of those ended. Each is held first, so that of two that end at once the later sees the earlier.
 * @param parents the runs that began those that ended
 */
export async function wakeParents(db: Queryable, schema: string, parents: readonly (string | null)[], now: string): Promise<void> {
  const ids = [...new Set(parents.filter((each) => each !== null))];
  if (ids.length === 0) return;
  const run = sql.id(schema, '_run');
  await rows(db, compileSql(sql`select p.id from ${run} p where p.id = any(${ids}::uuid[]) order by p.id for update`));
  await rows(
    db,
    compileSql(sql`update ${run} p set wake_at = least(p.wake_at, ${now}::timestamptz) where p.id = any(${ids}::uuid[]) and p.state = 'waiting'
      and not exists (select 1 from ${run} c where c.parent = p.id and c.parent_seq = p.seq and c.ended_at is null)`),
  );
}

/** Ends what a run began and still waits for, with all that this began; those that are carried on at this moment are waited for. Answers which ended. */
export async function endChildren(db: Queryable, schema: string, id: string, now: string): Promise<string[]> {
  const run = sql.id(schema, '_run');
  const below = sql`with recursive below as (select c.id, 1 as depth from ${run} c where c.parent = ${id}::uuid
    union all select c.id, b.depth + 1 from ${run} c join below b on c.parent = b.id)`;
  // The deepest first, as whoever ends one holds what began it after it.
  await rows(
    db,
    compileSql(
      sql`${below} select r.id from ${run} r join below b on b.id = r.id where r.ended_at is null order by b.depth desc, r.id for update of r`,
    ),
  );
  const ended = await rows<{ id: string }>(
    db,
    compileSql(sql`${below} update ${run} r set state = 'stopped', held = false, until = null, failure = '{"code":"run.parent_ended"}', ended_at = ${now}::timestamptz
      from below b where r.id = b.id and r.ended_at is null returning r.id::text`),
  );
  return ended.map((each) => each.id);
}

/** Lets what a run began, and failed, go on again, with what this began: a run that is tried again waits for it anew. */
export async function retryChildren(db: Queryable, schema: string, id: string, now: string): Promise<void> {
  const run = sql.id(schema, '_run');
  await rows(
    db,
    compileSql(sql`with recursive below as (select c.id, c.seq from ${run} p join ${run} c on c.parent = p.id and c.parent_seq = p.seq where p.id = ${id}::uuid and c.state = 'failed'
        union all select c.id, c.seq from below b join ${run} c on c.parent = b.id and c.parent_seq = b.seq where c.state = 'failed')
      update ${run} r set state = 'waiting', attempts = 0, failure = null, ended_at = null, wake_at = ${now}::timestamptz from below b where r.id = b.id`),
  );
}

/** Lets runs wait again that failed because one failed which they began, and which is tried again: its end wakes them. */
export async function awaitAgain(db: Queryable, schema: string, id: string): Promise<void> {
  const run = sql.id(schema, '_run');
  await rows(
    db,
    compileSql(sql`with recursive above as (select p.id, p.parent, p.parent_seq from ${run} c join ${run} p on p.id = c.parent and p.seq = c.parent_seq where c.id = ${id}::uuid and p.state = 'failed'
        union all select p.id, p.parent, p.parent_seq from above a join ${run} p on p.id = a.parent and p.seq = a.parent_seq where p.state = 'failed')
      update ${run} r set state = 'waiting', attempts = 0, failure = null, ended_at = null, wake_at = ${FOR_EVER}::timestamptz from above a where r.id = a.id`),
  );
}

/** Tells workers that runs wait. */
export const tellWorkers = (db: Queryable, schema: string) => db.query('select pg_notify($1, $2)', [RUNS_CHANNEL, schema]);
