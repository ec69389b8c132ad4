import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { Slot, type SlotValues } from '../ground/slot.ts';

/** A run that a write begins, as the write knows it. */
export interface Beginning {
  readonly id: string;
  readonly record: string;
  readonly automation: string;
  /** The first step. */
  readonly node: string;
  /** What it began for: with the automation it is there once. */
  readonly episode: string;
  readonly state: 'waiting' | 'stopped';
  /** How many automations began each other up to this one, the first run of them, and their keys. */
  readonly depth: number;
  readonly root: string;
  readonly chain: readonly string[];
  readonly failure: { readonly code: string } | null;
  /** True where it is switched off as long as nobody said otherwise. */
  readonly off: boolean;
  readonly at: string;
  /** Who made the first write that led to it; null where that was nobody. */
  readonly starter: string | null;
}

/** What a write is asked to begin; undefined where that is nothing. `wakes`: since when the runs look again that wait for a change of what is written; undefined where none may. */
export interface WithRuns {
  readonly runs?: readonly Beginning[] | undefined;
  readonly wakes?: string | undefined;
}

const RUNS = new Slot('runs');
const VERSION = new Slot('definition version');
const WAKE = new Slot('wake');

/** The parts of a writing statement that begin runs for the records that were `written`, and wake those that wait: a change and what it sets going are one fact. */
export function runParts(schema: string, table: string, { runs, wakes }: WithRuns): Fragment[] {
  return [...(wakes ? [wake(schema)] : []), ...(runs ? [start(schema, table)] : [])];
}

/**
 * One that is carried on at this moment is left alone: it waits for the record, and reads it as it is then. One that came to wait while this statement waited for the record
 * is known to it as it was before: so all that go on are held, and what they wait for is asked of the rows as they are then.
 */
function wake(schema: string): Fragment {
  const run = sql.id(schema, '_run');
  return sql`woken as (update ${run} r set wake_at = case when r.held then least(r.wake_at, ${WAKE}::timestamptz) else r.wake_at end where r.id in (
    select h.id from ${run} h join written w on w.id = h.record where h.ended_at is null and h.state = 'waiting' for update of h skip locked))`;
}

function start(schema: string, table: string): Fragment {
  return sql`started as (insert into ${sql.id(schema, '_run')} (id, automation, version, entity, record, episode, state, node, wake_at, depth, root, chain, failure, begun_at, ended_at, starter)
      select a.id, a.automation, ${VERSION}::integer, ${table}::text, a.record, a.episode, a.state, a.node, a.at, a.depth, a.root, a.chain, a.failure, a.at,
        case when a.state = 'stopped' then a.at end, a.starter
      from jsonb_to_recordset(${RUNS}::jsonb) as a(id uuid, automation text, record uuid, episode text, state text, node text, depth integer, root uuid, chain text[], failure jsonb, off boolean, at timestamptz, starter text)
      join written w on w.id = a.record
      where not coalesce((select s.off from ${sql.id(schema, '_automation')} s where s.key = a.automation), a.off)
      on conflict (automation, episode) do nothing)`;
}

/** What stands in the slots of this part. */
export function runValues({ runs, wakes }: WithRuns): SlotValues {
  return { ...(runs ? { [RUNS.name]: JSON.stringify(runs) } : {}), ...(wakes ? { [WAKE.name]: wakes } : {}) };
}
