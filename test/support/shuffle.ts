import type { Pool } from '@pipewright/server';

/**
 * Makes a database keep and find its rows in another order without changing any of them: half of the rows of each table are written anew, behind the
 * others, and the planner is led to other ways. Whatever answers differently afterwards has no order of its own.
 */
export async function shuffle(pool: Pool): Promise<void> {
  const { rows: tables } = await pool.query<{ name: string; column: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as name, quote_ident(min(c.column_name)) as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where (c.table_schema like 'app\\_%' or c.table_schema in ('pipewright', 'auth')) and t.table_type = 'BASE TABLE' and c.is_identity = 'NO' group by 1 order by 1`,
  );
  for (const { name, column } of tables)
    await pool.query(`update ${name} set ${column} = ${column} where ('x' || left(md5(ctid::text), 2))::bit(8)::int % 2 = 0`);
  const { rows } = await pool.query<{ name: string }>('select current_database() as name');
  for (const way of ['hashagg', 'hashjoin', 'indexscan', 'indexonlyscan'])
    await pool.query(`alter database ${rows[0]?.name} set enable_${way} = off`);
}
