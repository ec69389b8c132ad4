import { catalogIndexSql, compileSql, ddl } from '@pipewright/sql';
import { schemaOf } from '../apps/published.ts';
import { type Pool, rows } from '../db/pool.ts';
import { readLineage } from './lineage.ts';

/**
 * Builds the indexes an app should have and has not, without stopping writers. Can be run again at any time: an index left invalid by a crash is
 * dropped and built anew, and the app works, slower, while one is missing.
 */
export async function buildLaterIndexes(pool: Pool, key: string): Promise<void> {
  const lineage = await readLineage(pool, key);
  if (!lineage || lineage.version === 0) return;
  const schema = schemaOf(key);
  const found = await rows<{ name: string; valid: boolean }>(pool, catalogIndexSql(schema));
  const valid = new Set(found.filter((index) => index.valid).map((index) => index.name));
  for (const table of lineage.tables) {
    for (const [name, index] of Object.entries(table.indexes)) {
      if (valid.has(name) || index.unique) continue;
      if (found.some((each) => each.name === name))
        await pool.query(compileSql(ddl(schema, { kind: 'drop_index', table: table.name, name })).sql);
      await pool.query(compileSql(ddl(schema, { kind: 'create_index', table: table.name, name, index, later: true })).sql);
    }
  }
}
