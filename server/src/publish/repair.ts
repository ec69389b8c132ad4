import type { App } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { type Drift, driftPath, type Repair } from '@pipewright/sql';
import { pgError } from '../db/error.ts';
import { type Connection, type Pool, type Queryable, rows } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { findDrift, planRepairs } from './drift.ts';
import { asIndexBuilder } from './later-index.ts';
import { type Lineage, readLineage } from './lineage.ts';
import { patiently } from './patience.ts';

/** A difference that a repair left, and why. */
export interface Left {
  readonly drift: Drift;
  readonly reason: Issue;
}

/** What a repair did, in order, and what it left. */
export interface Repaired {
  readonly app: App;
  readonly done: readonly Drift[];
  readonly left: readonly Left[];
}

type Known = Lineage & { readonly app: App };

/** What hangs on something that was missing shows only once that is there again: table, column, key, reference, its check. */
const ROUNDS = 6;

/** The published version of an app, which is what its database is held against. */
export async function publishedLineage(db: Queryable, key: string): Promise<Known> {
  const lineage = await readLineage(db, key);
  return lineage?.app ? { ...lineage, app: lineage.app } : refuse('unknown.app');
}

/**
 * Puts the database right again, one difference at a time, each for itself: what cannot be mended keeps nothing else from it. `empty` are the places
 * that may come back without the values that were lost there.
 */
export async function repair(pool: Pool, key: string, empty: ReadonlySet<string>): Promise<Repaired> {
  const repaired = await asIndexBuilder(pool, key, async (builder) => {
    const lineage = await publishedLineage(builder, key);
    const done: Drift[] = [];
    let left: Left[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = done.length;
      left = [];
      for (const each of planRepairs(key, lineage, await findDrift(builder, key, lineage))) {
        const reason = await mend(builder, key, lineage, each, empty);
        if (reason) left.push({ drift: each.drift, reason });
        else done.push(each.drift);
      }
      if (done.length === before) break;
    }
    return { app: lineage.app, done, left };
  });
  return repaired ?? refuse('publish.busy');
}

/** Mends one difference, or answers why not. */
async function mend(
  builder: Connection,
  key: string,
  { version }: Known,
  each: Repair,
  empty: ReadonlySet<string>,
): Promise<Issue | undefined> {
  const path = driftPath(each.drift);
  if (each.statements.length === 0) return issue(path, 'repair.by_hand');
  if (each.empties && !empty.has(path)) return issue(path, 'repair.consent');
  try {
    if (each.concurrent) return await run(builder, each);
    return await patiently(builder, key, async (client) => {
      const current = await readLineage(client, key, true);
      if (current?.version !== version) refuse('publish.conflict');
      return run(client, each);
    });
  } catch (error) {
    if (!pgError(error)) throw error;
    log.error({ err: error, app: key, place: path }, 'A difference could not be repaired.');
    return issue(path, 'repair.failed');
  }
}

async function run(db: Queryable, { drift, statements, obstacle }: Repair): Promise<Issue | undefined> {
  const [found] = obstacle ? await rows<{ n: number }>(db, obstacle.statement) : [];
  if (obstacle && found && found.n > 0) return issue(driftPath(drift), obstacle.code, { count: found.n });
  for (const { sql, parameters } of statements) await db.query(sql, [...parameters]);
  return undefined;
}
