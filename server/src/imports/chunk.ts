import { grantOf, type Mapping, readableFields } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { byPerson } from '../records/by-person.ts';
import type { Outcome, SaveTerms } from '../records/change.ts';
import { save } from '../records/save.ts';
import { lookUp } from './lookup.ts';
import { type Cells, textsOf } from './mapping.ts';
import { rowReader } from './read-row.ts';

/** What an import is to do. */
export interface ImportJob {
  readonly id: string;
  readonly entity: string;
  readonly mapping: Mapping;
  readonly columns: readonly string[];
}

/** A stretch of the file: the rows whose numbers are greater than `after` and not greater than `to`. */
export interface Stretch {
  readonly after: number;
  readonly to: number;
}

/** The transaction a chunk is written in, and who is told of it. */
export interface Transaction {
  readonly db: Queryable;
  readonly announce: SaveTerms['announce'];
}

interface WaitingRow {
  readonly number: number;
  readonly cells: Cells;
}

/** Writes the waiting rows of a stretch through the writing door and notes what became of each, all in the caller's transaction. */
export async function importChunk(
  server: Server,
  { db, announce }: Transaction,
  inApp: InApp,
  job: ImportJob,
  { after, to }: Stretch,
): Promise<void> {
  const { rows: waiting } = await db.query<WaitingRow>(
    `select number, cells from pipewright.import_row where import = $1 and state = 'staged' and number > $2 and number <= $3
     order by number for update skip locked`,
    [job.id, after, to],
  );
  const entity = inApp.published.entity(job.entity)?.entity ?? refuse('unknown.entity', { name: job.entity }, 'entity');
  if (waiting.length === 0) return;
  const { app, principal } = inApp.view;
  // Asked at every chunk: a right may be taken away while an import runs.
  if (job.mapping.baseline && !grantOf(principal.role, entity.key).baseline) refuse('denied.baseline');
  const fields = readableFields(app, entity, principal.role);
  const reading = { entity, fields, timeZone: app.timeZone, past: job.mapping.baseline === true, texts: textsOf(job.mapping, job.columns) };
  const cells = waiting.map((row) => row.cells);
  const read = cells.map(rowReader(reading, await lookUp(db, inApp.view, reading, cells)));
  const context = {
    ...byPerson(server, inApp, { by: 'import', import: job.id }),
    db,
    announce,
    past: job.mapping.baseline ? ('baseline' as const) : undefined,
    inTransaction: true,
    // Whoever comes to own some of the rows is told once, with the sum of all chunks.
    telling: { many: true, run: `import ${job.id}` },
  };
  const good = read.filter(({ issues }) => issues.length === 0);
  const saved = await save(
    context,
    good.map(({ change }) => ({ entity: job.entity, change: { ...change, duplicates: job.mapping.duplicates } })),
  );
  const outcomes = new Map<object, Outcome>(good.map((row, i) => [row, saved[i] as Outcome]));
  const results = read.map((row, i) => {
    const outcome = outcomes.get(row) ?? row;
    const { number } = waiting[i] as WaitingRow;
    return 'issues' in outcome
      ? { number, state: 'refused', issues: outcome.issues, record: null }
      : { number, state: 'done', issues: null, record: outcome.id };
  });
  await db.query(
    `update pipewright.import_row r set state = x.state, issues = x.issues, record = x.record
     from jsonb_to_recordset($4::jsonb) as x(number integer, state text, issues jsonb, record uuid)
     where r.import = $1 and r.number > $2 and r.number <= $3 and r.number = x.number`,
    [job.id, after, to, JSON.stringify(results)],
  );
}
