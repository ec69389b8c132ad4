import type { Entity } from '@pipewright/definition';
import { compileSql, type Statement } from '@pipewright/sql';
import { sql } from 'kysely';

/** Whose records, and whether whoever had one last counts whatever the time: a rule gives nothing straight back. */
export interface CoolingWish {
  readonly records: readonly string[];
  readonly last: boolean;
}

/** From whom records were taken back so lately that they do not go back to them: rows of `record`, `person` and `at`, the latest of each. */
export function coolingSql(schema: string, { process }: Entity, now: string, { records, last }: CoolingWish): Statement {
  const since = sql`${now}::timestamptz - make_interval(hours => ${(process?.coolDown ?? 0) * 24}::integer)`;
  const straight = last ? sql` or c.id = (select max(l.id) from ${sql.id(schema, '_reclaim')} l where l.record = c.record)` : sql``;
  return compileSql(sql`select distinct on (c.record, c.person) c.record::text as record, c.person, c.at from ${sql.id(schema, '_reclaim')} c
    where c.record = any(${[...records]}::uuid[]) and (c.at > ${since}${straight}) order by c.record, c.person, c.at desc`);
}
