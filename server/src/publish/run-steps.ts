import { compileSql, ddl, locksSql, type Step, storyDdl, type Table } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { schemaOf } from '../published/published.ts';
import { LOCK_WAIT_MS } from './patience.ts';

/**
 * Runs the steps of a plan that belong into the transaction. The locks on tables that people use are waited for together, no longer than one is,
 * and the steps are sent at once: what follows in the transaction is added to the time for which readers wait.
 */
export async function runSteps(client: Queryable, key: string, existing: readonly Table[], plan: readonly Step[]): Promise<void> {
  const schema = schemaOf(key);
  const there = new Set(existing.map((table) => table.name));
  const end = performance.now() + LOCK_WAIT_MS;
  for (const { sql } of locksSql(schema, plan, (table) => there.has(table))) {
    await client.query(`set local lock_timeout = ${Math.max(1, Math.round(end - performance.now()))}; ${sql}`);
  }
  const made = plan.flatMap((step) => {
    if (step.kind === 'create_index' && step.when === 'after') return [];
    return [ddl(schema, step), ...(step.kind === 'create_schema' ? storyDdl(schema) : [])].map((part) => compileSql(part).sql);
  });
  if (made.length > 0) await client.query(made.join(';\n'));
}
