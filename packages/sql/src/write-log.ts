import type { Value } from '@pipewright/logic';
import { sql } from 'kysely';
import { AUTHOR } from './authorship.ts';
import type { Fragment } from './compile.ts';

/** Values of a row by column. */
export type Row = Readonly<Record<string, Value>>;

/** What the ledger keeps of one change. */
export interface LedgerRow {
  readonly record: string;
  /** The version the record has after it. */
  readonly version: number;
  readonly kind: string;
  readonly before: Row;
  readonly after: Row;
  /** When it came to be true, as an instant. */
  readonly valid_at: string;
  /** Where the record stands from then on: `enter` begins a stage period with these three, `leave` ends the open one, null changes nothing. */
  readonly stands: 'enter' | 'leave' | null;
  readonly pipeline?: Value;
  readonly stage?: Value;
  readonly status?: Value;
}

/** The columns that say where a row stands, which the `written` part of a staged table gives back. */
export const STANDS = ['pipeline', 'stage', 'status'] as const;

/** What an entry says of before and after, over `l` and `written w`. */
export interface Sides {
  readonly before: Fragment;
  readonly after: Fragment;
}

/** The sides of an entry as they were given. */
export const GIVEN: Sides = { before: sql`l.before`, after: sql`l.after` };

/**
 * The parts of a writing statement that keep its story: ledger, outbox and, where the entity has stages, the stage periods. They read two earlier
 * parts: `written` (id and, where there are stages, where the row stands) and `l`, one row per ledger entry as `LedgerRow`. A period ends where the next begins, and never before it began.
 */
export function logParts(schema: string, table: string, { before, after }: Sides, staged: boolean): Fragment[] {
  const ledger = sql`noted as (
    insert into ${sql.id(schema, '_ledger')} (entity, record, kind, actor_kind, actor, cause, valid_at, before, after, record_version, definition_version)
    select ${table}::text, l.record, l.kind, ${AUTHOR.kind}::text, ${AUTHOR.id}::text, ${AUTHOR.cause}::jsonb, l.valid_at, ${before}, ${after}, l.version, ${AUTHOR.version}::integer
    from l join written w on w.id = l.record order by l.version
    returning id, entity, record, kind, actor_kind, actor, cause, after)`;
  const outbox = sql`posted as (
    insert into ${sql.id(schema, '_outbox')} (ledger, entity, record, kind, keys, actor_kind, actor, cause)
    select id, entity, record, kind, array(select jsonb_object_keys(after)), actor_kind, actor, cause from noted)`;
  return staged ? [ledger, outbox, ...periodParts(schema, table)] : [ledger, outbox];
}

function periodParts(schema: string, table: string): Fragment[] {
  const period = sql.id(schema, '_period');
  return [
    sql`ended as (
      update ${period} as p set left_at = greatest(l.valid_at, p.entered_at)
      from l join written w on w.id = l.record where l.stands is not null and p.record = l.record and p.left_at is null
      returning p.record, p.left_at)`,
    // Counting what ended makes it end before the next begins, so that a record never has two open periods.
    sql`begun as (
      insert into ${period} (entity, record, pipeline, stage, status, entered_at, left_at, definition_version)
      select ${table}::text, s.record, coalesce(s.pipeline, s.row_pipeline), coalesce(s.stage, s.row_stage), coalesce(s.status, s.row_status), s.entered_at, lead(s.entered_at) over (partition by s.record order by s.version), ${AUTHOR.version}::integer
      from (select l.*, w.pipeline as row_pipeline, w.stage as row_stage, w.status as row_status, max(greatest(l.valid_at, e.left_at, past.left_at)) over (partition by l.record order by l.version) as entered_at
        from l join written w on w.id = l.record left join ended e on e.record = l.record
        left join lateral (select max(p.left_at) as left_at from ${period} p where p.record = l.record) past on true
        where l.stands is not null) s
      where s.stands = 'enter' and coalesce(s.pipeline, s.row_pipeline) is not null and (select count(*) from ended) >= 0)`,
  ];
}
