import { exceptFact } from '@pipewright/process';
import type { Row } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { type Change, type Current, type SaveGround, withFacts } from './change.ts';

/** The facts of what records were let past, by record. */
async function exceptionsOf(db: Queryable, schema: string, records: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { rows } = await db.query<{ record: string; held: string[] }>(
    `select e.record::text as record, array_agg(distinct h.id) as held from "${schema}"._exception e, unnest(e.held) as h (id)
     where e.record = any($1) and e.state = 'granted' group by e.record`,
    [records],
  );
  return new Map(rows.map(({ record, held }) => [record, Object.fromEntries(held.map((id) => [exceptFact(id), true]))]));
}

/** The records as they stand, with the facts of what they were let past where they are to be won, which looks back at all of their way. */
export async function withExceptions(
  { db, view, ready, past }: SaveGround,
  changes: readonly Change[],
  currents: ReadonlyMap<string, Current>,
): Promise<ReadonlyMap<string, Current>> {
  const winning = changes.flatMap(({ kind, id = '', status }) => (kind === 'update' && status === 'won' && currents.has(id) ? [id] : []));
  if (past || ready.prepared.pipelines.length === 0 || winning.length === 0) return currents;
  return withFacts(currents, await exceptionsOf(db, view.schema, winning));
}
