import type { Pool } from '@pipewright/server';

/**
 * Copies the sample's opportunities until there are about so many, with steps that differ from each other.
 * @param days they are spread over as many past days as if each had been made then, and come into its stage since
 */
export async function growOpportunities(pool: Pool, size: number, days = 0): Promise<void> {
  const table = 'app_opportunity.opportunity';
  const { rows } = await pool.query(
    `select column_name as name from information_schema.columns where table_schema = 'app_opportunity' and table_name = 'opportunity' and column_name not in ('id', 'code', 'contract_no', 'next_step')`,
  );
  const columns = rows.map((row) => `"${row.name}"`).join(', ');
  const { rows: count } = await pool.query(`select count(*)::int as n from ${table}`);
  const copies = Math.max(0, Math.ceil(size / count[0].n) - 1);
  // Built once over all rows, indexes cost a tenth of what they cost row by row.
  const { rows: indexes } = await pool.query(
    `select indexname as name, indexdef as make from pg_indexes where schemaname = 'app_opportunity' and tablename = 'opportunity' and indexname like 'i\\_%'`,
  );
  for (const { name } of indexes) await pool.query(`drop index app_opportunity."${name}"`);
  await pool.query(
    `insert into ${table} (id, code, next_step, ${columns}) select gen_random_uuid(), 'B-' || n || '-' || row_number() over (), 'step ' || n || '-' || row_number() over (), ${columns} from ${table}, generate_series(1, ${copies}) n`,
  );
  await pool.query(`update ${table} set next_step = 'step ' || id where next_step not like 'step %'`);
  if (days > 0)
    await pool.query(
      `update ${table} t set created_at = a.at, stage_since = case when stage_since is not null then a.at + random() * (now() - a.at) end,
         next_step_on = current_date - ${days} + (random() * ${2 * days})::integer
       from (select id, now() - random() * interval '${days} days' as at from ${table}) a where a.id = t.id`,
    );
  for (const { make } of indexes) await pool.query(make);
  await pool.query(`vacuum analyze ${table}`);
}
