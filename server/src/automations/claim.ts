import { compileSql, type Fragment, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';

/** A run that was taken up. */
export interface RunRow {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
  readonly entity: string | null;
  readonly record: string | null;
  readonly level: string | null;
  readonly counted_from: string | null;
  readonly episode: string;
  readonly node: string | null;
  readonly seq: number;
  readonly attempts: number;
  readonly depth: number;
  readonly root: string;
  /** Who caused it, or what led to it; null where nobody did. */
  readonly starter: string | null;
  readonly chain: readonly string[];
  /** The run that began it and waits for it. */
  readonly parent: string | null;
  readonly begun_at: string;
  /** When it came to its step. */
  readonly node_at: string;
}

/** How many runs one act may begin, its own and those that follow from them. */
export const MOST_OF_A_ROOT = 1000;

/**
 * The runs that go on next, as rows of theirs: half of them those that have waited longest, half the latest, so that what somebody has just begun does not wait for all that a clock began at once.
 * The latest go before none of their record but reminders.
 */
export function nextRuns(schema: string, now: string, limit: number, lock: Fragment): Fragment {
  const run = sql.id(schema, '_run');
  const waits = sql`r.state = 'waiting' and r.wake_at <= ${now}::timestamptz`;
  const half = Math.ceil(limit / 2);
  // Asked row by row, it is asked of the few that are taken, however many wait.
  const latest = sql`${waits} and r.id <> all(array(select o.id from oldest o)) and (select o.id from ${run} o
    where o.record = r.record and o.ended_at is null and o.wake_at <= ${now}::timestamptz and o.level is null and (o.begun_at, o.id) < (r.begun_at, r.id) limit 1) is null`;
  return sql`with oldest as (select r.* from ${run} r where ${waits} order by r.wake_at, r.id limit ${half}::integer ${lock}),
      latest as (select r.* from ${run} r where ${latest} order by r.wake_at desc, r.id desc limit ${limit - half}::integer ${lock})
    select * from oldest union all select * from latest`;
}

/**
 * Takes up runs that are to go on, one of each record, so that the runs of a record are carried out one after the other. They are held until the transaction ends; another worker takes others.
 * @param only one run alone
 */
export async function claimRuns(db: Queryable, schema: string, now: string, limit: number, only: string | null): Promise<RunRow[]> {
  const lock = sql`for update skip locked`;
  const one = sql`select r.* from ${sql.id(schema, '_run')} r where r.id = ${only}::uuid and r.state = 'waiting' and r.wake_at <= ${now}::timestamptz ${lock}`;
  const found = await rows<RunRow>(
    db,
    compileSql(sql`select id::text, automation, version, entity, record::text, level, ${instantText(sql`counted_from`)} as counted_from, episode, node, seq, attempts, depth, root::text, chain, starter, parent::text,
      ${instantText(sql`begun_at`)} as begun_at, ${instantText(sql`coalesce(node_at, begun_at)`)} as node_at from (${only === null ? nextRuns(schema, now, limit, lock) : one}) r order by r.wake_at, r.id`),
  );
  const seen = new Set<string>();
  return found.filter(({ record }) => {
    if (record === null) return true;
    const known = seen.has(record);
    seen.add(record);
    return !known;
  });
}

/** The first runs of acts that began more than one act may. */
export async function overgrown(db: Queryable, schema: string, roots: readonly string[]): Promise<ReadonlySet<string>> {
  if (roots.length === 0) return new Set();
  const statement = compileSql(
    sql`select root::text as root from ${sql.id(schema, '_run')} where root = any(${roots}::uuid[]) group by root having count(*) > ${MOST_OF_A_ROOT}::integer`,
  );
  return new Set((await rows<{ root: string }>(db, statement)).map(({ root }) => root));
}
