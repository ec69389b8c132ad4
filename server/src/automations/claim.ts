import { compileSql, instantText } from '@pipewright/sql';
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
  readonly chain: readonly string[];
  readonly begun_at: string;
}

/** How many runs one act may begin, its own and those that follow from them. */
export const MOST_OF_A_ROOT = 1000;

/**
 * Takes up runs that are to go on, oldest first, one of each record, so that the runs of a record are carried out one after the other. They are held until the transaction ends; another worker
 * takes others.
 */
export async function claimRuns(db: Queryable, schema: string, now: string, limit: number, only: string | null): Promise<RunRow[]> {
  const run = sql.id(schema, '_run');
  const found = await rows<RunRow>(
    db,
    compileSql(sql`select id::text, automation, version, entity, record::text, level, ${instantText(sql`counted_from`)} as counted_from, episode, node, seq, attempts, depth, root::text, chain,
      ${instantText(sql`begun_at`)} as begun_at from ${run} r
      where state = 'waiting' and wake_at <= ${now}::timestamptz ${only === null ? sql`` : sql`and id = ${only}::uuid`}
      order by r.wake_at, r.id limit ${limit}::integer for update skip locked`),
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
