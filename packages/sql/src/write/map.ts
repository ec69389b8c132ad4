import type { PeopleMap } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';

/** What is wrong with where a record stands on the map: it comes to report to itself, to one of others, or others of it report to it. */
export type MapFault = 'loop' | 'other' | 'followed';

/** Lets one write at a time change who reports to whom: each of two could be right by itself, and both together a circle. Held until the transaction ends. */
export function holdMapSql(schema: string, table: string): Statement {
  return compileSql(sql`select pg_advisory_xact_lock(hashtextextended(${`map ${schema}.${table}`}, 0))`);
}

/** The faults of records as they are written: `id`, `fault`. Each way up is walked once around at most, whatever is stored. */
export function mapFaultsSql(schema: string, table: string, { within, reportsTo }: PeopleMap, ids: readonly string[]): Statement {
  const [from, whose, above] = [sql.id(schema, table), sql.id(within), sql.id(reportsTo)];
  return compileSql(sql`with recursive mine as (
      select t.id, t.${whose} as whose, t.${above} as above from ${from} t where t.id = any(${[...ids]}::uuid[])
    ), up(start, at) as (
      select m.id, m.above from mine m where m.above is not null
      union select up.start, t.${above} from up join ${from} t on t.id = up.at where t.${above} is not null
    ), judged as (
      select m.id, case
        when exists (select from up where up.start = m.id and up.at = m.id) then 'loop'
        when exists (select from ${from} b where b.id = m.above and b.${whose} is distinct from m.whose) then 'other'
        when exists (select from ${from} b where b.${above} = m.id and b.deleted_at is null and b.${whose} is distinct from m.whose) then 'followed'
      end as fault from mine m
    ) select id, fault from judged where fault is not null`);
}
