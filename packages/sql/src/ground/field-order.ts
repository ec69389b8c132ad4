import { sql } from 'kysely';
import type { Fragment } from './compile.ts';

/** A list of options as Postgres writes it. Throws for what is no key of the definition's: the list becomes a part of statements. */
export function optionList(options: readonly string[]): string {
  if (!options.every((key) => /^[a-z0-9_]+$/.test(key))) throw new Error(`No keys: ${options.join()}`);
  // A word that Postgres would take for an empty member.
  return `{${options.map((key) => (key === 'null' ? '"null"' : key)).join()}}`;
}

/** The place of a value among the options, empty for any other. The list is a part of the text, so that an index on just this can serve. */
export function positionSql(options: readonly string[], column: Fragment): Fragment {
  return sql`array_position(${sql.lit(optionList(options))}::text[], ${column})`;
}
