import type { App } from '@pipewright/definition';
import type { Pool } from '@pipewright/server';
import { compileSql, ddl, steps, tables } from '@pipewright/sql';

/** Makes the tables of an app in a database, empty and without foreign keys, so that rows need no people and departments beside them. */
export async function makeTables(pool: Pool, app: App, schema: string): Promise<void> {
  for (const step of steps([], tables(app))) if (step.kind !== 'add_reference') await pool.query(compileSql(ddl(schema, step)).sql);
}

/** Puts rows into a table: values by column, as JSON. */
export async function putRows(
  pool: Pool,
  schema: string,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((column) => `"${column}"`).join();
  await pool.query(
    `insert into "${schema}"."${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${schema}"."${table}", $1)`,
    [JSON.stringify(rows)],
  );
}
