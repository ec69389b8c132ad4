import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';

/** What an automation would begin for: how many records, how many runs of each level, and the first of them. */
export interface Found {
  readonly records: number;
  readonly levels: readonly { readonly level: string | null; readonly count: number }[];
  readonly first: readonly { readonly record: string; readonly level: string | null }[];
}

/**
 * Counts what is `due` and has no run yet, and gives the first of it, those that have waited longest before the others, as many as the slot `limit` says; it writes nothing.
 * @param begun whether a row `d` of what is due has begun already
 */
export function foundSql(due: Fragment, begun: Fragment): Statement {
  return compileSql(sql`with due as materialized (select d.* from (${due}) d where not ${begun})
    select (select count(distinct d.record)::int from due d) as records,
      (select coalesce(json_agg(json_build_object('level', l.level, 'count', l.n)), '[]') from (select d.level, count(*)::int as n from due d group by d.level) l) as levels,
      (select coalesce(json_agg(json_build_object('record', f.record, 'level', f.level)), '[]')
        from (select d.record, d.level from due d order by d.counted_from nulls last, d.record, d.level limit ${new Slot('limit')}::integer) f) as first`);
}
