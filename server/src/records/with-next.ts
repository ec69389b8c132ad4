import type { Outcome, SaveTerms, Write } from './change.ts';
import type { OwnCause } from './request.ts';
import { save } from './save.ts';

/**
 * Makes a record and then changes another one, in the transaction that it is given, both or neither: the task that comes next, and the one that is done.
 * @param cause why the first is made; the request is remembered with the change alone
 */
export async function saveWithNext(
  terms: SaveTerms & { readonly db: SaveTerms['db'] },
  cause: OwnCause,
  next: Write,
  writes: readonly Write[],
): Promise<Outcome[]> {
  const { db } = terms;
  const together = { ...terms, inTransaction: true } as const;
  await db.query('savepoint with_next');
  const made = await save({ ...together, cause, answer: undefined }, [next]);
  const outcomes = made.some((each) => 'issues' in each) ? made : await save(together, writes);
  if (outcomes.some((each) => 'issues' in each)) await db.query('rollback to savepoint with_next');
  return outcomes;
}
