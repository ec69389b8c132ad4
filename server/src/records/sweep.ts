import type { Actor, Cause } from '@pipewright/definition';
import { type Fragment, type Row, sweepSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { AppEvent } from '../events/gathered.ts';
import type { Published } from '../published/published.ts';
import { writeTarget } from './write-target.ts';

/** How a sweep is written: by whom, why, when, and who is told. */
export interface SweepTerms {
  readonly db: Queryable;
  readonly published: Published;
  readonly actor: Actor;
  readonly cause: Cause;
  readonly now: string;
  readonly announce: (event: AppEvent) => void;
}

/** One change to all records of a condition over the table `t`. */
export interface SweepWish {
  readonly set: Row;
  readonly where: Fragment;
  readonly kind: 'update' | 'move' | 'share';
}

/**
 * The writing door for what follows from a decision elsewhere (a person changes departments, a publish places records): one set-based statement that
 * bumps versions and keeps ledger, periods and outbox like every other write. Answers how many records it changed. It reaches deleted records and
 * tables of entities that are out of use too, unless the condition says otherwise.
 */
export async function sweep(context: SweepTerms, tableName: string, { set, where, kind }: SweepWish): Promise<number> {
  const table = context.published.tables.find((each) => each.name === tableName);
  if (!table) throw new Error(`There is no table ${tableName}`);
  const found = await rows(context.db, sweepSql(writeTarget(context, table), { set, where, kind, at: context.now }));
  if (found.length > 0) context.announce({ app: context.published.key, entity: tableName });
  return found.length;
}
