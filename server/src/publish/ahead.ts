import { readApp } from '@pipewright/definition';
import { type Ahead, accumulate, aheadOf, compileSql, ddl, isAhead, type Step, steps, tables, undoAhead } from '@pipewright/sql';
import type { Connection, Queryable } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { schemaOf } from '../published/published.ts';
import { formerKeys, type Lineage, readLineage } from './lineage.ts';
import { patiently } from './patience.ts';
import { runSteps } from './run-steps.ts';

/** What a draft has to make ahead of its version, worked out without a look at any row; undefined where that is nothing. */
export function plannedAhead(past: Lineage, document: unknown): Ahead | undefined {
  const read = readApp(document, formerKeys(past));
  return 'issues' in read ? undefined : aheadOf(steps(past.tables, accumulate(past.tables, tables(read.value))));
}

/**
 * Makes ahead what a plan needs there, then does the work; where either fails all of it is taken back. What is made is written down before it is,
 * so that a kill in between leaves nothing that nobody knows of. Throws the database's error where two records have the same value.
 */
export async function withAhead<T>(
  builder: Connection,
  { key, base }: { readonly key: string; readonly base: number },
  plan: readonly Step[],
  ahead: Ahead,
  work: () => Promise<T>,
): Promise<T> {
  const own = plan.filter((step) => isAhead(ahead, step));
  try {
    await patiently(builder, key, async (client) => {
      const past = await readLineage(client, key, true);
      if (past?.version !== base) return refuse('publish.conflict');
      await client.query('update pipewright.app set ahead = $2 where key = $1', [key, JSON.stringify(ahead)]);
      return runSteps(
        client,
        key,
        past.tables,
        own.filter((step) => step.kind === 'add_column'),
      );
    });
    for (const step of own) if (step.kind === 'create_index') await builder.query(compileSql(ddl(schemaOf(key), step)).sql);
    return await work();
  } catch (error) {
    await takeBack(builder, key).catch((left) => log.error({ err: left, app: key }, 'What a publish made ahead could not be taken back.'));
    throw error;
  }
}

/** Takes back what a publish that never ended made ahead, if anything. Only for who builds the app's indexes. */
export async function takeBack(builder: Connection, key: string): Promise<void> {
  const left = async (db: Queryable, lock = '') =>
    (await db.query<{ ahead: Ahead | null }>(`select ahead from pipewright.app where key = $1 ${lock}`, [key])).rows[0]?.ahead;
  const found = await left(builder);
  if (!found) return;
  for (const { sql } of undoAhead(schemaOf(key), found).beside) await builder.query(sql);
  await patiently(builder, key, async (client) => {
    const still = await left(client, 'for update');
    if (!still) return;
    for (const { sql } of undoAhead(schemaOf(key), still).within) await client.query(sql);
    await client.query('update pipewright.app set ahead = null where key = $1', [key]);
  });
}
