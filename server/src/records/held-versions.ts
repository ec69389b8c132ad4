import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';

/** Holds records until the transaction ends, in the order of their ids as every write does, and gives their versions; what is not there is left out. */
export async function heldVersions(db: Queryable, schema: string, table: string, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: string; version: number }>(
    db,
    compileSql(
      sql`select t.id, t.version from ${sql.id(schema, table)} as t where t.id = any(${[...ids]}::uuid[]) order by t.id for no key update`,
    ),
  );
  return new Map(found.map(({ id, version }) => [id, version]));
}
