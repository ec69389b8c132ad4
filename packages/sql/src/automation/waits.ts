import type { Clock } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import { instantText } from '../ground/instant.ts';
import type { Statement } from '../ground/statement.ts';

/** A stay of an open record in its stage that went on after it had stood still: its parts, one after the other. */
export interface WaitRow {
  readonly record: string;
  readonly resumed_at: string;
  /** The last activity, or when the record was made. */
  readonly followed_at: string;
  /** When it was last taken out of the pool; null where it never was in it. */
  readonly taken_at: string | null;
  readonly parts: readonly {
    readonly status: string | null;
    readonly pipeline: string | null;
    readonly stage: string | null;
    readonly from: string;
    readonly to: string;
  }[];
}

/**
 * Open records of a table that stood still before they came to stand as they do, and are not counted by this clock yet: with everything they went through, latest first.
 * @param activity where the activities are that follow a record up
 */
export function waitsSql(
  schema: string,
  table: string,
  { clock, calendar, unit }: { readonly clock: Clock; readonly calendar: string; readonly unit: string },
  activity: { readonly table: string; readonly by: string } | undefined,
): Statement {
  const period = sql.id(schema, '_period');
  const followed = activity
    ? sql`greatest(t.created_at, (select max(a.created_at) from ${sql.id(schema, activity.table)} a where a.${sql.id(activity.by)} = t.id and a.deleted_at is null))`
    : sql`t.created_at`;
  return compileSql(sql`select t.id::text as record, ${instantText(sql`t.stage_since`)} as resumed_at, ${instantText(followed)} as followed_at, ${instantText(sql`g.taken_at`)} as taken_at,
      (select json_agg(json_build_object('status', p.status, 'pipeline', p.pipeline, 'stage', p.stage, 'from', ${instantText(sql`p.entered_at`)}, 'to', ${instantText(sql`coalesce(p.left_at, t.stage_since)`)}) order by p.entered_at desc, p.id desc)
        from ${period} p where p.record = t.id) as parts
    from ${period} w join ${sql.id(schema, table)} t on t.id = w.record and t.stage_since = w.left_at and t.status = 'open' and t.owner is not null and t.deleted_at is null
      left join ${sql.id(schema, '_passage')} g on g.record = t.id
    where w.entity = ${table}::text and w.left_at is not null and w.status in ('paused', 'future') and (g.taken_at is null or g.taken_at < t.stage_since)
      and not exists (select 1 from ${sql.id(schema, '_clock')} c where c.record = t.id and c.clock = ${clock}::text and c.calendar = ${calendar}::text and c.unit = ${unit}::text
        and c.resumed_at = t.stage_since and ${clock === 'follow_up' ? sql`c.counted_from = greatest(${followed}, g.taken_at)` : sql`(g.taken_at is null or c.counted_from >= g.taken_at)`})
    order by t.id limit 1000`);
}

/** Keeps from when records are counted that stood still; `rows` is JSON with `record`, `counted_from`, `resumed_at`, `start`. */
export function keepClocksSql(
  schema: string,
  { clock, calendar, unit }: { readonly clock: Clock; readonly calendar: string; readonly unit: string },
  rows: string,
): Statement {
  return compileSql(sql`insert into ${sql.id(schema, '_clock')} (record, clock, calendar, unit, counted_from, resumed_at, start)
    select a.record, ${clock}::text, ${calendar}::text, ${unit}::text, a.counted_from, a.resumed_at, a.start
    from jsonb_to_recordset(${rows}::jsonb) as a(record uuid, counted_from timestamptz, resumed_at timestamptz, start timestamptz)
    on conflict (record, clock, calendar, unit) do update set counted_from = excluded.counted_from, resumed_at = excluded.resumed_at, start = excluded.start`);
}
