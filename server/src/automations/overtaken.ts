import { type Automation, isOpen } from '@pipewright/definition';
import { compileSql, instantText, ownerOfEpisode } from '@pipewright/sql';
import { sql } from 'kysely';
import type { WorkRecord } from '../about/records.ts';
import { type Queryable, rows } from '../db/pool.ts';
import type { RunRow } from './claim.ts';

/** When a record last came to belong to somebody after it had belonged to nobody, and by which run, if it was one. */
export interface Taking {
  readonly at: string;
  readonly run: string | null;
}

/** The last takings of records, of those that ever were in the pool. */
export async function takingsOf(db: Queryable, schema: string, records: readonly string[]): Promise<ReadonlyMap<string, Taking>> {
  if (records.length === 0) return new Map();
  const found = await rows<Taking & { record: string }>(
    db,
    compileSql(sql`select g.record::text, ${instantText(sql`g.taken_at`)} as at, g.run::text from ${sql.id(schema, '_passage')} g
      where g.record = any(${[...records]}::uuid[]) and g.taken_at is not null`),
  );
  return new Map(found.map(({ record, ...taking }) => [record, taking]));
}

/**
 * True for a run of a clock that has nothing left to say: A record that was moved on, closed, set aside, or went through the pool between the moment its time had come and the
 * moment its turn came is not reminded of; nor is it taken from anybody but whom that was to happen to. It begins anew where its time comes again. What the run itself does to the record is no such thing.
 * @param seq how many of its steps are behind it
 */
export function isOvertaken(
  { on }: Automation,
  run: Pick<RunRow, 'id' | 'begun_at' | 'episode'>,
  seq: number,
  { facts, deleted }: Pick<WorkRecord, 'facts' | 'deleted'>,
  taking: Taking | undefined,
): boolean {
  if (on.kind === 'deleted') return false;
  if (deleted) return true;
  if (on.kind !== 'since') return false;
  if (!isOpen(facts.status) || (seq === 0 && facts.owner === null)) return true;
  const meant = ownerOfEpisode(run.episode);
  if (seq === 0 && meant !== undefined && meant !== facts.owner) return true;
  if (taking && taking.at > run.begun_at && taking.run !== run.id) return true;
  return on.clock === 'stage' && typeof facts.stage_since === 'string' && facts.stage_since > run.begun_at;
}
