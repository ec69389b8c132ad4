import type { Statement } from '@pipewright/sql';
import { PG, pgError } from './error.ts';
import { type Queryable, rows } from './pool.ts';

/** Runs a prepared question once more where a publish in between changed what its plan gives back. */
export async function ask<T>(db: Queryable, statement: Statement): Promise<T[]> {
  try {
    return await rows<T>(db, statement);
  } catch (error) {
    if (pgError(error)?.code !== PG.planChanged) throw error;
    return rows<T>(db, statement);
  }
}
