import { exceptFact } from '@pipewright/process';
import type { Queryable } from '../db/pool.ts';
import type { Change, Current, SaveGround } from './change.ts';

/** The ids of the criteria that records were let past, by record. */
export async function exceptedOf(db: Queryable, schema: string, records: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await db.query<{ record: string; held: string[] }>(
    `select e.record::text as record, array_agg(distinct h.id) as held from "${schema}"._exception e, unnest(e.held) as h (id)
     where e.record = any($1) and e.state = 'granted' group by e.record`,
    [records],
  );
  return new Map(rows.map(({ record, held }) => [record, held]));
}

/** The records as they stand, with the facts of what they were let past where they are to be won, which looks back at all of their way. */
export async function withExceptions(
  { db, view, ready, past }: SaveGround,
  changes: readonly Change[],
  currents: ReadonlyMap<string, Current>,
): Promise<ReadonlyMap<string, Current>> {
  const winning = changes.flatMap(({ kind, id = '', status }) => (kind === 'update' && status === 'won' && currents.has(id) ? [id] : []));
  if (past || ready.prepared.pipelines.length === 0 || winning.length === 0) return currents;
  const found = await exceptedOf(db, view.schema, winning);
  if (found.size === 0) return currents;
  return new Map(
    [...currents].map(([id, current]) => {
      const facts = Object.fromEntries((found.get(id) ?? []).map((held) => [exceptFact(held), true]));
      return [id, { ...current, values: { ...current.values, ...facts } }];
    }),
  );
}
