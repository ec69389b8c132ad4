import { Connection, sendAll } from './http.ts';
import { wanted } from './options.ts';
import type { Servers } from './servers.ts';
import { type Target, WORKLOADS, type Workload } from './target.ts';

const TIMES = 20;

/** Prints what SQL one request of each workload costs on both servers: how many statements, how long they run, and which. */
export async function printStatements({ bare, product }: Servers): Promise<void> {
  for (const target of [bare, product]) await target.pool.query('create extension if not exists pg_stat_statements');
  for (const workload of (Object.keys(WORKLOADS) as Workload[]).filter(wanted)) {
    for (const target of [bare, product]) await print(target, workload);
  }
}

async function print(target: Target, workload: Workload): Promise<void> {
  if (workload === 'W4') await target.prepareMoves();
  const connections = [new Connection(target.port, target.headers), new Connection(target.port, target.headers)];
  // What is done once, such as preparing, is done before anything is counted.
  for (let i = 0; i < TIMES; i += 1) await sendAll(connections, target.calls[workload](i));
  await target.pool.query('select pg_stat_statements_reset()');
  for (let i = TIMES; i < TIMES * 2; i += 1) await sendAll(connections, target.calls[workload](i));
  const { rows } = await target.pool.query(
    `select calls::int, total_exec_time as ms, regexp_replace(query, '\\s+', ' ', 'g') as text from pg_stat_statements
     where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%' order by 2 desc`,
  );
  for (const each of connections) each.close();
  if (workload === 'W3') await target.forgetNew();
  const total = (key: 'calls' | 'ms') => rows.reduce((sum, row) => sum + row[key], 0) / TIMES;
  console.log(
    `\n${workload} ${target.name}: ${total('calls').toFixed(1)} statements, ${total('ms').toFixed(2)} ms in the database per request`,
  );
  for (const row of rows.filter((each) => each.calls >= TIMES / 2))
    console.log(`  ${(row.calls / TIMES).toFixed(1)} × ${(row.ms / row.calls).toFixed(3)} ms  ${row.text.slice(0, 160)}`);
}
