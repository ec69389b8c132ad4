import { compileSql, type Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';

/** A record as somebody knows it: in this version. */
export interface KnownVersion {
  readonly id: string;
  readonly version: number;
}

/** The fields of records that were changed since the versions that are known, by record; one that was not changed is left out. */
export async function changedSince(
  db: Queryable,
  { schema }: Pick<Sight, 'schema'>,
  known: readonly KnownVersion[],
): Promise<Map<string, string[]>> {
  if (known.length === 0) return new Map();
  const found = await rows<{ id: string; keys: string[] }>(
    db,
    compileSql(
      sql`select k.id::text as id, array_agg(distinct c.key order by c.key) as keys
        from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as k(id uuid, version integer)
        join ${sql.id(schema, '_ledger')} l on l.record = k.id and l.record_version > k.version, jsonb_object_keys(l.after) as c(key) group by k.id`,
    ),
  );
  return new Map(found.map(({ id, keys }) => [id, keys]));
}
