import type { Issue } from '@pipewright/logic';
import type { Queryable } from '../db/pool.ts';

/** A reason why rows were refused: how many, and which was the first. */
export interface Reason {
  readonly issue: Issue;
  readonly count: number;
  readonly first: number;
}

/** What became of an import's rows so far, and why rows were refused, the commonest reason first. */
export interface Tally {
  readonly done: number;
  readonly refused: number;
  readonly reasons: readonly Reason[];
  /** How many of the refused rows would be taken by who says that they are no duplicates. */
  readonly duplicates: number;
}

const MOST_REASONS = 50;

/** Counts the rows of an import; reasons as common as each other come in the order of the file. */
export async function tally(db: Queryable, id: string): Promise<Tally> {
  const { rows: counts } = await db.query<{ state: string; count: number; duplicates: number }>(
    `select state, count(*)::int as count, (count(*) filter (where state = 'refused' and issues->0->>'code' like 'duplicate.warned%'))::int as duplicates from pipewright.import_row where import = $1 group by 1`,
    [id],
  );
  const { rows: reasons } = await db.query<Reason>(
    `select issues->0 as issue, count(*)::int as count, min(number) as first from pipewright.import_row
     where import = $1 and state = 'refused' group by 1 order by 2 desc, 3 limit $2`,
    [id, MOST_REASONS],
  );
  const total = (state: string) => counts.find((row) => row.state === state)?.count ?? 0;
  const duplicates = counts.reduce((sum, row) => sum + row.duplicates, 0);
  return { done: total('done'), refused: total('refused'), duplicates, reasons };
}

/** How many rows of an import are written. */
export async function doneCount(db: Queryable, job: { readonly id: string }): Promise<number> {
  const { rows } = await db.query<{ done: number }>(
    `select count(*)::int as done from pipewright.import_row where import = $1 and state = 'done'`,
    [job.id],
  );
  return rows[0]?.done ?? 0;
}

/**
 * Marks an import as done; answers false where rows are left. Rows that a killed server was writing stay locked, and are passed over by others, until the
 * database has noticed and taken them back.
 */
export async function finish(db: Queryable, job: { readonly id: string }): Promise<boolean> {
  const { rowCount } = await db.query(
    `update pipewright.import set state = 'done' where id = $1 and not exists (select from pipewright.import_row where import = $1 and state = 'staged')`,
    [job.id],
  );
  return Boolean(rowCount);
}
