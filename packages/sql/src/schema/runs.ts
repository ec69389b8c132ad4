import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { runStarter } from './approvals.ts';

/** The channel on which workers hear that runs are waiting; the payload is the schema of the app. */
export const RUNS_CHANNEL = 'pipewright_runs';

/**
 * The tables of what runs by itself. `_run`: one row for each time that an automation began, known by the facts it began for (`episode`), so that it begins once for them
 * whoever finds them and how often. `_run_step`: what each of its steps did. `_automation`: what is switched off without a publish, and since when each is at work.
 * `_clock`: from when records that stood still for a while are counted.
 */
export function runsDdl(schema: string): Fragment[] {
  const run = sql.id(schema, '_run');
  return [
    sql`create table ${run} (
      id uuid primary key, automation text not null, version integer not null, entity text not null, record uuid, episode text not null, level text,
      counted_from timestamptz(3), state text not null, node text, seq integer not null default 0, wake_at timestamptz(3), attempts integer not null default 0,
      depth integer not null, root uuid not null, chain text[] not null, failure jsonb, begun_at timestamptz(3) not null, ended_at timestamptz(3))`,
    ...runWaits(schema),
    ...runParents(schema),
    runStarter(schema),
    sql`create unique index run_episode on ${run} (automation, episode)`,
    sql`create index run_waiting on ${run} (wake_at, id) where state = 'waiting'`,
    sql`create index run_recent on ${run} (automation, begun_at, id)`,
    sql`create index run_record on ${run} (record, begun_at) where record is not null`,
    sql`create index run_root on ${run} (root)`,
    runEndedIndex(schema),
    sql`create table ${sql.id(schema, '_run_step')} (
      run uuid not null, seq integer not null, node text not null, kind text not null, outcome text not null, input jsonb not null, people text[] not null,
      faults jsonb not null, at timestamptz(3) not null, primary key (run, seq))`,
    runStepExit(schema),
    sql`create table ${sql.id(schema, '_automation')} (
      key text primary key, off boolean not null, at_work_since timestamptz(3) not null, switched_by text, switched_at timestamptz(3))`,
    sql`create table ${sql.id(schema, '_clock')} (
      record uuid not null, clock text not null, calendar text not null, unit text not null, counted_from timestamptz(3) not null,
      resumed_at timestamptz(3) not null, start timestamptz(3) not null, primary key (record, clock, calendar, unit))`,
    sql`create index period_waited on ${sql.id(schema, '_period')} (left_at) where left_at is not null and status in ('paused', 'future')`,
    sql`create trigger told after insert on ${run} for each statement execute function pipewright.tell_runs()`,
  ];
}

/**
 * Since when a run stands at its step (`node_at`), until when it waits there (`until`), and whether it waits for a change of its record (`held`): it looks again then. Such runs are found by their record, by each write of it.
 */
export function runWaits(schema: string): Fragment[] {
  const run = sql.id(schema, '_run');
  return [
    sql`alter table ${run} add column if not exists node_at timestamptz(3), add column if not exists until timestamptz(3), add column if not exists held boolean not null default false`,
  ];
}

/**
 * Which run began a run and waits for it (`parent`), at which of its steps (`parent_seq`), and which of the ways it goes that are gone side by side (`side`).
 */
export function runParents(schema: string): Fragment[] {
  const run = sql.id(schema, '_run');
  return [
    sql`alter table ${run} add column if not exists parent uuid, add column if not exists parent_seq integer, add column if not exists side text`,
    sql`create index if not exists run_parent on ${run} (parent, parent_seq) where parent is not null`,
  ];
}

/** By which of its ways a step was left, of one that has several. */
export function runStepExit(schema: string): Fragment {
  return sql`alter table ${sql.id(schema, '_run_step')} add column if not exists exit text`;
}

/** Finds the runs that were over first, for what deletes old ones. */
export function runEndedIndex(schema: string): Fragment {
  return sql`create index if not exists run_ended on ${sql.id(schema, '_run')} (ended_at, id) where ended_at is not null`;
}

/** The function behind the trigger of `_run`. */
export const TELL_RUNS = `create or replace function pipewright.tell_runs() returns trigger language plpgsql as $$
begin
  perform pg_notify('${RUNS_CHANNEL}', tg_table_schema);
  return null;
end $$;`;
