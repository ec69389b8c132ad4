import type { Value } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Count } from '../ground/among.ts';
import type { Fragment } from '../ground/compile.ts';
import { Slot, type SlotValues } from '../ground/slot.ts';
import { PASSES } from '../schema/pool.ts';
import { AUTHOR } from './authorship.ts';

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

const SHAPE = {
  record: sql`uuid`,
  version: sql`integer`,
  kind: sql`text`,
  before: sql`jsonb`,
  after: sql`jsonb`,
  valid_at: sql`timestamptz`,
  stands: sql`text`,
  pipeline: sql`text`,
  stage: sql`text`,
  status: sql`text`,
} satisfies Record<keyof LedgerRow, Fragment>;
const LEDGER = new Slot('ledger');
const KEYS = Object.keys(SHAPE) as (keyof LedgerRow)[];
const ofEntry = Object.fromEntries(KEYS.map((key) => [key, new Slot(`entry.${key}`)])) as Record<keyof LedgerRow, Slot>;

/** The part `l` with the ledger entries of a write. One alone is spelt out, which the database plans and begins in less time than a list. */
export function entryPart(count: Count): Fragment {
  if (count === 'one')
    return sql`l as not materialized (select ${sql.join(KEYS.map((key) => sql`${ofEntry[key]}::${SHAPE[key]} as ${sql.id(key)}`))})`;
  const shape = KEYS.map((key) => sql`${sql.id(key)} ${SHAPE[key]}`);
  return sql`l as (select * from jsonb_to_recordset(${LEDGER}::jsonb) as e(${sql.join(shape)}))`;
}

/** What stands in the slots of `entryPart`. */
export function entryValues(entries: readonly LedgerRow[]): SlotValues {
  const [first] = entries;
  if (!first || entries.length > 1) return { [LEDGER.name]: JSON.stringify(entries) };
  const sides = { before: JSON.stringify(first.before), after: JSON.stringify(first.after) };
  return Object.fromEntries(KEYS.map((key) => [ofEntry[key].name, { ...first, ...sides }[key] ?? null]));
}

/** What an entry says of before and after, over `l` and `written w`. */
export interface Sides {
  readonly before: Fragment;
  readonly after: Fragment;
}

/** The sides of an entry as they were given. */
export const GIVEN: Sides = { before: sql`l.before`, after: sql`l.after` };

/** Which of the story a write may tell besides ledger and outbox: where rows stand, and whose they come to be. */
export interface Tells {
  readonly staged: boolean;
  readonly owned: boolean;
}

/**
 * The parts of a writing statement that keep its story: ledger, outbox and, where the entity has stages, the stage periods, and where owners are written, the passages through the pool. They read two earlier
 * parts: `written` (id and, where there are stages, where the row stands) and `l`, one row per ledger entry as `LedgerRow`, or one in all. A period ends where the next begins, and never before it began.
 */
export function logParts(schema: string, table: string, { before, after }: Sides, { staged, owned }: Tells, count: Count): Fragment[] {
  const ledger = sql`noted as (
    insert into ${sql.id(schema, '_ledger')} (entity, record, kind, actor_kind, actor, cause, valid_at, before, after, record_version, definition_version)
    select ${table}::text, l.record, l.kind, ${AUTHOR.kind}::text, ${AUTHOR.id}::text, ${AUTHOR.cause}::jsonb, l.valid_at, ${before}, ${after}, l.version, ${AUTHOR.version}::integer
    from l join written w on w.id = l.record${count === 'one' ? sql`` : sql` order by l.version`}
    returning id, entity, record, kind, actor_kind, actor, cause, after)`;
  const outbox = sql`posted as (
    insert into ${sql.id(schema, '_outbox')} (ledger, entity, record, kind, keys, actor_kind, actor, cause)
    select id, entity, record, kind, array(select jsonb_object_keys(after)), actor_kind, actor, cause from noted)`;
  return [ledger, outbox, ...(staged ? periodParts(schema, table, count) : []), ...(owned ? [passagePart(schema, table)] : [])];
}

/** Notes which rows come to belong to nobody, and which come to belong to somebody again. */
function passagePart(schema: string, table: string): Fragment {
  const passage = sql.id(schema, '_passage');
  const [enters, leaves] = [PASSES.enters(sql`${AUTHOR.cause}::jsonb`), PASSES.leaves];
  const kept = (side: 'entered_at' | 'taken_at', column: string) =>
    sql`${sql.id(column)} = case when excluded.${sql.id(side)} is null then p.${sql.id(column)} else excluded.${sql.id(column)} end`;
  return sql`passed as (
    insert into ${passage} as p (record, entity, entered_at, person, automation, taken_at, run)
    select l.record, ${table}::text, case when ${enters} then l.valid_at end, case when ${enters} then l.before->>'owner' end, case when ${enters} then ${AUTHOR.cause}::jsonb->>'automation' end,
      case when ${leaves} then l.valid_at end, case when ${leaves} then (${AUTHOR.cause}::jsonb->>'run')::uuid end
    from l join written w on w.id = l.record where ${enters} or ${leaves}
    on conflict (record) do update set entered_at = greatest(p.entered_at, excluded.entered_at), taken_at = greatest(p.taken_at, excluded.taken_at),
      ${kept('entered_at', 'person')}, ${kept('entered_at', 'automation')}, ${kept('taken_at', 'run')})`;
}

function periodParts(schema: string, table: string, count: Count): Fragment[] {
  const period = sql.id(schema, '_period');
  const began = sql`greatest(l.valid_at, e.left_at, past.left_at)`;
  // Of several entries of one record a later one begins no earlier than the one before it, which ends there.
  const enteredAt = count === 'one' ? began : sql`max(${began}) over (partition by l.record order by l.version)`;
  const leftAt = count === 'one' ? sql`null::timestamptz` : sql`lead(s.entered_at) over (partition by s.record order by s.version)`;
  return [
    sql`ended as (
      update ${period} as p set left_at = greatest(l.valid_at, p.entered_at)
      from l join written w on w.id = l.record where l.stands is not null and p.record = l.record and p.left_at is null
      returning p.record, p.left_at)`,
    // Counting what ended makes it end before the next begins, so that a record never has two open periods.
    sql`begun as (
      insert into ${period} (entity, record, pipeline, stage, status, entered_at, left_at, definition_version)
      select ${table}::text, s.record, coalesce(s.pipeline, s.row_pipeline), coalesce(s.stage, s.row_stage), coalesce(s.status, s.row_status), s.entered_at, ${leftAt}, ${AUTHOR.version}::integer
      from (select l.*, w.pipeline as row_pipeline, w.stage as row_stage, w.status as row_status, ${enteredAt} as entered_at
        from l join written w on w.id = l.record left join ended e on e.record = l.record
        left join lateral (select max(p.left_at) as left_at from ${period} p where p.record = l.record) past on true
        where l.stands is not null) s
      where s.stands = 'enter' and coalesce(s.pipeline, s.row_pipeline) is not null and (select count(*) from ended) >= 0)`,
  ];
}
