import { setTimeout as sleep } from 'node:timers/promises';
import { grantOf, readableFields } from '@pipewright/definition';
import { callerOf } from '../auth/principal.ts';
import { type Queryable, rehearsal } from '../db/pool.ts';
import { enterApp } from '../http/enter.ts';
import type { InApp, Server } from '../http/env.ts';
import { isAway, refuse } from '../http/fault.ts';
import { announced } from '../records/announced.ts';
import type { Outcome, SaveContext } from '../records/change.ts';
import { save } from '../records/save.ts';
import { byPerson } from '../records/save-context.ts';
import { asPublished } from '../records/stale.ts';
import { lookUp } from './lookup.ts';
import type { Cells, Mapping } from './mapping.ts';
import { readRow } from './read-row.ts';
import { doneCount, finish, type Tally, tally } from './tally.ts';

/** Rows written in one transaction. */
const CHUNK = 500;
/** Between two looks at rows that somebody else holds. */
const PAUSE_MS = 100;

interface Staged {
  readonly number: number;
  readonly cells: Cells;
}

/** The transaction a chunk is written in, and who is told of it. */
interface Transaction {
  readonly db: Queryable;
  readonly announce: SaveContext['announce'];
}

/** What an import is to do. */
export interface ImportJob {
  readonly id: string;
  readonly entity: string;
  readonly mapping: Mapping;
}

/** Writes one chunk of rows through the writing door and notes what became of each, all in the caller's transaction. Answers how many there were. */
export async function importChunk(server: Server, { db, announce }: Transaction, inApp: InApp, job: ImportJob): Promise<number> {
  const { rows: staged } = await db.query<Staged>(
    `select number, cells from pipewright.import_row where import = $1 and state = 'staged' order by number limit $2 for update skip locked`,
    [job.id, CHUNK],
  );
  const entity = inApp.published.entity(job.entity)?.entity;
  if (!entity) return refuse('unknown.entity', { name: job.entity });
  if (staged.length === 0) return 0;
  const { app, principal } = inApp.view;
  // Asked at every chunk: a right may be taken away while an import runs.
  if (job.mapping.baseline && !grantOf(principal.role, entity.key).baseline) refuse('denied.baseline');
  const reading = { entity, fields: readableFields(app, entity, principal.role), timeZone: app.timeZone };
  const lookups = await lookUp(
    db,
    inApp.view,
    reading,
    job.mapping,
    staged.map((row) => row.cells),
  );
  const read = staged.map((row) => readRow(reading, job.mapping, row.cells, lookups));
  const good = read.flatMap((row, i) => (row.issues.length === 0 ? [i] : []));
  const context = {
    ...byPerson(server, inApp, { by: 'import', import: job.id }),
    db,
    announce,
    past: job.mapping.baseline ? ('baseline' as const) : undefined,
    inTransaction: true,
  };
  const outcomes = await save(
    context,
    good.map((i) => ({ entity: job.entity, change: (read[i] as (typeof read)[number]).change })),
  );
  const results = staged.map((row, i) => {
    const place = good.indexOf(i);
    const outcome: Outcome = place < 0 ? { issues: read[i]?.issues ?? [] } : (outcomes[place] as Outcome);
    return 'issues' in outcome
      ? { number: row.number, state: 'refused', issues: outcome.issues, record: null }
      : { number: row.number, state: 'done', issues: null, record: outcome.id };
  });
  await db.query(
    `update pipewright.import_row r set state = x.state, issues = x.issues, record = x.record
     from jsonb_to_recordset($2::jsonb) as x(number integer, state text, issues jsonb, record uuid) where r.import = $1 and r.number = x.number`,
    [job.id, JSON.stringify(results)],
  );
  return staged.length;
}

/** Puts rows that only waited for another row of the same file back on the pile; answers whether there are any. */
async function again(db: Queryable, job: ImportJob, before: number): Promise<boolean> {
  if ((await doneCount(db, job)) === before) return false;
  const { rowCount } = await db.query(
    `update pipewright.import_row set state = 'staged', issues = null where import = $1 and state = 'refused' and issues @> '[{"code":"value.unmatched"}]'`,
    [job.id],
  );
  return (rowCount ?? 0) > 0;
}

/** Runs all rows of an import inside one transaction and takes everything back: what a run would do, and why rows would be refused. */
export async function previewImport(server: Server, inApp: InApp, job: ImportJob): Promise<Tally> {
  return rehearsal(server.pool, async (client) => {
    await runAll(client, async () => importChunk(server, { db: client, announce: () => undefined }, inApp, job), job);
    return tally(client, job.id);
  });
}

async function runAll(db: Queryable, chunk: () => Promise<number>, job: ImportJob): Promise<void> {
  let before = -1;
  do {
    before = await doneCount(db, job);
    while ((await chunk()) > 0);
  } while (await again(db, job, before));
}

/** Runs an import to its end. A crash, and a lost database, which is thrown, leave it `running`; running it again goes on with the rows that are left. */
export async function runImport(server: Server, app: string, actor: string, job: ImportJob): Promise<void> {
  const chunk = async () => {
    const caller = await callerOf(server.pool, actor, app);
    const inApp = caller && (await enterApp(server, caller, app));
    if (!inApp) throw new Error('The person who started the import is no longer in the app');
    return asPublished(server, inApp, (current) =>
      announced(server, (db, announce) => importChunk(server, { db, announce }, current, job)),
    );
  };
  try {
    do await runAll(server.pool, chunk, job);
    while (!(await finish(server.pool, job)) && (await sleep(PAUSE_MS, true)));
  } catch (error) {
    if (isAway(error)) throw error;
    const failure = error instanceof Error ? error.message : String(error);
    await server.pool
      .query(`update pipewright.import set state = 'failed', failure = $2 where id = $1`, [job.id, failure])
      .catch(() => undefined);
    console.error(error);
  }
}
