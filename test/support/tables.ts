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

/** Shares records with people, whom nobody has to know. */
export async function putShares(
  pool: Pool,
  schema: string,
  entity: string,
  shares: readonly { readonly person: string; readonly record: string; readonly level?: string }[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    await client.query(
      `insert into pipewright.share (app, entity, record, person, level)
       select $1, $2, s.record, s.person, coalesce(s.level, 'read') from jsonb_to_recordset($3) as s(record uuid, person text, level text)`,
      [schema.replace(/^app_/, ''), entity, JSON.stringify(shares)],
    );
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}
