import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';

/** Holds the keys of duplicates until the transaction ends: who comes with the same one waits, and then finds what was written. */
export function holdDuplicatesSql(keys: readonly string[]): Statement {
  return compileSql(sql`select pg_advisory_xact_lock(hashtextextended(k.key, 0)) from unnest(${[...keys]}::text[]) as k(key)`);
}
